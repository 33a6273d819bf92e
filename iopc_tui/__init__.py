"""The programs: command line, app, settings, start-up, crash handling and demo data."""
