"""The registers in the back office."""
