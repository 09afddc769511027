"""Marks as JSON, read strictly and written always the same way."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from gongkai.errors import InvalidMarks
from gongkai.redaction.model import Box, Decision, Mark, Marks, PageDecision
from gongkai.redaction.planning import planned

FORMAT = "gongkai-marks-1"
_DIGEST = re.compile(r"[0-9a-f]{64}")
_MEMBERS = {"format", "source", "pages", "day", "marks", "decisions", "looks", "otherwise"}
_MARK = {"page", "box", "ground", "by"}
_DECISION = {"page", "decision", "ground", "of"}
_ADVICE = "格式见 docs/redaction.md；请用 gongkai redact FILE --find … --marks MARKS.json 生成后再改。"
_MOST = 50_000_000
_SIDES = 4
_FAR = 1e6
"""Beyond any place on a page; what JSON takes for a number may be infinite."""
_ROUND = 3


def schema() -> str:
    """Return the JSON schema of marks."""
    return files("gongkai.redaction").joinpath("data", "marks.schema.json").read_text("utf-8")


def marks_from_json(text: str | bytes) -> Marks:
    """Read marks; raises :class:`InvalidMarks` that names the place."""
    if len(text) > _MOST:
        raise _wrong("标记文件过大")
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _wrong(f"标记文件不是 JSON（{error}）") from error
    data = _members(data, "标记文件", _MEMBERS, {"format", "source", "pages", "day"})
    if data["format"] != FORMAT:
        raise _wrong(f"format 应为“{FORMAT}”，而不是{_shown(data['format'])}")
    marks = Marks(
        _digest(data["source"], "source"),
        _number(data["pages"], "pages"),
        _day(data["day"]),
        tuple(_mark(each, f"marks[{at}]") for at, each in enumerate(_list(data.get("marks", []), "marks"))),
        tuple(
            _decision(each, f"decisions[{at}]") for at, each in enumerate(_list(data.get("decisions", []), "decisions"))
        ),
        tuple(_digest(each, f"looks[{at}]") for at, each in enumerate(_list(data.get("looks", []), "looks"))),
        None if data.get("otherwise") is None else _otherwise(data["otherwise"]),
    )
    if marks.looks and len(marks.looks) != marks.pages:
        raise _wrong(f"looks 应有{marks.pages}项，而不是{len(marks.looks)}项")
    planned(marks)
    return marks


def marks_to_json(marks: Marks) -> str:
    """Write marks, one on a line; the same marks always give the same text."""
    lines = [
        f'{{"format": "{FORMAT}"',
        f' "source": "{marks.source}"',
        f' "pages": {marks.pages}',
        f' "day": "{marks.day.isoformat()}"',
    ]
    if marks.otherwise is not None:
        lines.append(f' "otherwise": "{marks.otherwise.value}"')
    if marks.looks:
        lines.append(f' "looks": {_rows(json.dumps(each) for each in marks.looks)}')
    lines.append(f' "decisions": {_rows(_dumps(_decision_row(each)) for each in marks.decisions)}')
    lines.append(f' "marks": {_rows(_dumps(_mark_row(each)) for each in marks.marks)}')
    return ",\n".join(lines) + "}\n"


def marks_digest(marks: Marks) -> str:
    """Return the SHA-256 of marks as they are written."""
    return hashlib.sha256(marks_to_json(marks).encode()).hexdigest()


def _rows(rows: Any) -> str:
    written = ",\n  ".join(rows)
    return f"[\n  {written}]" if written else "[]"


def _dumps(row: Mapping[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False)


def _mark_row(mark: Mark) -> dict[str, Any]:
    row: dict[str, Any] = {
        "page": mark.page,
        "box": [round(float(side), _ROUND) for side in mark.box],
        "ground": mark.ground,
    }
    return row | ({"by": mark.by} if mark.by else {})


def _decision_row(decision: PageDecision) -> dict[str, Any]:
    row: dict[str, Any] = {"page": decision.page, "decision": decision.decision.value}
    row |= {} if decision.ground is None else {"ground": decision.ground}
    return row | ({} if decision.of is None else {"of": decision.of})


def _mark(data: object, where: str) -> Mark:
    row = _members(data, where, _MARK, {"page", "box", "ground"})
    sides = _list(row["box"], f"{where}.box")
    if len(sides) != _SIDES or not all(_is_measure(each) for each in sides):
        raise _wrong(f"{where}.box 应为四个数字（左、上、右、下），而不是{_shown(sides)}")
    by = row.get("by", "")
    return Mark(
        _number(row["page"], f"{where}.page"),
        Box(*(round(float(each), _ROUND) for each in sides)),
        _text(row["ground"], f"{where}.ground"),
        _text(by, f"{where}.by"),
    )


def _decision(data: object, where: str) -> PageDecision:
    row = _members(data, where, _DECISION, {"page", "decision"})
    return PageDecision(
        _number(row["page"], f"{where}.page"),
        _decided(row["decision"], f"{where}.decision"),
        None if row.get("ground") is None else _text(row["ground"], f"{where}.ground"),
        None if row.get("of") is None else _number(row["of"], f"{where}.of"),
    )


def _otherwise(value: object) -> Decision:
    if value != Decision.RELEASE.value:
        raise _wrong(f"otherwise 只能是“release”，而不是{_shown(value)}")
    return Decision.RELEASE


def _decided(value: object, where: str) -> Decision:
    for each in Decision:
        if value == each.value:
            return each
    known = "、".join(each.value for each in Decision)
    raise _wrong(f"{where} 应为{known}之一，而不是{_shown(value)}")


def _members(data: object, where: str, known: set[str], needed: set[str]) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise _wrong(f"{where} 应为对象，而不是{_shown(data)}")
    if missing := sorted(needed - data.keys()):
        raise _wrong(f"{where} 缺少 {'、'.join(missing)}")
    if foreign := sorted(data.keys() - known):
        raise _wrong(f"{where} 里有不认识的 {'、'.join(map(_shown, foreign))}")
    return data


def _list(value: object, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise _wrong(f"{where} 应为数组，而不是{_shown(value)}")
    return value


def _number(value: object, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise _wrong(f"{where} 应为从1数起的整数，而不是{_shown(value)}")
    return value


def _is_measure(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and -_FAR < value < _FAR


def _text(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise _wrong(f"{where} 应为文字，而不是{_shown(value)}")
    if any("\ud800" <= sign <= "\udfff" for sign in value):
        raise _wrong(f"{where} 里有半个字符")
    return value


def _digest(value: object, where: str) -> str:
    if not isinstance(value, str) or not _DIGEST.fullmatch(value):
        raise _wrong(f"{where} 应为 SHA-256（64位小写十六进制），而不是{_shown(value)}")
    return value


def _day(value: object) -> dt.date:
    try:
        return dt.date.fromisoformat(_text(value, "day"))
    except ValueError as error:
        raise _wrong(f"day 应为日期，如 2026-11-30，而不是{_shown(value)}") from error


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode()
    return text if len(text) <= 60 else f"{text[:60]}…"


def _wrong(message: str) -> InvalidMarks:
    return InvalidMarks(f"{message}。", advice=_ADVICE)
