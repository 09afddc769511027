"""Kinds of records: where a year has none of a kind, its zeros are to be confirmed, not taken for granted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from gongkai.law import classify, may_make_rules
from gongkai_site.annual.compile.cells import cell_queries


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of records: the cells whose keys begin with ``prefix``."""

    prefix: str
    title: Any
    registers: tuple[str, ...]
    """The registers it may be entered in; the first is where a page leads to."""
    value: str | None = None
    """Its value in the register's first column, if the register holds several kinds."""

    def cells_in(self, year: int) -> tuple[str, ...]:
        """Return the cells it fills on the year's form: what no register feeds is no zero that could be confirmed."""
        queries = cell_queries(year).items()
        return tuple(key for key, query in queries if query.fed and key.startswith(f"{self.prefix}."))


KINDS: tuple[Kind, ...] = (
    Kind("proactive.regulations", _("规章"), ("documents",), "regulation"),
    Kind("proactive.normative_documents", _("行政规范性文件"), ("documents",), "normative"),
    Kind("proactive.licences", _("行政许可决定"), ("decisions", "decision-counts"), "licence"),
    Kind("proactive.penalties", _("行政处罚决定"), ("decisions", "decision-counts"), "penalty"),
    Kind("proactive.compulsion", _("行政强制决定"), ("decisions", "decision-counts"), "compulsion"),
    Kind("proactive.fees", _("行政事业性收费"), ("fees",)),
    Kind("requests", _("政府信息公开申请"), ("requests",)),
    Kind("disputes", _("行政复议和行政诉讼"), ("disputes",)),
)
KINDS_BY_PREFIX: Mapping[str, Kind] = {kind.prefix: kind for kind in KINDS}


def asked_of(kind: Kind, agency_name: str) -> bool:
    """Whether the agency can have records of this kind: most may not make rules (规章), and their 0 needs no word."""
    return kind.prefix != "proactive.regulations" or may_make_rules(classify(agency_name)) is not False
