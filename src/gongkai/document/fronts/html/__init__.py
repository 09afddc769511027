"""The HTML front: web pages of any content system, Word-pasted markup and web archives as lines, grids and pictures."""

from gongkai.document.fronts.html.page import read_html

__all__ = ["read_html"]
