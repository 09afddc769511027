"""Back-office pages of the annual report."""
