"""Prose copied from last year or from another agency (内容雷同)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.checking.context import Context
from gongkai.checking.naming import section_name
from gongkai.checking.repetition import Fingerprints, fingerprints
from gongkai.checking.rule import Draft, NotRun, Outcome, rule


@rule(
    "text.repeated",
    "内容不与上年或其他机关雷同",
    "prose is not last year's or another agency's",
    "notice",
    "no-identical-texts",
)
def repeated(context: Context) -> Iterator[Outcome]:
    """Sections one and five are not last year's or another agency's with names, years and figures changed."""
    report = context.report
    last = context.match.report
    if last is None and context.peers is None:
        yield NotRun(context.match.reason, context.match.reason_en)
        return
    length = int(context.settings.repeated_length)
    mine = fingerprints(report, length)
    found = False
    if last is not None:
        for outcome in _like(
            context, mine, [fingerprints(last, length)], f"本机关{last.year}年报告", f"its {last.year} report"
        ):
            found = True
            yield outcome
    if context.peers is not None:
        others = [each for each in context.peers.fingerprints if not _is_self(each, mine)]
        for outcome in _like(context, mine, others, "", ""):
            found = True
            yield outcome
    if last is None and not found:
        yield NotRun(
            f"与其他机关没有雷同；与上年的比较未进行：{context.match.reason}",
            f"nothing was repeated from other agencies; not compared with last year: {context.match.reason_en}",
        )


def _is_self(other: Fingerprints, mine: Fingerprints) -> bool:
    """An agency's own report, in whatever copy, is no other agency's."""
    return other.agency == mine.agency if mine.agency else other.source == mine.source


def _like(
    context: Context, mine: Fingerprints, others: Iterable[Fingerprints], name: str, name_en: str
) -> Iterator[Draft]:
    least = context.settings.repeated_share
    by_section: dict[str, list[tuple[float, Fingerprints]]] = {}
    for other in others:
        for key, text in mine.texts.items():
            theirs = other.texts.get(key)
            if theirs is not None and text.may_be_like(theirs, least) and (share := text.likeness(theirs)) >= least:
                by_section.setdefault(key, []).append((share, other))
    for key, matches in by_section.items():
        matches.sort(key=lambda each: -each[0])
        section = section_name(context.form, key)
        share = matches[0][0]
        whose = name or "、".join(f"“{each.agency or each.source}”报告" for _, each in matches[:3])
        whose_en = name_en or ", ".join(f"the report of {each.agency or each.source}" for _, each in matches[:3])
        if len(matches) > 3:
            whose, whose_en = f"{whose}等{len(matches)}份报告", f"{whose_en} and {len(matches) - 3} more"
        yield Draft(
            f"{section.zh}与{whose}雷同（除名称、年份和数字外，相同内容占{share:.0%}），请结合本年实际撰写。",
            f"{section.en} repeats {whose_en}: {share:.0%} in common apart from names and figures.",
            found=round(share, 2),
        )
