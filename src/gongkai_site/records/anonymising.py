"""Anonymising records: their text, the applicants, and what the log says of both go for good; what is counted stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import F, Q, QuerySet
from django.urls import reverse

from gongkai_site.action import Act, acting
from gongkai_site.agencies.models import Agency
from gongkai_site.audit.destroying import destroy_texts, grounds, still_told
from gongkai_site.audit.models import ANONYMISED, DESTROYED, Event
from gongkai_site.audit.sealing import plain_columns
from gongkai_site.drafts.models import Draft
from gongkai_site.errors import InvalidInput, WrongState
from gongkai_site.policy import Actor, require
from gongkai_site.reach import within
from gongkai_site.records.models import ImportBatch, StagedFile
from gongkai_site.records.registry import Register

_AT_ONCE = 500


@dataclass(slots=True)
class Anonymised:
    """What was done. Backups made earlier hold it all still (``audit.backups``)."""

    records: int = 0
    texts: int = 0
    """How many events lost their text."""
    files: list[str] = field(default_factory=list)
    """Imported files that were deleted: no row of them is left that says anything."""
    files_left: list[str] = field(default_factory=list)
    """Imported files that still hold rows of other records, and so those of these."""


def concluded(register: Register, agency: Agency) -> QuerySet[Any]:
    """The agency's records that nothing waits for any more: only those can be anonymised."""
    records: QuerySet[Any] = register.model._default_manager.filter(agency=agency)
    return records.exclude(voided=False, **register.filters()) if register.open_where else records


def anonymise(
    actor: Actor, agency: Agency, register: Register, keys: Sequence[int], *, ground: str, reason: str
) -> Anonymised:
    """Anonymise these records of one register, as one action; what was anonymised already is left as it is.

    ``ground`` names one of the legal grounds, ``reason`` says what in this case fulfils it. Raises
    :class:`WrongState` where one of the records is still under way.
    """
    if ground not in grounds():
        raise InvalidInput("请选择匿名化的法定事由。", advice=f"可选：{'；'.join(grounds().values())}。")
    if not reason.strip():
        raise InvalidInput("请写明匿名化的原因。", advice="写明这些记录为什么符合所选的法定事由，不要写个人信息。")
    require(actor, "record.anonymise", agency)
    with within((agency.pk,)):
        wanted = (
            concluded(register, agency).filter(pk__in=keys) if len(keys) <= _AT_ONCE else concluded(register, agency)
        )
        found = {each.pk for each in wanted.only("pk")} & set(keys)
        if found != set(keys):
            raise WrongState("有的记录还在办理，不能匿名化。", advice="请在办结之后再匿名化。")
        told = [pk for some in _parts(sorted(found)) for pk in _telling(register, some)]
        done = Anonymised()
        if told:
            said = f"{grounds()[ground]}：{reason.strip()}"
            with acting(actor, ANONYMISED, right="record.anonymise", on=agency, reason=said) as act:
                for some in _parts(told):
                    _anonymise(act, register, some, done)
                _imports(act, register, told, done)
                _drafts(agency, register, set(told))
    return done


def neutral(model: type[models.Model]) -> Mapping[str, str]:
    """The columns of text that may name a person, and what stands there once nobody is named any more."""
    plain = plain_columns(model._meta.label_lower)
    texts = (each for each in model._meta.concrete_fields if isinstance(each, models.CharField | models.TextField))
    return {each.name: "" if each.blank else DESTROYED for each in texts if each.name not in plain}


def _says_something(model: type[models.Model]) -> Q:
    """The rows in which text still stands."""
    says = Q(pk__in=())
    for name, value in neutral(model).items():
        says |= ~Q(**{name: value})
    return says


def _applicants(keys: Sequence[int]) -> QuerySet[Any]:
    applicants: QuerySet[Any] = apps.get_model("requests.Applicant").objects.filter(request__in=keys)
    return applicants


