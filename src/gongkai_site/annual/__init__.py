"""The annual report: compiled, written, signed off, locked, published."""
