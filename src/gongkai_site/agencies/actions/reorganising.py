"""Reorganisation (机构改革): renamed, merged into a successor, abolished with one; undoing a wrong entry."""

from __future__ import annotations

import datetime as dt

from gongkai_site.action import Act, acting
from gongkai_site.agencies.actions.holding import held
from gongkai_site.agencies.actions.placing import move
from gongkai_site.agencies.checks import check
from gongkai_site.agencies.models import Agency, Reorganisation
from gongkai_site.audit.chain import snapshot
from gongkai_site.errors import InvalidInput, WrongState
from gongkai_site.policy import Actor, require

What = Reorganisation.What


def rename_agency(
    actor: Actor, agency: Agency, new_name: str, *, on: dt.date, basis: str, revision: int
) -> Reorganisation:
    """Give the agency a new name from ``on``; the old one stays in force for the years before."""
    with acting(actor, "agency.rename", right="agency.arrange", on=agency) as act:
        agency = held(agency, revision)
        new_name = new_name.strip()
        basis = _checked(agency, on, basis, actor.on)
        if not new_name or new_name == agency.name:
            raise InvalidInput("请填写与现名称不同的新名称。")
        last = agency.reorganisations.filter(what=What.RENAMED, voided=False).order_by("-on").first()
        if last is not None and on < last.on:
            raise InvalidInput(f"该单位已于{last.on}更名，新的更名不能早于这一天。")
        before, old = snapshot(agency), agency.name
        agency.name = new_name
        check(agency)
        agency.save(update_fields=("name",))
        made = Reorganisation.objects.create(
            agency=agency, what=What.RENAMED, on=on, old_name=old, new_name=new_name, basis=basis
        )
        act.changed(made)
        act.changed(agency, before=before)
    return made


def end_agency(
    actor: Actor, agency: Agency, what: str, successor: Agency, *, on: dt.date, basis: str, revision: int
) -> Reorganisation:
    """Merge the agency into its successor, or abolish it, from ``on``.

    From then on it owes no report; its records of the year are counted by the successor, once. Agencies below it are
    placed under the successor.
    """
    with acting(actor, f"agency.{_ending(what)}", right="agency.arrange", on=agency) as act:
        require(actor, "agency.add", successor)
        agency, successor = held(agency, revision), Agency.objects.get(pk=successor.pk)
        basis = _checked(agency, on, basis, actor.on)
        _check_successor(agency, successor)
        _hand_over_subordinates(act, agency, successor, on)
        before = snapshot(agency)
        agency.abolished_on, agency.successor = on, successor
        agency.save(update_fields=("abolished_on", "successor"))
        made = Reorganisation.objects.create(
            agency=agency, what=what, on=on, old_name=agency.name, successor=successor, basis=basis
        )
        act.changed(made)
        act.changed(agency, before=before)
    return made


def undo_reorganisation(actor: Actor, reorganisation: Reorganisation, *, reason: str) -> Agency:
    """Take back the newest reorganisation of an agency that was entered wrongly; agencies moved with it stay moved."""
    agency = reorganisation.agency
    with acting(actor, "agency.undo", right="agency.arrange", on=agency, reason=reason, reason_required=True) as act:
        agency = held(agency, Agency.objects.select_for_update(no_key=True).get(pk=agency.pk).revision)
        newest = agency.reorganisations.filter(voided=False).order_by("-id").first()
        if newest is None or newest.pk != reorganisation.pk:
            raise WrongState("只能撤销该单位最近一次变动的登记。", advice="请先撤销其后的变动。")
        before, before_agency = snapshot(newest), snapshot(agency)
        newest.voided = True
        newest.save(update_fields=("voided",))
        if newest.what == What.RENAMED:
            agency.name = newest.old_name
        else:
            agency.abolished_on = agency.successor = None
        check(agency)
        agency.save(update_fields=("name", "abolished_on", "successor"))
        act.changed(newest, before=before)
        act.changed(agency, before=before_agency)
    return agency


def _ending(what: str) -> str:
    names = {What.MERGED: "merge", What.ABOLISHED: "abolish"}
    if what not in names:
        raise InvalidInput("请选择并入或撤销。")
    return names[What(what)]


def _checked(agency: Agency, on: dt.date, basis: str, today: dt.date) -> str:
    """Return the basis without blanks once it, the day and the agency's state allow a reorganisation."""
    basis = basis.strip()
    if agency.abolished_on is not None:
        raise WrongState(f"{agency}已于{agency.abolished_on}不再存在。")
    if not basis:
        raise InvalidInput("请填写依据文件的名称或文号。")
    if len(basis) > 200:
        raise InvalidInput("依据文件不能超过200个字。")
    if on > today:
        raise InvalidInput("变动日期还没有到。", advice="请在变动生效之日或之后登记。")
    if agency.established_on is not None and on <= agency.established_on:
        raise InvalidInput(f"变动日期不能早于设立日期{agency.established_on}。")
    return basis


def _check_successor(agency: Agency, successor: Agency) -> None:
    if successor.pk == agency.pk:
        raise InvalidInput("承继机关不能是本单位自己。")
    if successor.abolished_on is not None:
        raise InvalidInput(f"{successor}已不再存在，不能承继。", advice="请选择现有的单位。")
    if successor.path.startswith(agency.path):
        raise InvalidInput(
            f"{successor}是{agency}的下级，不能直接承继。", advice="请先把承继机关调整到其他上级之下，再登记变动。"
        )


def _hand_over_subordinates(act: Act, agency: Agency, successor: Agency, on: dt.date) -> None:
    for each in Agency.objects.filter(superior=agency, abolished_on=None).order_by("pk"):
        move(act, each, successor, on=on)
