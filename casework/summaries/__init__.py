"""Figures drawn from the record, as plain values and as text."""
