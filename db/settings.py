"""What the office's settings are called in the record."""

RULES_VERSION = "rules-version"
"""A number that moves with every change of the standards or the calendars, so that programs know when to read them again."""
PUBLISHED_TO = "holidays-published-to"
"""The last date, in ISO form, for which somebody has entered all bank holidays there are."""
CONTACT_COLUMNS = "contact-columns-"
"""Before a digest of a file's headings: what its columns said of contacts when such a file was last brought in, as JSON."""

THEME = "theme"
"""The name of a member's theme."""
BELL = "bell"
"""`on` when a member wants the terminal's bell with new alerts."""
