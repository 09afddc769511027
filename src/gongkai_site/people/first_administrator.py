"""The first system administrator: made by whoever may run commands on the machine, before anybody can sign in."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from gongkai_site.action import acting
from gongkai_site.errors import InvalidInput, WrongState
from gongkai_site.people.models import User
from gongkai_site.policy import SYSTEM


def has_administrator() -> bool:
    """Whether some active system administrator exists."""
    return User.objects.filter(is_system_admin=True, is_active=True).exists()


def make_first_administrator(username: str, name: str, password: str, *, renew: bool = False) -> User:
    """Make the account; ``renew`` where others may have seen the password, which is then changed at the first sign-in.

    Raises :class:`WrongState` where there is an administrator already, :class:`InvalidInput` for bad input.
    """
    user = User(username=username.strip(), name=name.strip(), is_system_admin=True, must_renew=renew)
    try:
        validate_password(password, user)
        user.set_password(password)
        user.clean_fields()
        user.validate_unique()
    except ValidationError as error:
        raise InvalidInput("；".join(error.messages), advice="请换一个用户名或密码再试。") from error
    with acting(SYSTEM, "person.first-administrator", right="people.first-administrator", on=None) as act:
        if has_administrator():
            raise WrongState("已有系统管理员。", advice="请由他在“人员”页增加其他管理员。")
        user.save()
        act.changed(user, after={"username": user.username, "name": user.name, "is_system_admin": True})
    return user
