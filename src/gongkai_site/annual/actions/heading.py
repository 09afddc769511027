"""Setting the report's title and addressee (主送)."""

from __future__ import annotations

from typing import NamedTuple

from gongkai_site.action import acting
from gongkai_site.annual.actions.state import held
from gongkai_site.annual.models import AnnualReport, State
from gongkai_site.annual.scopes import write_right
from gongkai_site.audit.chain import snapshot
from gongkai_site.errors import EditedMeanwhile, InvalidInput
from gongkai_site.policy import Actor


class Heading(NamedTuple):
    """What stands above the text. An empty title is the usual one, with the agency's name in that year."""

    title: str
    addressee: str
    """To whom it is handed up, without the colon; only the version handed up shows it."""


def heading_of(report: AnnualReport) -> Heading:
    """The heading as it is stored."""
    return Heading(report.title, report.addressee)


def save_heading(actor: Actor, report: AnnualReport, new: Heading, seen: Heading) -> bool:
    """Save what its writer changed against what he had ``seen``; return whether he changed anything.

    Raises :class:`EditedMeanwhile` where somebody else changed it, :class:`WrongState` unless the report is a draft,
    :class:`InvalidInput` for what is too long.
    """
    new = Heading(" ".join(new.title.split()), " ".join(new.addressee.split()).rstrip("：:"))
    if new == seen:
        return False
    for name, text, most in (("标题", new.title, 200), ("主送", new.addressee, 120)):
        if len(text) > most:
            raise InvalidInput(f"{name}过长，最多{most}字。")
    with acting(actor, "report.heading", right=write_right(report), on=report) as act:
        now = held(report, State.DRAFT)
        if heading_of(now) != seen:
            raise EditedMeanwhile(
                "在您编辑期间，标题或主送已被他人修改，您的修改没有保存。", advice="请对照最新内容后再保存。"
            )
        before = snapshot(now)
        now.title, now.addressee = new
        # Who reviews must have seen it: his page's revision is old now.
        now.revision += 1
        now.save(update_fields=("title", "addressee", "revision"))
        act.changed(now, before=before)
    report.refresh_from_db()
    return True
