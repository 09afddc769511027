"""What is done to accounts and roles. Every function is one action: permission, change, audit event."""

from __future__ import annotations

import datetime as dt

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from gongkai_site.action import Act, acting
from gongkai_site.agencies.models import Agency, Section
from gongkai_site.audit.chain import snapshot
from gongkai_site.errors import InvalidInput, NotAllowed, WrongState
from gongkai_site.in_chinese import in_chinese
from gongkai_site.people.functions import functions
from gongkai_site.people.models import Assignment, Membership, Role, User
from gongkai_site.people.passwords import first_kept
from gongkai_site.policy import Actor, agencies_where, may

_HIDDEN = frozenset({"password", "last_login"})


def add_person(
    actor: Actor, agency: Agency, *, username: str, name: str, password: str, email: str = "", first: bool = False
) -> User:
    """Open an account for somebody of this agency; roles are given by :func:`give_role`.

    A ``first`` password is one of :func:`first_password`; the person changes it when he first signs in.
    Raises :class:`InvalidInput` for a taken or impossible user name or a weak password.
    """
    with acting(actor, "person.add", right="people.edit", on=agency) as act:
        user = User(username=username.strip(), name=name.strip(), email=email.strip(), must_renew=first)
        _check(user, None if first else password)
        user.password = first_kept(password) if first else make_password(password)
        try:
            with transaction.atomic():
                user.save()
        except IntegrityError as error:
            raise InvalidInput(f"用户名“{user.username}”已有人使用。", advice="请换一个用户名。") from error
        _changed(act, user, None)
    return user


def appoint_administrator(actor: Actor, *, username: str, reason: str, name: str = "", password: str = "") -> User:
    """Make somebody a system administrator: who has this user name, else a new account with name and password.

    Raises :class:`WrongState` for one who is it already, :class:`InvalidInput` as :func:`add_person` does.
    """
    with acting(actor, "person.appoint", right="people.system", on=None, reason=reason, reason_required=True) as act:
        user = User.objects.select_for_update(no_key=True).filter(username=username.strip()).first()
        before = _shown(user) if user is not None else None
        if user is None:
            user = User(username=username.strip(), name=name.strip())
            _check(user, password)
            user.set_password(password)
        elif user.is_system_admin:
            raise WrongState(f"{user}已经是系统管理员。")
        user.is_system_admin = True
        user.save()
        _changed(act, user, before)
    return user


def dismiss_administrator(actor: Actor, user: User, reason: str) -> None:
    """End somebody's being a system administrator; his roles in agencies stay.

    Nobody dismisses himself, so that one always remains.
    """
    with acting(actor, "person.dismiss", right="people.system", on=None, reason=reason, reason_required=True) as act:
        if actor.user_id == user.pk:
            raise WrongState("不能撤销自己的系统管理员身份。", advice="请由另一位系统管理员操作。")
        user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
        if not user.is_system_admin:
            raise WrongState(f"{user}不是系统管理员。")
        before = _shown(user)
        user.is_system_admin = False
        user.save(update_fields=("is_system_admin",))
        _changed(act, user, before)


def edit_person(actor: Actor, user: User, on: Agency, *, name: str, email: str) -> None:
    """Change a person's name and e-mail address."""
    with acting(actor, "person.edit", right="people.edit", on=on) as act:
        _whole_person(actor, user, on)
        before = _shown(user)
        user.name, user.email = name.strip(), email.strip()
        _check(user, None)
        user.save(update_fields=("name", "email"))
        _changed(act, user, before)


def set_password(actor: Actor, user: User, on: Agency | None, password: str, reason: str) -> None:
    """Give a person who forgot it a new password; he changes it when he signs in. The log never says it."""
    with acting(actor, "person.password", right="people.edit", on=on, reason=reason, reason_required=True) as act:
        _whole_person(actor, user, on)
        _check(user, password)
        user.set_password(password)
        before, user.must_renew = _shown(user), True
        user.save(update_fields=("password", "must_renew"))
        _changed(act, user, before)


def change_own_password(actor: Actor, user: User, password: str) -> None:
    """Change one's own password; whoever asks has checked the old one and the strength of the new."""
    with acting(actor, "person.own-password", right="people.own-account", on=_own_place(user)) as act:
        user.set_password(password)
        before, user.must_renew = _shown(user), False
        user.save(update_fields=("password", "must_renew"))
        _changed(act, user, before)


