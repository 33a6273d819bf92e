"""The record: tables, migrations, actions (writes) and queries (reads). No textual, no rich."""
