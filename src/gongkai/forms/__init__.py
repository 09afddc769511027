"""The statutory forms as data: sections, tables, rows, columns, labels and their relations."""

from gongkai.forms.load import assumed_form, form_for_year, form_ids, get_form
from gongkai.forms.model import Block, Cell, Column, Form, NumberedRow, Relation, Row, Section, Table

__all__ = [
    "Block",
    "Cell",
    "Column",
    "Form",
    "NumberedRow",
    "Relation",
    "Row",
    "Section",
    "Table",
    "assumed_form",
    "form_for_year",
    "form_ids",
    "get_form",
]
