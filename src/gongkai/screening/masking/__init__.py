"""Mask what is personal in a file and write it back, everything else as it was."""
