"""The leader's signature (签发): on paper, the scan of the 审签单 kept here; or on screen, by himself."""

from __future__ import annotations

import datetime as dt
import io

from django.core.files.base import ContentFile
from PIL import Image, UnidentifiedImageError

from gongkai.law import year_end
from gongkai_site.action import acting, claim
from gongkai_site.annual.actions.state import enter, held
from gongkai_site.annual.content import unsigned_hash
from gongkai_site.annual.current import current_report
from gongkai_site.annual.models import AnnualReport, State
from gongkai_site.audit.chain import snapshot
from gongkai_site.errors import EditedMeanwhile, InvalidInput, WrongState
from gongkai_site.front.limits import SCAN_FILE
from gongkai_site.kept_files import hash_of
from gongkai_site.policy import Actor

LARGEST_SCAN = SCAN_FILE
_KINDS = {"JPEG": "jpg", "PNG": "png"}


def sign_off(actor: Actor, report: AnnualReport, revision: int, *, leader: str, on: dt.date, scan: bytes) -> None:
    """Record who signed on which day, with the scan of the signed sheet: reviewed → signed off.

    Raises :class:`InvalidInput` for a missing name, a day in the future or before the year was over, or a
    scan that is no PDF, JPEG or PNG; :class:`WrongState` where the content is no longer what was reviewed.
    """
    leader = leader.strip()
    if not leader:
        raise InvalidInput("请填写签发人姓名。", advice="按审签单上签字的领导姓名填写。")
    if on > actor.on:
        raise InvalidInput("签发日期不能晚于今天。", advice="请按审签单上的日期填写。")
    kind = kind_of_scan(scan)
    with acting(actor, "report.sign-off", right="report.sign_off", on=report) as act:
        now = held(report, State.REVIEWED)
        before = snapshot(now)
        claim(now, revision)
        require_reviewed(now)
        _insist_over(now, on)
        enter(now, State.SIGNED_OFF)
        now.signed_by, now.signed_on, now.signed_on_screen = leader[:60], on, False
        now.signed_scan_sha256 = hash_of(scan)
        now.signed_scan.save(f"{now.pk}-{now.signed_scan_sha256[:12]}.{kind}", ContentFile(scan), save=False)
        now.save()
        act.changed(now, before=before)
    report.refresh_from_db()


def sign_on_screen(actor: Actor, report: AnnualReport, revision: int, *, seen: str) -> None:
    """Approve a reviewed report on screen: by the leader himself, today, with no paper; reviewed → signed off.

    ``seen`` is the hash of the content that his page showed. Raises :class:`EditedMeanwhile` where it is another now,
    :class:`WrongState` where it is no longer what was reviewed.
    """
    with acting(actor, "report.sign-on-screen", right="report.approve", on=report) as act:
        now = held(report, State.REVIEWED)
        before = snapshot(now)
        claim(now, revision)
        require_reviewed(now)
        if seen != now.reviewed_sha256:
            raise EditedMeanwhile("报告已不是您看到的内容。", advice="请刷新页面，看过最新内容后再签发。")
        _insist_over(now, actor.on)
        enter(now, State.SIGNED_OFF)
        now.signed_by, now.signed_on, now.signed_on_screen = act.signed[:60], actor.on, True
        now.save()
        act.changed(now, before=before)
    report.refresh_from_db()


def _insist_over(report: AnnualReport, on: dt.date) -> None:
    if on <= year_end(report.year):
        raise InvalidInput(f"{report.year}年还没有结束，不会已经签发这一年的报告。", advice="请按审签单上的日期填写。")


def require_reviewed(report: AnnualReport) -> None:
    """Raise :class:`WrongState` unless the content is still the one that was reviewed and printed for signature."""
    if unsigned_hash(current_report(report)) != report.reviewed_sha256:
        raise WrongState(
            "审核以后台账数据有变化，报告内容与审签单不再一致。",
            advice="请退回起草、核对变化后重新审核；如变化有误，请先更正台账记录。",
        )


def kind_of_scan(data: bytes) -> str:
    """Tell ``pdf``, ``jpg`` or ``png`` by the content, whatever the file's name says. Raises :class:`InvalidInput`."""
    advice = "请上传签字后审签单的扫描件或照片（PDF、JPG 或 PNG，20MB 以内）。"
    if not data:
        raise InvalidInput("请选择扫描件文件。", advice=advice)
    if len(data) > LARGEST_SCAN:
        raise InvalidInput(f"扫描件过大（{len(data) / 1e6:.0f}MB）。", advice=advice)
    if data.startswith(b"%PDF-") and b"%%EOF" in data[-2048:]:
        return "pdf"
    try:
        with Image.open(io.BytesIO(data), formats=tuple(_KINDS)) as image:
            image.verify()
            return _KINDS[str(image.format)]
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise InvalidInput("扫描件不是完整的 PDF、JPG 或 PNG 文件。", advice=advice) from error
