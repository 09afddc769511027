"""Drafts of the texts, put together from sentences in ``data/drafts.toml`` by what the figures and facts say.

Nothing is invented: where the registers have no record, the draft has a visible 【请……】 that asks the officer.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from string import Template
from typing import Any

from gongkai.checking import plain_label, row_label
from gongkai.errors import InvalidData
from gongkai_site.agencies.counted import counted_agencies
from gongkai_site.agencies.models import Agency, Kind, Level
from gongkai_site.annual.models import AnnualReport, Scope
from gongkai_site.annual.prose.links import links
from gongkai_site.annual.prose.lookup import Lookup, lookup_for
from gongkai_site.facts.models import Appraisal
from gongkai_site.reach import within
from gongkai_site.records.models import live

_CONDITION = re.compile(r"(?P<key>\S+) (?P<sign>> 0|= 0|absent|known)")


def draft(report: AnnualReport, key: str, lookup: Lookup | None = None) -> str:
    """Return a draft of one text (a section key, ``preamble`` or ``closing``) with its numbers linked.

    Empty for texts that need none: the tables of sections two to four come by themselves.
    """
    drafter = _Drafter(report, lookup if lookup is not None else lookup_for(report))
    return "\n".join(drafter.paragraphs(key))


class _Drafter:
    """Knows one report's figures and puts the sentences together whose conditions they meet."""

    def __init__(self, report: AnnualReport, lookup: Lookup) -> None:
        self._report, self._lookup = report, lookup
        self._words = {
            "year": str(report.year),
            "next": str(report.year + 1),
            "form": self._lookup.form.basis,
            **self._names(),
        }

    def paragraphs(self, key: str) -> Iterator[str]:
        """Yield the paragraphs of one text."""
        for part in _templates().get(key, ()):
            if not self._meets(part.get("when", ())):
                continue
            text = "".join(self._sentences(part["sentences"]))
            if text and part.get("heading"):
                yield Template(part["heading"]).substitute(self._words)
            if text:
                yield text

    def _sentences(self, sentences: list[dict[str, Any]]) -> Iterator[str]:
        for each in sentences:
            if not (self._meets(each.get("when", ())) and self._has_numbers(each["text"])):
                continue
            words = self._words
            if items := each.get("items"):
                listed = list(self._items(items, each))
                if not listed:
                    continue
                words = words | {"items": each.get("between", "、").join(listed)}
            yield Template(each["text"]).substitute(words)

    def _meets(self, conditions: list[str]) -> bool:
        return all(self._holds(each) for each in conditions)

    def _holds(self, condition: str) -> bool:
        agency = self._report.agency
        plain = {
            # 各级人民政府: 《条例》第五十条第一款第四项.
            "government": agency.kind in (Kind.GOVERNMENT, Kind.TOWNSHIP),
            "no government": agency.kind not in (Kind.GOVERNMENT, Kind.TOWNSHIP),
            "own": self._report.scope == Scope.OWN,
            "area": self._report.scope == Scope.AREA,
            "contact": bool(agency.address or agency.telephone),
        }
        if condition in plain:
            return plain[condition]
        match = _CONDITION.fullmatch(condition)
        if match is None:
            raise InvalidData(f"草稿模板中的条件“{condition}”无法识别。")
        number = self._number(match["key"])
        if match["sign"] in ("absent", "known"):
            return (number is None) == (match["sign"] == "absent")
        return number is not None and (number > 0) == (match["sign"] == "> 0")

    def _has_numbers(self, text: str) -> bool:
        """Whether all that a sentence links to is there: a form to come may have a row no more."""
        return all(self._lookup(each.key) is not None for each in links(text))

    def _number(self, key: str) -> Any:
        """The figure; several joined by + are added where all are known."""
        numbers = [None if (found := self._lookup(each)) is None else found.number for each in key.split("+")]
        return None if None in numbers else sum(number or 0 for number in numbers)

    def _items(self, name: str, sentence: Mapping[str, Any]) -> Iterator[str]:
        """The members of a list in a sentence: results, headings of publications, who is missing, appraisals."""
        if name == "results":
            form = self._lookup.form
            for cell in form.cells:
                if cell.row.result and cell.column.key == form.total_column(cell.table) and self._number(cell.key):
                    above = plain_label(cell.row.path[-1]) if len(cell.row.path) > 1 else ""
                    label = plain_label(row_label(cell.row).zh.strip("“”"))
                    yield f"{above}（{label}）{{{{{cell.key}}}}}件" if above else f"{label}{{{{{cell.key}}}}}件"
        elif name == "headings":
            yield from self._headings(sentence["channel"], sentence["most"])
        elif name == "missing":
            parted = [told.partition("：") for told in self._lookup.missing]
            yield from (f"{who}（{why}）" if why else who for who, _, why in parted)
        elif name == "channels":
            for each in sentence["channels"]:
                if self._number(each["key"]):
                    yield each["text"]
        else:
            yield from self._appraisals(name)

    def _headings(self, channel: str, most: int) -> Iterator[str]:
        start = f"facts.publications.{channel}."
        found = [each for each in self._lookup if each.key.startswith(start) and each.number]
        found.sort(key=lambda each: -(each.number or 0))
        for each in found[:most]:
            yield f"“{each.key.removeprefix(start)}”{{{{{each.key}}}}}条"

    def _appraisals(self, kind: str) -> Iterator[str]:
        # Also for a whole area only one's own: what the records of those below say is for their own people.
        agencies = counted_agencies(self._report.agency, self._report.year)
        with within(agencies):
            rows = Appraisal.objects.filter(live(agencies), kind=kind, on__year=self._report.year).order_by("on", "id")
        for row in rows:
            yield f"{row.on.month}月{row.on.day}日，{row.result.strip('。；; ')}"

    def _names(self) -> dict[str, str]:
        agency = self._report.agency
        where = "，".join(each for each in (agency.address and f"地址：{agency.address}", _telephone(agency)) if each)
        return {
            "agency": agency.name,
            "self": _self_name(agency, self._report.scope),
            "body": agency.body or agency.name,
            "contact": where,
        }


def _self_name(agency: Agency, scope: str) -> str:
    """What a report calls its own agency: 我镇, 我局, 全县; 本机关 where nothing else is sure."""
    if scope == Scope.AREA:
        name = agency.place[-1:] if agency.place else ""
        return f"全{name}" if agency.level != Level.TOWNSHIP and name in "省市区县州旗" and name else "本地区"
    endings: Mapping[str, str] = _templates()["self"]
    return next((name for ending, name in endings.items() if agency.name.endswith(ending)), "本机关")


def _telephone(agency: Agency) -> str:
    return f"联系电话：{agency.telephone}" if agency.telephone else ""


@lru_cache(maxsize=1)
def _templates() -> Mapping[str, Any]:
    return tomllib.loads(files("gongkai_site.annual").joinpath("data", "drafts.toml").read_text("utf-8"))
