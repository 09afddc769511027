"""Saving the texts; two people who write at once cannot overwrite each other."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.db.models import F

from gongkai_site.action import Act, acting, claim
from gongkai_site.annual.actions.state import held
from gongkai_site.annual.models import AnnualReport, SectionText, State
from gongkai_site.annual.prose import TEXT_KEYS
from gongkai_site.annual.scopes import write_right
from gongkai_site.audit.chain import snapshot
from gongkai_site.errors import EditedMeanwhile, InvalidInput
from gongkai_site.policy import Actor

_LONGEST = 100_000


def save_texts(actor: Actor, report: AnnualReport, texts: Mapping[str, tuple[str, int]]) -> list[str]:
    """Save texts by key, each with the revision that its writer saw (0 for one not there yet): all or none.

    Texts that stayed the same are left alone. Returns the keys saved. Raises :class:`EditedMeanwhile` where somebody
    else changed one of them, :class:`WrongState` unless the report is a draft, :class:`InvalidInput` for an unknown key
    or a text that is too long.
    """
    cleaned = {key: (_clean(key, text), revision) for key, (text, revision) in texts.items()}
    stored = dict(report.texts.values_list("key", "text"))
    changed = {key: each for key, each in cleaned.items() if each[0] != stored.get(key, "")}
    if not changed:
        return []
    with acting(actor, "report.write", right=write_right(report), on=report) as act:
        held(report, State.DRAFT)
        for key, (text, revision) in changed.items():
            _save(act, report, key, text, revision)
        # Who reviews must have seen this text: his page's revision is old now.
        AnnualReport.objects.filter(pk=report.pk).update(revision=F("revision") + 1)
    return list(changed)


def save_text(actor: Actor, report: AnnualReport, key: str, text: str, revision: int) -> None:
    """Save one text; see :func:`save_texts`."""
    save_texts(actor, report, {key: (text, revision)})


def _save(act: Act, report: AnnualReport, key: str, text: str, revision: int) -> None:
    row = SectionText.objects.filter(report=report, key=key).first()
    if row is None:
        row = _made(report, key, revision)
        before = None
    else:
        before = snapshot(row)
        claim(row, revision)
    row.text, row.changed_by = text, act.actor.user
    row.save(update_fields=("text", "changed_by", "changed_at"))
    act.changed(row, before=before)


def _made(report: AnnualReport, key: str, revision: int) -> SectionText:
    if revision == 0:
        try:
            with transaction.atomic():
                return SectionText.objects.create(report=report, key=key)
        except IntegrityError:
            pass  # somebody else wrote the first text a moment ago
    raise EditedMeanwhile(
        "在您编辑期间，这部分内容已被他人修改，您的修改没有保存。", advice="请对照最新内容合并后再保存。"
    )


def _clean(key: str, text: str) -> str:
    if key not in TEXT_KEYS:
        raise InvalidInput(f"报告没有“{key}”这一部分。")
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()
    if len(plain) > _LONGEST:
        raise InvalidInput(f"正文过长（{len(plain)}字），最多{_LONGEST}字。", advice="请检查是否误粘贴了其他内容。")
    return plain
