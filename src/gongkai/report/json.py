"""The contract's JSON object, both ways."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from gongkai.errors import GongkaiError, InvalidData
from gongkai.forms import get_form
from gongkai.report.model import HOWS, SECTION_KEYS, Doubtful, Extra, Fact, Number, Provenance, Report


def dumps(data: Any, *, indent: int | None = None) -> str:
    """Serialise to JSON text; decimals are written as the number they print as."""
    return json.dumps(data, ensure_ascii=False, indent=indent, allow_nan=False)


def loads(text: str | bytes) -> Any:
    """Parse JSON text; decimals stay exact. Raises :class:`InvalidData`."""
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise InvalidData(f"不是有效的JSON：{error}。") from error


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a number")


def plain_number(value: Number | None) -> int | float | None:
    """Turn a cell's value into what ``json`` writes: an integer where whole, else the shortest decimal."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def whole_or_decimal(value: Any) -> Number | None:
    """Turn a parsed JSON number into a cell's value. Raises :class:`InvalidData` for anything else."""
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    if isinstance(value, float):
        value = Decimal(repr(value))
    if isinstance(value, Decimal) and value.is_finite():
        return int(value) if value == value.to_integral_value() else value
    raise InvalidData(f"单元格的值应为数字或 null，而不是 {value!r}。")


def report_to_json(report: Report) -> dict[str, Any]:
    """Return the contract's object for one report."""
    return {
        "source": report.source,
        "form": report.form,
        "agency": report.agency,
        "year": report.year,
        "title": report.title,
        "published": report.published.isoformat() if report.published else None,
        "signed": report.signed.isoformat() if report.signed else None,
        "addressee": report.addressee,
        "signature": report.signature,
        "cells": {key: plain_number(value) for key, value in report.cells.items()},
        "provenance": {
            key: {
                "how": place.how,
                "text": place.text,
                "page": place.page,
                "table": place.table,
                "row": place.row,
                "column": place.column,
                "line": place.line,
            }
            for key, place in report.provenance.items()
        },
        "extra": [
            {
                "section": row.section,
                "row": row.row,
                "values": {key: plain_number(value) for key, value in row.values.items()},
            }
            for row in report.extra
        ],
        "preamble": report.preamble,
        "sections": dict(report.sections),
        "closing": report.closing,
        "facts": [{**asdict(fact), "number": plain_number(fact.number)} for fact in report.facts],
        "warnings": [
            {"code": doubt.code, "message": doubt.message, "cells": list(doubt.cells)} for doubt in report.warnings
        ],
    }


def report_from_json(data: Mapping[str, Any]) -> Report:
    """Build a report from the contract's object. Raises :class:`InvalidData` naming what is wrong."""
    try:
        form = get_form(data["form"])
        unknown = sorted(set(data["cells"]) - {cell.key for cell in form.cells})
        if unknown:
            raise InvalidData(f"{form.id}表样没有“{unknown[0]}”这一格。")
        provenance = data.get("provenance") or {}
        return Report(
            source=_text(data, "source") or "",
            form=form.id,
            agency=_text(data, "agency"),
            year=_year(data.get("year")),
            title=_text(data, "title"),
            published=_date(data.get("published")),
            signed=_date(data.get("signed")),
            addressee=_text(data, "addressee"),
            signature=_text(data, "signature"),
            cells={cell.key: whole_or_decimal(data["cells"].get(cell.key)) for cell in form.cells},
            provenance={
                cell.key: _provenance(provenance.get(cell.key), data["cells"].get(cell.key), cell.key in data["cells"])
                for cell in form.cells
            },
            extra=tuple(
                Extra(
                    _stated(row, "section"),
                    _stated(row, "row"),
                    {key: whole_or_decimal(value) for key, value in row["values"].items()},
                )
                for row in data.get("extra") or ()
            ),
            preamble=_text(data, "preamble") or "",
            sections={key: _text(data.get("sections") or {}, key) or "" for key in SECTION_KEYS},
            closing=_text(data, "closing") or "",
            facts=tuple(_fact(fact) for fact in data.get("facts") or ()),
            warnings=tuple(
                Doubtful(_stated(doubt, "code"), _stated(doubt, "message"), tuple(map(str, doubt["cells"])))
                for doubt in data.get("warnings") or ()
            ),
        )
    except GongkaiError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InvalidData(
            f"这个JSON不是约定形式的报告：{type(error).__name__} {error}。",
            advice="形式见 docs/report-json.md。",
        ) from error


def _provenance(data: Mapping[str, Any] | None, value: Any, given: bool) -> Provenance:
    if data is None:
        if value is not None:
            return Provenance("read")
        return Provenance("blank" if given else "missing")
    if data["how"] not in HOWS:
        raise InvalidData(f"来历“{data['how']}”不认识。")
    places = [data.get(name) for name in ("page", "table", "row", "column", "line")]
    if not all(place is None or type(place) is int for place in places):
        raise InvalidData(f"位置应为整数或 null，而不是 {places}。")
    return Provenance(data["how"], _text(data, "text"), *places)


def _fact(data: Mapping[str, Any]) -> Fact:
    number = whole_or_decimal(data["number"])
    if number is None:
        raise InvalidData("事实的数字不能为 null。")
    return Fact(
        _stated(data, "subject"),
        number,
        _text(data, "unit") or "",
        _text(data, "scope") or "own",
        _text(data, "sentence") or "",
        _text(data, "section") or "overview",
    )


def _text(data: Mapping[str, Any], name: str) -> str | None:
    value = data.get(name)
    if value is None or isinstance(value, str):
        return value
    raise InvalidData(f"“{name}”应为文字或 null，而不是 {value!r}。")


def _stated(data: Mapping[str, Any], name: str) -> str:
    value = _text(data, name)
    if value is None:
        raise InvalidData(f"缺少“{name}”：{dict(data)!r}。")
    return value


def _year(value: Any) -> int | None:
    if value is None or type(value) is int:
        return value
    raise InvalidData(f"“year”应为整数或 null，而不是 {value!r}。")


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