def _telling(register: Register, keys: Sequence[int]) -> list[int]:
    """Those of the records of which something is left to take away: in the row, of the applicant, in the log."""
    model = register.model
    left = set(model._default_manager.filter(_says_something(model), pk__in=keys).values_list("pk", flat=True))
    left |= still_told(model._meta.label_lower, keys)
    if register.applicant_fields:
        of_request = dict(_applicants(keys).values_list("pk", "request"))
        named = _applicants(keys).filter(_says_something(_applicants(keys).model)).values_list("request", flat=True)
        told = still_told("requests.applicant", list(of_request))
        left |= {*named, *(of_request[each] for each in told)}
    return sorted(left)


def _anonymise(act: Act, register: Register, keys: Sequence[int], done: Anonymised) -> None:
    rows: list[QuerySet[Any]] = [register.model._default_manager.filter(pk__in=keys)]
    if register.applicant_fields:
        rows.append(_applicants(keys))
    for each in rows:
        things = list(each.select_for_update(of=("self",), no_key=True).order_by("pk"))
        if not things:
            continue
        each.update(**neutral(each.model), revision=F("revision") + 1)
        first = len(act.events)
        act.each_changed(each.order_by("pk"), ANONYMISED)
        ids = [thing.pk for thing in things]
        done.texts += destroy_texts(each.model._meta.label_lower, ids, before=act.events[first].number)
    done.records += len(keys)


def _imports(act: Act, register: Register, keys: Sequence[int], done: Anonymised) -> None:
    """An imported file says it all again: it goes with the last of its rows that said anything."""
    model = register.model
    ids = {
        pk for some in _parts(keys) for pk in model._default_manager.filter(pk__in=some).values_list("batch", flat=True)
    }
    for batch in ImportBatch.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=ids - {None}):
        rows = model._default_manager.filter(batch=batch)
        named = register.applicant_fields and _applicants_of(rows)
        if rows.filter(_says_something(model)).exists() or named:
            done.files_left.append(batch.file_name)
            continue
        if batch.file:
            done.files.append(batch.file_name)
            transaction.on_commit(partial(batch.file.storage.delete, batch.file.name or ""))
        batch.file, batch.file_name, batch.edits, batch.choices = "", DESTROYED, {}, {}
        batch.save(update_fields=("file", "file_name", "edits", "choices"))
        event = act.changed(batch)
        done.texts += destroy_texts(batch._meta.label_lower, [batch.pk], before=event.number)
        done.texts += _uploads(act, batch)


def _uploads(act: Act, batch: ImportBatch) -> int:
    """What the log says of the file between its upload and its import: how it was called, not least."""
    model = StagedFile._meta.label_lower
    events = Event.objects.filter(object_type=model, agency_id=batch.agency_id).exclude(action=ANONYMISED)
    same = events.filter(Q(plain_before__contains=batch.sha256) | Q(plain_after__contains=batch.sha256))
    ids = sorted({int(each) for each in same.order_by().values_list("object_id", flat=True)})
    count = 0
    for pk in ids:
        event = act.changed(StagedFile(pk=pk, agency=batch.agency), title=DESTROYED, after={"sha256": batch.sha256})
        count += destroy_texts(model, [pk], before=event.number)
    return count


def _applicants_of(rows: QuerySet[Any]) -> bool:
    applicants = apps.get_model("requests.Applicant")
    return applicants.objects.filter(_says_something(applicants), request__in=rows).exists()


def _drafts(agency: Agency, register: Register, keys: set[int]) -> None:
    """What somebody has typed into one of their forms and not saved."""
    above = reverse("records:list", args=(agency.pk, register.key))
    for draft in Draft.objects.filter(form__startswith=above).only("pk", "form"):
        number = draft.form.removeprefix(above).partition("/")[0]
        if number.isdecimal() and int(number) in keys:
            draft.delete()


def _parts(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    return (keys[start : start + _AT_ONCE] for start in range(0, len(keys), _AT_ONCE))
