"""Documents of any kind as lines, grids and pictures: the intermediate form and the fronts that make it."""

from gongkai.document.model import Block, Document, Doubt, Grid, GridCell, Line, Picture

__all__ = ["Block", "Document", "Doubt", "Grid", "GridCell", "Line", "Picture"]
