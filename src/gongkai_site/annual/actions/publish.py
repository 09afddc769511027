"""Publishing (公开): on this site's own pages, or recording where and when a version went up elsewhere."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from gongkai.law import year_end
from gongkai_site.action import acting
from gongkai_site.annual.actions.state import held
from gongkai_site.annual.models import Placement, Version
from gongkai_site.audit.chain import snapshot
from gongkai_site.errors import InvalidInput, WrongState
from gongkai_site.policy import Actor


def publish(
    actor: Actor, version: Version, *, own_pages: bool, on: dt.date, platform: str = "", url: str = ""
) -> Placement:
    """Record one place where a version is public since ``on``; a version may have several.

    Raises :class:`InvalidInput` for a day in the future or before the year's end, a missing or damaged address, or a
    place recorded already; :class:`WrongState` for a version that a newer one has corrected.
    """
    platform, url = platform.strip(), url.strip()
    with acting(actor, "report.publish", right="report.publish", on=version) as act:
        report = held(version.report)
        if report.versions.filter(number__gt=version.number).exists():
            raise WrongState(f"第{version.number}版已有更正后的新版本，不能再公开。", advice="请公开最新的版本。")
        if on > actor.on:
            raise InvalidInput("公开日期不能晚于今天。", advice="请在实际公开之后登记。")
        if on <= year_end(report.year):
            raise InvalidInput(f"{report.year}年还没有结束，不会已经公开这一年的报告。", advice="请核对公开日期。")
        if own_pages:
            platform = url = ""
        else:
            _require_address(platform, url)
        if version.placements.filter(own_pages=own_pages, platform=platform, url=url, withdrawn_on=None).exists():
            raise InvalidInput("这个版本在此处的公开已经登记过。", advice="如需登记其他网址，请填写另一个网址。")
        placement = Placement.objects.create(
            version=version, own_pages=own_pages, platform=platform, url=url, on=on, by=actor.user
        )
        act.changed(placement)
    return placement


def withdraw_publication(actor: Actor, placement: Placement, *, reason: str) -> None:
    """Record that a version published in error was taken down, with the reason.

    On this site's own pages it stays listed as withdrawn, and its text and files are no longer shown. Raises
    :class:`WrongState` where that was done already.
    """
    version = placement.version
    with acting(
        actor, "report.withdraw", right="report.withdraw", on=version, reason=reason, reason_required=True
    ) as act:
        held(version.report)
        now = Placement.objects.select_for_update(of=("self",)).get(pk=placement.pk)
        if not now.stands:
            raise WrongState("这次公开已经撤回。", advice="请刷新页面查看。")
        before = snapshot(now)
        now.withdrawn_on, now.withdrawn_reason, now.withdrawn_by = actor.on, act.reason, actor.user
        now.save(update_fields=("withdrawn_on", "withdrawn_reason", "withdrawn_by"))
        act.changed(now, before=before)
    placement.refresh_from_db()


def _require_address(platform: str, url: str) -> None:
    if not platform:
        raise InvalidInput("请填写平台名称。", advice="如：省政府信息公开统一平台。")
    if len(platform) > 120 or len(url) > 500:
        raise InvalidInput("平台名称或网址过长。", advice="请核对后重新填写。")
    try:
        URLValidator(schemes=("http", "https"))(url)
    except ValidationError as error:
        raise InvalidInput(
            "网址不完整或有误。", advice="请复制公开页面的完整网址，以 http:// 或 https:// 开头。"
        ) from error
