"""Writing to those for whom something waits: each thing once, at once or with the day's mail, as each likes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from gongkai_site.action import acting
from gongkai_site.agencies.models import Agency
from gongkai_site.errors import NotAllowed
from gongkai_site.home.models import MailWish, Notice, Told
from gongkai_site.home.waiting import everything
from gongkai_site.mail import send
from gongkai_site.office.waiting import Waiting, whose
from gongkai_site.people.models import Membership, User
from gongkai_site.policy import SYSTEM, Actor
from gongkai_site.policy.holders import Holders

TELLING = frozenset({
    "report.submit", "report.review", "report.return", "report.sign-off", "report.sign-on-screen", "report.lock",
    "report.withdraw",
    "filing.hand-up", "filing.paper", "file.stop", "file.seal", "report.ask-waiver",
})  # fmt: skip
"""After these actions it is another's turn, who is told at once. Of a superior's return a letter goes out anyway."""
_MOST = 50
"""Things that one mail names; the others are only counted."""
_SENDING = dt.timedelta(minutes=10)
"""Longer no mail takes to be sent; who was to send it was stopped."""


def tell(agencies: Collection[int] | None, today: dt.date, *, daily: bool) -> int:
    """Write to everybody whose turn something is in these agencies and who was not told; return how many mails went."""
    # What a letter says is Chinese, as the letters to agencies are.
    with override(settings.LANGUAGE_CODE):
        for left in Notice.objects.filter(sent_at=None, problem="", at__lt=timezone.now() - _SENDING):
            _not_sent(left, _("发送时被中断"))
        new = _new(agencies, today, daily=daily)
        names = Agency.objects.in_bulk({each.agency for things in new.values() for each in things})
        return sum(_written(user, things, names) for user, things in new.items())


def set_wish(actor: Actor, when: str) -> MailWish:
    """Say when one wants to be written to. Raises :class:`NotAllowed` for anybody but a person."""
    if actor.user is None or when not in MailWish.When.values:
        raise NotAllowed("请先登录，再选择邮件提醒的方式。")
    place = Membership.objects.filter(user=actor.user).select_related("agency").order_by("-until", "id").first()
    with acting(actor, "person.mail-wish", right="people.own-account", on=place or actor.user) as act:
        wish, _made = MailWish.objects.update_or_create(user=actor.user, defaults={"when": when})
        act.changed(wish)
    return wish


def _new(agencies: Collection[int] | None, today: dt.date, *, daily: bool) -> dict[User, list[Waiting]]:
    """By person the things of which he is still to be told."""
    holders = Holders(agencies, today)
    found: dict[User, list[Waiting]] = {}
    for each in everything(agencies, today):
        for user in dict.fromkeys(one.user for one in whose(each, holders) if each.told and one.user.email):
            found.setdefault(user, []).append(each)
    wishes = dict(MailWish.objects.filter(user__in=found).values_list("user_id", "when"))
    known = set(Told.objects.filter(user__in=found).values_list("user_id", "mark"))
    wanted = {user: things for user, things in found.items() if _wants(wishes.get(user.pk), daily=daily)}
    unsaid = {user: [each for each in things if (user.pk, each.mark) not in known] for user, things in wanted.items()}
    return {user: things for user, things in unsaid.items() if things}


def _wants(wish: str | None, *, daily: bool) -> bool:
    return wish != MailWish.When.NEVER and (daily or wish != MailWish.When.DAILY)


def _written(user: User, things: list[Waiting], names: Mapping[int, Agency]) -> bool:
    """Put down that he is told, then tell him; what could not be sent is as if it had not been said."""
    notice = _put_down(user, things)
    if notice is None:
        return False
    marks = set(notice.told.values_list("mark", flat=True))
    said = [each for each in things if each.mark in marks]
    problem = send(_("有{count}件事等您办理").format(count=len(said)), _text(user, said, names), [user.email])
    if problem:
        _not_sent(notice, problem)
    else:
        _sent(notice)
    return not problem


def _put_down(user: User, things: Iterable[Waiting]) -> Notice | None:
    """The notice with what nobody else told him meanwhile; none where nothing is left."""
    with transaction.atomic():
        notice = Notice.objects.create(user=user, count=0)
        marks = dict.fromkeys(each.mark for each in things)
        Told.objects.bulk_create((Told(notice=notice, user=user, mark=mark) for mark in marks), ignore_conflicts=True)
        notice.count = notice.told.count()
        if not notice.count:
            notice.delete()
            return None
        with acting(SYSTEM, "waiting.tell", right="waiting.tell", on=user) as act:
            notice.save(update_fields=("count",))
            act.changed(notice)
    return notice


def _sent(notice: Notice) -> None:
    with acting(SYSTEM, "waiting.told", right="waiting.tell", on=notice.user) as act:
        notice.sent_at = timezone.now()
        notice.save(update_fields=("sent_at",))
        act.changed(notice)


def _not_sent(notice: Notice, problem: str) -> None:
    with acting(SYSTEM, "waiting.tell", right="waiting.tell", on=notice.user) as act:
        notice.told.all().delete()
        notice.problem = problem[:300]
        notice.save(update_fields=("problem",))
        act.changed(notice)


def _text(user: User, things: list[Waiting], names: Mapping[int, Agency]) -> str:
    lines = [f"{user}：", "", _("下列事项等您办理："), ""]
    for each in things[:_MOST]:
        what = "：".join(part for part in (str(names.get(each.agency, "")), each.title, each.text) if part)
        lines += [f"· {what}", f"  {settings.BASE_URL}{each.url}", ""]
    if len(things) > _MOST:
        lines += [_("另有{count}项，请登录查看。").format(count=len(things) - _MOST), ""]
    return "\n".join([*lines, _("不想收到这样的邮件，可以在“账户”中关闭。"), f"{settings.BASE_URL}/admin/account/"])
