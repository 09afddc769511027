"""What section one of the report tells, as records."""
