"""Locking (锁定): the content becomes a version with number, hash and audit event, all at once or not at all."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from gongkai import Finding, Report
from gongkai.writing import render_article
from gongkai_site.action import Act, acting, claim
from gongkai_site.agencies.models import Agency
from gongkai_site.annual.actions.signoff import require_reviewed
from gongkai_site.annual.actions.state import enter, held
from gongkai_site.annual.checked import findings_of
from gongkai_site.annual.content import content_hash, hash_of_text
from gongkai_site.annual.current import current_report
from gongkai_site.annual.figures import figures, source_of
from gongkai_site.annual.lastyear import version_of
from gongkai_site.annual.models import AnnualReport, Origin, Scope, State, Version
from gongkai_site.audit.chain import snapshot
from gongkai_site.audit.models import Head
from gongkai_site.errors import ReasonRequired, WrongState
from gongkai_site.policy import Actor


def lock(actor: Actor, report: AnnualReport, revision: int) -> Version:
    """Lock a report that was signed off, as the next version.

    Raises :class:`WrongState` where it was not signed off, or is no longer what was reviewed and signed.
    """
    with acting(actor, "report.lock", right="report.sign_off", on=report, reason=report.correction_reason) as act:
        # From here on no other change can get an audit event, and so none can be committed, until this one is:
        # an event with a higher number than the version's is a change after locking.
        Head.objects.select_for_update().get(pk=1)
        now = held(report, State.SIGNED_OFF)
        before = snapshot(now)
        claim(now, revision)
        require_reviewed(now)
        counted = figures(now)
        content = current_report(now, counted)
        findings = findings_of(content, now.agency, now.year, now.scope, counted.last_year.report)
        origin = Origin.CONSOLIDATED if now.scope == Scope.AREA else Origin.COMPILED
        version = _version(act, now, content, findings, origin, now.correction_reason)
        source_of(now.scope).locked(version)
        enter(now, State.LOCKED)
        now.correction_reason = ""
        now.save(update_fields=("state", "state_since", "correction_reason"))
        act.changed(now, before=before)
    report.refresh_from_db()
    return version


def lock_document(
    actor: Actor,
    agency: Agency,
    year: int,
    scope: str,
    content: Report,
    *,
    right: str,
    on: Any,
    reason: str = "",
    origin: str = Origin.DOCUMENT,
) -> Version:
    """Lock a report that came as a document (or was consolidated) as the next version of the agency's report.

    ``right`` on ``on`` is what the caller's actor must hold. A second version needs a reason. Raises
    :class:`WrongState` where the report is being written here.
    """
    with acting(actor, "report.lock-document", right=right, on=on, reason=reason) as act:
        Head.objects.select_for_update().get(pk=1)
        report, made = AnnualReport.objects.get_or_create(
            agency=agency,
            year=year,
            scope=scope,
            defaults={"title": content.title or "", "addressee": content.addressee or "", "state": State.LOCKED},
        )
        now = held(report)
        if not made and now.state != State.LOCKED:
            _give_way(now)
        if now.versions.exists() and not act.reason:
            raise ReasonRequired(
                f"{now}已有锁定的版本，新版本须写明更正原因。", advice="请填写更正原因，原有版本仍可查看。"
            )
        previous = version_of(agency, year - 1, scope)
        findings = findings_of(content, agency, year, scope, previous.as_report() if previous else None)
        return _version(act, now, content, findings, origin, act.reason)


def _version(
    act: Act,
    report: AnnualReport,
    content: Report,
    findings: list[Finding],
    origin: str,
    reason: str,
) -> Version:
    """Write the version and its event, which names the version's hash.

    What came as a document was signed by nobody here; the working copy may still carry an earlier version's signature.
    """
    data = content.to_json()
    signed = origin != Origin.DOCUMENT
    newest = report.versions.order_by("-number").first()
    version = Version.objects.create(
        report=report,
        number=newest.number + 1 if newest else 1,
        origin=origin,
        reason=reason,
        content=data,
        cells=data["cells"],
        findings=[each.to_json() for each in findings],
        errors=sum(each.severity == "error" for each in findings),
        sha256=content_hash(data),
        signed_by=report.signed_by if signed else "",
        signed_on_screen=report.signed_on_screen and signed,
        signed_scan=report.signed_scan.name if signed else "",
        signed_scan_sha256=report.signed_scan_sha256 if signed else "",
        fragment=render_article(content),
        locked_at=timezone.now(),
        locked_by=act.actor.user,
    )
    told = ("number", "origin", "reason", "sha256", "errors", "signed_by", "signed_on_screen", "signed_scan_sha256")
    after = {name: getattr(version, name) for name in told} | {"fragment_sha256": hash_of_text(version.fragment)}
    event = act.changed(version, after=after)
    version.event_number = event.number
    version.save(update_fields=("event_number",))
    return version


def _give_way(report: AnnualReport) -> None:
    """An untouched working copy gives way to the document; one that somebody works on does not."""
    if report.texts.exclude(text="").exists() or report.overrides.exists() or report.state != State.DRAFT:
        raise WrongState(
            f"{report}正在本系统编写，不能再用文件代替。", advice="请在本系统完成编写，或者先与编写人员商定。"
        )
    if report.versions.exists():
        raise WrongState(f"{report}正在更正，不能再用文件代替。", advice="请在本系统完成更正。")
    enter(report, State.LOCKED)
    report.save(update_fields=("state", "state_since"))
