"""Consolidation (汇总): own level and below, each agency once, every sum open on its agencies."""
