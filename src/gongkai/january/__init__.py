"""january."""
