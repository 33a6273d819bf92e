"""What was read of the record, written out: as lines of text for people and as values for programs."""
