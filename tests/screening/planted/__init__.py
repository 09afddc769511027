"""Documents in which something is planted that must not go out, and official documents full of numbers.

Made from the standards and from how people write, without a word, pattern or list of the screen's.
"""