def set_preferences(actor: Actor, *, language: str, theme: str, contrast: bool) -> User:
    """Set how the back office looks for the person who acts. Raises :class:`NotAllowed` for anybody but a person."""
    if actor.user is None:
        raise NotAllowed("请先登录。")
    with acting(actor, "person.preferences", right="people.own-account", on=_own_place(actor.user)) as act:
        user = User.objects.select_for_update(no_key=True).get(pk=actor.user.pk)
        before = _shown(user)
        user.language, user.theme, user.contrast = language, theme, contrast
        user.save(update_fields=("language", "theme", "contrast"))
        _changed(act, user, before)
    return user


def note_own_second_factor(actor: Actor, user: User, what: str) -> None:
    """Write the event of a second factor that its owner set up, renewed or removed, in the transaction that did it."""
    with acting(actor, "person.own-second-factor", right="people.own-account", on=_own_place(user)) as act:
        act.changed(user, after={"第二重验证": what})


def drop_second_factor(actor: Actor, user: User, on: Agency | None, reason: str) -> None:
    """Remove a lost second factor, so that the person can sign in and set up a new one."""
    with acting(actor, "person.second-factor", right="people.edit", on=on, reason=reason, reason_required=True) as act:
        _whole_person(actor, user, on)
        removed, _ = Authenticator.objects.filter(user=user).delete()
        if not removed:
            raise WrongState(f"{user}没有设置第二重验证。")
        _changed(act, user, _shown(user))


def close_account(actor: Actor, user: User, on: Agency | None, reason: str) -> None:
    """Shut an account: the person cannot sign in any more; what he did stays in the log under his name."""
    _switch(actor, user, on, reason, "person.close", active=False)


def open_account(actor: Actor, user: User, on: Agency | None, reason: str) -> None:
    """Open a shut account again."""
    _switch(actor, user, on, reason, "person.open", active=True)


def give_role(
    actor: Actor,
    user: User,
    agency: Agency,
    role: str,
    *,
    since: dt.date,
    until: dt.date | None = None,
    section: Section | None = None,
    deputises: User | None = None,
) -> Membership:
    """Give a person a role in an agency; a deputy (代理) needs an end and somebody of that agency to stand in for."""
    with acting(actor, "role.give", right="people.edit", on=agency) as act:
        if until is not None and until < since:
            raise InvalidInput("任职结束日期早于开始日期。", advice="请检查“自”“至”两个日期。")
        if section is not None and section.agency_id != agency.pk:
            raise InvalidInput(f"“{section}”不是{agency}的科室。")
        if deputises is not None:
            _check_deputy(user, agency, role, deputises, since, until)
        membership = Membership.objects.create(
            user=user, agency=agency, role=role, since=since, until=until, section=section, deputises=deputises
        )
        act.changed(membership)
    return membership


def correct_role(
    actor: Actor,
    membership: Membership,
    *,
    since: dt.date,
    until: dt.date | None,
    section: Section | None,
    reason: str,
) -> None:
    """Correct a role's days and section; agency, role and person stay."""
    with acting(
        actor, "role.correct", right="people.edit", on=membership.agency, reason=reason, reason_required=True
    ) as act:
        before = snapshot(membership)
        if until is not None and until < since:
            raise InvalidInput("任职结束日期早于开始日期。", advice="请检查“自”“至”两个日期。")
        if section is not None and section.agency_id != membership.agency_id:
            raise InvalidInput(f"“{section}”不是{membership.agency}的科室。")
        membership.since, membership.until, membership.section = since, until, section
        membership.save(update_fields=("since", "until", "section"))
        act.changed(membership, before=before)


def end_role(actor: Actor, membership: Membership, until: dt.date, reason: str) -> None:
    """End a role with its last day; the row stays."""
    with acting(
        actor, "role.end", right="people.edit", on=membership.agency, reason=reason, reason_required=True
    ) as act:
        _end(act, membership, until, "结束日期早于任职开始日期。")


