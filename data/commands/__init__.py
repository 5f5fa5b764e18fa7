"""The families of commands. Each module has ``COMMANDS``; what a command does stands in ``data``, not here."""
