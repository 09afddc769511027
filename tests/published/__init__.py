"""Documents in the shapes in which published pages were met: their text as programs that save pages leave it.

Agencies and figures are invented. ``dumps`` are the segmentations, ``pages`` a whole document with its truth.
"""
