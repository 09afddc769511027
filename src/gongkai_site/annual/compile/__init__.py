"""Compiling: the form's figures from the registers, each cell by one documented query."""

from gongkai_site.annual.compile.cells import CellQuery, cell_queries, cell_query
from gongkai_site.annual.compile.marks import cells_counting
from gongkai_site.annual.compile.run import Compiled, compile_year, require_counted

__all__ = ["CellQuery", "Compiled", "cell_queries", "cell_query", "cells_counting", "compile_year", "require_counted"]
