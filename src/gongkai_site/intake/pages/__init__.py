"""The back office's pages of 来文识读."""
