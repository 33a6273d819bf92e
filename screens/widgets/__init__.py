"""The parts screens are made of, each fit to show any text that was typed."""
