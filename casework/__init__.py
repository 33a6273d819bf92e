"""The rules: working days, service standards, clocks, permissions. No database, no terminal, no clock of its own."""
