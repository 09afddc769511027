"""Reading a redacted file back, with no help from what made it."""
