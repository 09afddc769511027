"""A comparison as plain data."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from gongkai.comparing.difference import Difference
from gongkai.comparing.outcomes import outcomes
from gongkai.report import Report
from gongkai.report.json import plain_number


def render_json(difference: Difference) -> dict[str, Any]:
    """Return ``{"a", "b", "cells", "only_a", "only_b", "carried", "extra", "prose"}``."""
    return {
        "a": _head(difference.a),
        "b": _head(difference.b),
        "cells": [each.to_json() for each in difference.cells],
        "only_a": list(difference.only_a),
        "only_b": list(difference.only_b),
        "carried": [
            {
                "column": each.column,
                "carried_out": plain_number(each.carried_out),
                "carried_in": plain_number(each.carried_in),
                "cells": list(each.cells),
            }
            for each in difference.carried
        ],
        "extra": [
            {**asdict(each), "before": plain_number(each.before), "after": plain_number(each.after)}
            for each in difference.extra
        ],
        "prose": [{"kind": each.kind, **asdict(each)} for each in difference.prose],
    }


def _head(report: Report) -> dict[str, Any]:
    return {
        "source": report.source,
        "form": report.form,
        "agency": report.agency,
        "year": report.year,
        "outcomes": {each.label: plain_number(each.value) for each in outcomes(report)},
    }
