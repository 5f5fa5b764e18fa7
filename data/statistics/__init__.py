"""Pure numbers with published worked examples: no screen, no database, no frames."""