def give_function(
    actor: Actor, membership: Membership, function: str, *, since: dt.date, until: dt.date | None = None
) -> Assignment:
    """Give somebody a function (职责) beside his role. A deputy is given none: he has those of whom he stands in for.

    Raises :class:`InvalidInput` for a function that is not his role's, days outside the role, or one he has already.
    """
    with acting(actor, "function.give", right="people.edit", on=membership.agency) as act:
        known = functions().get(function)
        if known is None or membership.role not in known.roles:
            raise InvalidInput(
                f"{in_chinese(Role(membership.role).label)}不能担任这项职责。",
                advice="请另选职责，或先任命相应的角色。",
            )
        if membership.deputises_id is not None:
            raise InvalidInput(f"代理期间的职责随{membership.deputises}，不必另行指定。")
        if until is not None and until < since:
            raise InvalidInput("结束日期早于开始日期。", advice="请检查“自”“至”两个日期。")
        last = until or dt.date.max
        if since < membership.since or (membership.until is not None and since > membership.until):
            raise InvalidInput("职责的日期不在任职期间内。", advice="请检查日期。")
        same = Assignment.objects.filter(membership=membership, function=function, since__lte=last)
        if same.filter(Q(until=None) | Q(until__gte=since)).exists():
            raise WrongState(f"{membership.user}在这段时间已经负责{known}。")
        made = Assignment.objects.create(membership=membership, function=function, since=since, until=until)
        act.changed(made)
    return made


def end_function(actor: Actor, assignment: Assignment, until: dt.date, reason: str) -> None:
    """End a function with its last day; the row stays."""
    with acting(
        actor, "function.end", right="people.edit", on=assignment.agency, reason=reason, reason_required=True
    ) as act:
        _end(act, assignment, until, "结束日期早于开始日期。")


def _end(act: Act, held: Membership | Assignment, until: dt.date, too_early: str) -> None:
    before = snapshot(held)
    if until < held.since:
        raise InvalidInput(too_early, advice="请检查日期。")
    held.until = until
    held.save(update_fields=("until",))
    act.changed(held, before=before)


def _switch(actor: Actor, user: User, on: Agency | None, reason: str, name: str, *, active: bool) -> None:
    with acting(actor, name, right="people.edit", on=on, reason=reason, reason_required=True) as act:
        _whole_person(actor, user, on)
        if actor.user_id == user.pk:
            raise WrongState("不能停用自己的账户。", advice="请由另一位管理员操作。")
        before = _shown(user)
        user.is_active = active
        user.save(update_fields=("is_active",))
        _changed(act, user, before)


def _whole_person(actor: Actor, user: User, on: Agency | None) -> None:
    """An account is one person's everywhere: who changes it must look after every agency where he has a role."""
    if user.is_system_admin and not may(actor, "people.system"):
        raise NotAllowed("系统管理员的账户只能由系统管理员修改。")
    memberships = Membership.objects.filter(user=user).select_related("agency")
    other = memberships.exclude(agency__in=agencies_where(actor, "people.edit")).first()
    if other is not None:
        raise NotAllowed(f"{user}还在{other.agency}任职，账户须由两处共同的上级或系统管理员修改。")
    if not memberships and not may(actor, "people.system") and not _opened_here(user, on):
        raise NotAllowed(f"{user}不是{on}的人员。")


def _own_place(user: User) -> Membership | User:
    """A role that the person holds, so that the event stands in that agency's log; else the account itself."""
    roles = Membership.objects.filter(user=user).select_related("agency").order_by("until", "id")
    return roles.filter(Membership.holding(timezone.localdate())).first() or roles.first() or user


def _opened_here(user: User, on: Agency | None) -> bool:
    from gongkai_site.audit.models import Event

    return (
        on is not None
        and Event.objects.filter(
            action="person.add", object_type="people.user", object_id=str(user.pk), agency_id=on.pk
        ).exists()
    )


def _check_deputy(
    user: User, agency: Agency, role: str, deputises: User, since: dt.date, until: dt.date | None
) -> None:
    if until is None:
        raise InvalidInput("代理必须有结束日期。", advice="请填写“至”。")
    if user == deputises:
        raise InvalidInput("不能代理自己。")
    own = Membership.objects.filter(Membership.holding(since), user=deputises, agency=agency, role=role)
    if not own.filter(deputises=None).exists():
        raise InvalidInput(f"{deputises}当时在{agency}没有这一角色，无从代理。")


def _check(user: User, password: str | None) -> None:
    try:
        user.clean_fields(exclude=("password",))
    except ValidationError as error:
        labels = {field.name: field.verbose_name for field in user._meta.concrete_fields}
        wrong = [(labels[name], says) for name, says in error.message_dict.items()]
        raise InvalidInput("；".join(f"{label}：{''.join(says)}" for label, says in wrong)) from error
    if password is not None:
        try:
            validate_password(password, user)
        except ValidationError as error:
            raise InvalidInput("".join(error.messages)) from error


def _shown(user: User) -> dict[str, object]:
    return {name: value for name, value in snapshot(user).items() if name not in _HIDDEN}


def _changed(act: Act, user: User, before: dict[str, object] | None) -> None:
    act.changed(user, before=before, after=_shown(user))
