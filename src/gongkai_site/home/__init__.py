"""The back office's first page: what to do next."""
