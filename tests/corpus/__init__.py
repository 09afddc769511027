"""Documents with known truth: every format and every fault the real world has, deterministic by seed.

Independent of ``gongkai.reading`` and ``gongkai.writing`` on purpose: it shares only the forms' data and the
report's vocabulary with the library, so what it measures is the reader and not its mirror image.
"""
