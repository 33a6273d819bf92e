"""Taking back what was done and doing it again, a file for each kind of change.

Each function is called with the case and with the detail of the audit event that tells what was done, to which its moment is
added as `at`; it gives the dates that moved, a line each, or whatever else is to be said. It raises NotAllowed, or NotPossible
when somebody else has changed that very thing since. db.actions.undo keeps the version, the timeline and the audit trail.
"""
