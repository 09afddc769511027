"""Everything that changes a report: one function per step, each with its permission and its audit event."""
