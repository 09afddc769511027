"""The JSON Schema of a report, built from the forms; ``data/report.schema.json`` is its published copy.

Run ``python -m gongkai.report.schema`` to print it anew after a form or the contract has changed.
"""

from __future__ import annotations

import json
import sys
from typing import Any, get_args

from gongkai.forms import Form, form_ids, get_form
from gongkai.report.model import SECTION_KEYS, How

_TEXT = {"type": "string"}
_TEXT_OR_NULL = {"type": ["string", "null"]}
_NUMBER_OR_NULL = {"type": ["number", "null"]}
_DATE_OR_NULL = {"type": ["string", "null"], "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_POSITION = {"type": ["integer", "null"], "minimum": 1}


def report_schema() -> dict[str, Any]:
    """Return the schema (JSON Schema 2020-12) of the object ``Report.to_json`` makes."""
    forms = [get_form(form_id) for form_id in form_ids()]
    properties = {
        "source": _TEXT,
        "form": {"enum": [form.id for form in forms]},
        "agency": _TEXT_OR_NULL,
        "year": {"type": ["integer", "null"]},
        "title": _TEXT_OR_NULL,
        "published": _DATE_OR_NULL,
        "signed": _DATE_OR_NULL,
        "addressee": _TEXT_OR_NULL,
        "signature": _TEXT_OR_NULL,
        "cells": {"type": "object"},
        "provenance": {"type": "object"},
        "extra": {"type": "array", "items": _extra(forms)},
        "preamble": _TEXT,
        "sections": _closed(dict.fromkeys(SECTION_KEYS, _TEXT)),
        "closing": _TEXT,
        "facts": {"type": "array", "items": {"$ref": "#/$defs/fact"}},
        "warnings": {"type": "array", "items": {"$ref": "#/$defs/warning"}},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:gongkai:report",
        "title": "政府信息公开工作年度报告",
        "description": "One annual report as data. Numbers are those printed; null where none stands.",
        **_closed(properties),
        "allOf": [_when(form) for form in forms],
        "$defs": {
            "place": _closed(
                {
                    "how": {"enum": list(get_args(How))},
                    "text": _TEXT_OR_NULL,
                    **dict.fromkeys(("page", "table", "row", "column", "line"), _POSITION),
                }
            ),
            "fact": _closed(
                {
                    "subject": _TEXT,
                    "number": {"type": "number"},
                    "unit": _TEXT,
                    "scope": {"enum": ["own", "area"]},
                    "sentence": _TEXT,
                    "section": {"enum": list(SECTION_KEYS)},
                }
            ),
            "warning": _closed({"code": _TEXT, "message": _TEXT, "cells": {"type": "array", "items": _TEXT}}),
        },
    }


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    """An object with exactly these members."""
    return {
        "type": "object",
        "required": list(properties),
        "properties": properties,
        "additionalProperties": False,
    }


def _extra(forms: list[Form]) -> dict[str, Any]:
    tables = dict.fromkeys(table.section for form in forms for table in form.tables)
    values = {"type": "object", "additionalProperties": _NUMBER_OR_NULL}
    return _closed({"section": {"enum": list(tables)}, "row": _TEXT, "values": values})


def _when(form: Form) -> dict[str, Any]:
    """The cells that must be there, all of them, where the report is on this form."""
    cells = {
        cell.key: {**_NUMBER_OR_NULL, "title": f"{cell.row_path}，{cell.column_path}（{cell.unit}）"}
        for cell in form.cells
    }
    places = {key: {"$ref": "#/$defs/place"} for key in cells}
    return {
        "if": {"properties": {"form": {"const": form.id}}},
        "then": {"properties": {"cells": _closed(cells), "provenance": _closed(places)}},
    }


def schema_text() -> str:
    """Return the schema as it is published."""
    return json.dumps(report_schema(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema_text())
