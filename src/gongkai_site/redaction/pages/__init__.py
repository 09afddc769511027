"""The pages of redaction."""
