"""What a locked consolidated version was made of, from the rows kept when it was locked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gongkai.consolidation import Role
from gongkai_site.annual.models import Version
from gongkai_site.filings.consolidation.choose import COPY, Part, each_once
from gongkai_site.filings.models import Consolidated, Filing
from gongkai_site.read_once import read_once


@read_once
def kept_parts(version: Version) -> list[Part]:
    """Return the parts of a locked version as they were counted then; none where it kept no members.

    What one report held of another, and what was taken off because of it, follows again from the versions kept.
    """
    superior = version.report.agency_id
    rows = list(version.members.select_related("agency", "member_version__report").defer(*_heavy()))
    filings = _filings(superior, [row.member_version_id for row in rows if row.member_version_id is not None])
    return list(each_once([_part(row, superior, filings) for row in rows]))


def _heavy() -> Iterable[str]:
    return (f"member_version__{name}" for name in ("content", "cells", "fragment", "findings"))


def _filings(superior: int, versions: list[int]) -> Mapping[int, int]:
    """By version: the filing by which it had come, whatever became of that since."""
    found = Filing.objects.filter(superior=superior, version__in=versions, copy=False).order_by("pk")
    return dict(found.values_list("version_id", "pk"))


def _part(row: Consolidated, superior: int, filings: Mapping[int, int]) -> Part:
    role: Role = "own" if row.agency_id == superior else "copy" if row.reason_left_out == COPY else "below"
    named = (row.agency_id, row.agency.name, row.agency.place, role)
    if row.member_version is None:
        return Part(*named, reason=row.reason_left_out)
    version = row.member_version
    filing = None if role == "own" else filings.get(version.pk)
    return Part(*named, version.pk, filing, version.report.scope, note=row.reason_left_out)
