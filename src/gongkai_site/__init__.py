"""The site: an office runs its year on it, and the year becomes its annual report."""
