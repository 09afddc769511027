"""Accounts are made by administrators, never by visitors."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from gongkai_site.people.actions import change_own_password
from gongkai_site.people.models import User
from gongkai_site.policy import Actor


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth ships no types
    """Shuts allauth's sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by himself."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Allauth's own count of wrong passwords, by name alone, would let a stranger shut out anybody he can name."""

    def set_password(self, user: User, password: str) -> None:
        """Change the password of the person signed in, by the action that the audit log knows."""
        change_own_password(Actor.person(user), user, password)
