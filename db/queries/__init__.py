"""Reads: one read model a file; SQL filters, sorts and limits, and frozen values come out."""
