"""Running the rules over one report: selection, findings from drafts, and a rule that fails touching no other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import cache

from gongkai.checking.area import AreaSums
from gongkai.checking.context import Context
from gongkai.checking.finding import Finding
from gongkai.checking.messages import joined, phrase
from gongkai.checking.naming import NOTHING, Name, short_cell_name
from gongkai.checking.peers import Peers
from gongkai.checking.previous import PreviousReports, PreviousSource
from gongkai.checking.rule import Draft, NotRun, Outcome, Rule, select, unable
from gongkai.checking.severity import SEVERITIES, Severity
from gongkai.checking.superior.model import RuleSet, insist_on_different
from gongkai.errors import GongkaiError, InvalidData, UnknownRule
from gongkai.law import Citation, provisions
from gongkai.law.dated import year_end
from gongkai.report import Report
from gongkai.settings import DEFAULT_SETTINGS, Settings

_STEPS: tuple[Severity, ...] = ("error", "warning", "notice")


def check(
    report: Report,
    previous: PreviousSource | PreviousReports | None = None,
    peers: Iterable[Report] | Peers | None = None,
    *,
    rules: Iterable[str] | str | None = None,
    severities: Iterable[str] | None = None,
    due: dt.date | None = None,
    area: AreaSums | None = None,
    rule_sets: Sequence[RuleSet] = (),
    settings: Settings = DEFAULT_SETTINGS,
) -> list[Finding]:
    """Check one report and return what the rules find, in the catalogue's order.

    ``previous`` is where last year's report may be: a report, a document, a folder, a reports file, reports, or a
    :class:`PreviousReports` to search many times. ``peers`` are other agencies' reports (or :class:`Peers`).
    ``rules`` chooses by id or prefix (``requests``, ``narrative.*``, ``-text.repeated``), ``severities`` what is
    returned. ``due`` is the date a superior set for an agency to which the statute sets none. ``area`` is what the
    agencies of an area handed in, summed, for the area's own report. ``rule_sets`` are what superiors ask beyond the
    law: their findings follow behind all others, each with its set's own id and basis; ``rules`` does not choose among
    them.

    Raises ``UnknownRule`` for a rule or severity that does not exist, ``UsageError`` for a path that is not there and
    ``InvalidRuleSet`` for two sets of one id; what goes wrong inside a rule becomes a finding of severity ``not run``.
    """
    insist_on_different(rule_sets)
    chosen = (*select(rules), *(rule for each in rule_sets for rule in each.as_rules()))
    wanted = _wanted(severities)
    context = Context(
        report,
        None if previous is None else PreviousReports.of(previous),
        peers if peers is None or isinstance(peers, Peers) else Peers(peers, settings=settings),
        due,
        settings,
        area,
    )
    found = (finding for rule in chosen if rule.applies_to(context) for finding in run_rule(rule, context))
    return [finding for finding in found if finding.severity in wanted]


def asked_by(report: Report, rule_sets: Iterable[RuleSet], *, settings: Settings = DEFAULT_SETTINGS) -> list[Finding]:
    """Hold a report against rule sets of superiors alone."""
    context = Context(report, None, None, None, settings)
    rules = (rule for each in rule_sets for rule in each.as_rules())
    return [finding for rule in rules if rule.applies_to(context) for finding in run_rule(rule, context)]


def run_rule(rule: Rule, context: Context) -> list[Finding]:
    """Run one rule. An error inside it gives one finding ``not run`` that says why."""
    try:
        return [_finding(rule, outcome, context) for outcome in rule.decide(context)]
    except GongkaiError as error:
        return [_stopped(rule, context, "rule-stopped", error=str(error))]
    except Exception as error:  # noqa: BLE001 - whatever a rule raises, the others must still run
        return [_stopped(rule, context, "rule-failed", kind=type(error).__name__, error=str(error))]


def _stopped(rule: Rule, context: Context, key: str, **fields: str) -> Finding:
    try:
        return _finding(rule, unable(key, **fields), context)
    except InvalidData:
        # The words themselves are damaged: only what went wrong is left to say.
        return _not_run(rule, NotRun(fields["error"], fields["error"]))


def _wanted(severities: Iterable[str] | None) -> frozenset[str]:
    if severities is None:
        return frozenset(SEVERITIES)
    words = frozenset([severities] if isinstance(severities, str) else severities)
    if unknown := sorted(words - set(SEVERITIES)):
        raise UnknownRule(f"没有“{unknown[0]}”这一级别。", advice=f"可用：{'、'.join(SEVERITIES)}。")
    return words


def _finding(rule: Rule, outcome: Outcome, context: Context) -> Finding:
    try:
        cites = () if rule.cited else _cites(rule.basis, context.report.form, context.report.year)
    except InvalidData as error:
        # A rule whose law we do not have accuses nobody.
        outcome, cites = unable("no-law", error=str(error)), ()
    if isinstance(outcome, NotRun):
        return _not_run(rule, outcome, cites)
    return _judged(rule, outcome, context, cites)


def _not_run(rule: Rule, outcome: NotRun, cites: tuple[Citation, ...] = ()) -> Finding:
    reason, title = Name(outcome.zh, outcome.en), Name(rule.title, rule.title_en)
    try:
        said = phrase("not-run", rule=title, reason=reason)
    except InvalidData:
        said = reason
    return Finding(
        rule.id,
        "not run",
        (),
        said.zh,
        said.en,
        _basis(rule, cites),
        title=title,
        what=reason,
        advice=outcome.remedy,
        cites=cites,
    )


def _judged(rule: Rule, draft: Draft, context: Context, cites: tuple[Citation, ...]) -> Finding:
    doubted = [key for key in draft.cells if key in context.doubted]
    steps = draft.lower + (1 if doubted and rule.doubt == "lower" else 0)
    severity = _STEPS[min(_STEPS.index(rule.severity) + steps, len(_STEPS) - 1)]
    doubt = _doubt(doubted, context) if doubted else NOTHING
    what = _together(Name(draft.zh, draft.en), doubt)
    said = _together(NOTHING if draft.certain else phrase("looked-at"), what, draft.advice)
    return Finding(
        rule.id,
        severity,
        draft.cells,
        said.zh,
        said.en,
        _basis(rule, cites),
        draft.expected,
        draft.found,
        certain=draft.certain and not doubted and not draft.lower,
        title=Name(rule.title, rule.title_en),
        what=what,
        advice=draft.advice,
        cites=cites,
    )


def _basis(rule: Rule, cites: tuple[Citation, ...]) -> str:
    return rule.cited or "；".join(map(str, cites))


def _together(*parts: Name) -> Name:
    return joined(filter(None, parts), "", " ")


def _doubt(cells: list[str], context: Context) -> Name:
    name = short_cell_name(context.form, cells[0])
    if len(cells) == 1:
        return phrase("doubted", cell=name)
    return phrase("doubted-several", cell=name, count=len(cells))


@cache
def _cites(keys: tuple[str, ...], form: str, year: int | None) -> tuple[Citation, ...]:
    named = tuple(f"form-{form}" if key == "form" else key for key in keys)
    # What a report on a year says is judged by the law at the end of that year.
    on = None if year is None else year_end(year)
    return provisions(named, on=on)
