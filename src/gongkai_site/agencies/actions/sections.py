"""Sections (科室) of an agency. One that was closed stays, for those of its years."""

from __future__ import annotations

from django.db.models import Q

from gongkai_site.action import acting
from gongkai_site.agencies.models import Agency, Section
from gongkai_site.audit.chain import snapshot
from gongkai_site.errors import InvalidInput, WrongState
from gongkai_site.policy import Actor


def add_section(actor: Actor, agency: Agency, name: str) -> Section:
    """Add a section."""
    with acting(actor, "section.add", right="agency.edit", on=agency) as act:
        section = Section(agency=agency, name=_free(agency, name))
        section.save()
        act.changed(section)
    return section


def rename_section(actor: Actor, section: Section, name: str) -> Section:
    """Give a section another name."""
    with acting(actor, "section.rename", right="agency.edit", on=section) as act:
        before = snapshot(section)
        section.name = _free(section.agency, name, besides=section)
        section.save(update_fields=("name",))
        act.changed(section, before=before)
    return section


def close_section(actor: Actor, section: Section) -> Section:
    """Close a section that nobody holds a role in any more."""
    with acting(actor, "section.close", right="agency.edit", on=section) as act:
        if section.closed:
            raise WrongState(f"{section}已经撤销。")
        staying = section.membership_set.filter(Q(until=None) | Q(until__gte=actor.on)).count()
        if staying:
            raise WrongState(f"{section}还有{staying}人在任，不能撤销。", advice="请先在“人员”中结束或调整他们的任职。")
        before = snapshot(section)
        section.closed = True
        section.save(update_fields=("closed",))
        act.changed(section, before=before)
    return section


def reopen_section(actor: Actor, section: Section) -> Section:
    """Open a closed section again."""
    with acting(actor, "section.reopen", right="agency.edit", on=section) as act:
        if not section.closed:
            raise WrongState(f"{section}没有撤销。")
        before = snapshot(section)
        section.closed = False
        section.save(update_fields=("closed",))
        act.changed(section, before=before)
    return section


def _free(agency: Agency, name: str, besides: Section | None = None) -> str:
    name = name.strip()
    if not name:
        raise InvalidInput("请填写科室名称。")
    if len(name) > 60:
        raise InvalidInput("科室名称不能超过60个字。")
    same = agency.sections.filter(name=name).exclude(pk=besides.pk if besides else 0).first()
    if same is not None:
        raise InvalidInput(f"本单位已有科室“{name}”。", advice="该科室已撤销，可以恢复。" if same.closed else "")
    return name
