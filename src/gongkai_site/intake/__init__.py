"""Documents read in and verified (来文识读)."""
