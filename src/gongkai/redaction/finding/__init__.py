"""Marks to begin with: every place of a word, a pattern, or what screening finds; and pages that repeat others."""
