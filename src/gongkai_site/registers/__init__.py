"""Registers behind section two of the form."""
