"""From positioned characters and ruling lines to lines and grids; shared by PDF text and by recognised pictures.

The stages, each usable alone: :func:`~gongkai.document.layout.rulings.join_rules` →
:func:`~gongkai.document.layout.lattice.find_lattices` → :func:`~gongkai.document.layout.tables.fill_lattice` →
:func:`~gongkai.document.layout.pages.join_pages` → :func:`~gongkai.document.layout.assemble.assemble`.

All lengths are points (1/72 inch); x grows to the right, y grows *downwards* from the top of the page as it is read.
"""

from gongkai.document.layout.assemble import assemble
from gongkai.document.layout.model import Figure, Glyph, Page, Rule

__all__ = ["Figure", "Glyph", "Page", "Rule", "assemble"]
