"""Accounts are made by administrators, never by visitors."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.dispatch import Signal
from django.http import HttpRequest, HttpResponse

from gongkai_site.people.actions import change_own_password
from gongkai_site.people.models import User
from gongkai_site.policy import Actor

password_right = Signal()
"""Somebody has shown his password; whether a second factor is still asked for or not. Sent with request and user."""


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth ships no types
    """Shuts allauth's sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by himself."""
        return False

    def pre_login(self, request: HttpRequest, user: User, **more: Any) -> HttpResponse | None:
        """Say so at once: the page that asks for a second factor no longer has what the sign-in's page carried."""
        password_right.send(type(self), request=request, user=user)
        stopped: HttpResponse | None = super().pre_login(request, user, **more)
        return stopped

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Allauth's own count of wrong passwords, by name alone, would let a stranger shut out anybody he can name."""

    def set_password(self, user: User, password: str) -> None:
        """Change the password of the person signed in, by the action that the audit log knows."""
        change_own_password(Actor.person(user), user, password)
