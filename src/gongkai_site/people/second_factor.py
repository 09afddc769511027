"""What people do to their own second factor on allauth's pages becomes an event of the audit log."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_removed
from django.db.models.signals import post_save

from gongkai_site.people.actions import note_own_second_factor
from gongkai_site.policy import Actor

_KINDS = {Authenticator.Type.TOTP: "动态验证码", Authenticator.Type.RECOVERY_CODES: "备用码"}


def listen() -> None:
    """Listen for what allauth's views do, each in one transaction (``account_urls``).

    Its own signal of something added comes only after that transaction, when it is too late to undo anything.
    """
    post_save.connect(_made, sender=Authenticator, dispatch_uid="gongkai.second-factor")
    authenticator_removed.connect(_removed, dispatch_uid="gongkai.second-factor")


def _made(instance: Authenticator, created: bool, raw: bool, **more: Any) -> None:
    if created and not raw:
        _note(instance, "设置")


def _removed(authenticator: Authenticator, **more: Any) -> None:
    _note(authenticator, "撤销")


def _note(authenticator: Authenticator, done: str) -> None:
    user, kind = authenticator.user, _KINDS.get(authenticator.type, str(authenticator.type))
    note_own_second_factor(Actor.person(user), user, f"{done}{kind}")
