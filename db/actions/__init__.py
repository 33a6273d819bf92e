"""Writes: one use case a file; permission checked, version checked, audit event written, in the caller's transaction."""
