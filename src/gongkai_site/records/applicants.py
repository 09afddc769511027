"""Applicants: personal data, kept apart from the request and seen only by those who handle it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.apps import apps

from gongkai_site.action import acting, claim
from gongkai_site.audit.chain import snapshot
from gongkai_site.errors import InvalidRecord, WrongState
from gongkai_site.policy import Actor, may
from gongkai_site.records.entry import EntryContext, read_entry, split_applicant
from gongkai_site.records.locks import held
from gongkai_site.records.registry import REGISTERS


def save_applicant(request: Any, values: Mapping[str, str]) -> Any:
    """Keep a new applicant; called inside an action."""
    return apps.get_model("requests.Applicant").objects.create(request=request, **values)


def correct_applicant(actor: Actor, request: Any, values: Mapping[str, object], *, revision: int, reason: str) -> Any:
    """Add or correct who asked (``revision`` 0 where nobody was named yet). The log says that, not to what."""
    with acting(
        actor, "applicant.correct", right="applicant.edit", on=request, reason=reason, reason_required=True
    ) as act:
        now = held(request)
        if now is None or now.voided:
            raise WrongState("这件申请已经作废，不能再改。")
        context = EntryContext(request.agency, REGISTERS["requests"])
        entry = read_entry(context, split_applicant({}, values), complete=False)
        if entry.errors or not entry.applicant.get("name"):
            told = "；".join(each.message for each in entry.errors) or "没有填写姓名或名称。"
            raise InvalidRecord(f"申请人：{told}", problems=tuple(entry.errors))
        applicant = applicant_of(request)
        if applicant is None:
            applicant = save_applicant(request, entry.applicant)
            act.changed(applicant)
            return applicant
        claim(applicant, revision)
        before = snapshot(applicant)
        for column in ("name", "identity", "contact", "address"):
            setattr(applicant, column, entry.applicant.get(column, ""))
        applicant.save(update_fields=("name", "identity", "contact", "address"))
        act.changed(applicant, before=before)
        return applicant


def applicant_of(request: Any) -> Any:
    """Return who made the request, or None. The caller asks the policy for ``applicant.view`` first."""
    return apps.get_model("requests.Applicant").objects.filter(request=request).first()


def may_for_sections(actor: Actor, right: str, agency: Any, sections: Iterable[int | None]) -> set[int | None]:
    """Return the sections (None: no section) whose requests the actor holds the right on.

    The policy's answer follows from agency and section alone, so it is asked once for each section and not for
    each of fifty thousand requests; the answers live as long as one export or import.
    """
    model = apps.get_model("requests.Request")
    return {each for each in sections if may(actor, right, model(agency=agency, section_id=each))}
