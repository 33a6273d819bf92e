"""Figures made fit to publish: one publication, written as a page, a workbook, CSV, JSON or plain text."""
