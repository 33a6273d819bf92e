"""Rows of another system's file: read, judged and sorted into what each means for the record."""
