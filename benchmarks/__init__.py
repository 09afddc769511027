"""Benchmarks: every figure is a ratio measured within one run; see ``README.md``."""
