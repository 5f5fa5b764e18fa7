"""One file a strategy: Metric records and the functions that make their frames."""
