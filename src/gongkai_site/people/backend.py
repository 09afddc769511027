"""Whom Wagtail lets into the back office: people with a role today, and system administrators."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend

from gongkai_site.policy import Actor


class BackOfficeBackend(BaseBackend):
    """Answers Wagtail's one question ``wagtailadmin.access_admin``; every other permission stays ungranted."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Whether this account has business in the back office."""
        if perm != "wagtailadmin.access_admin" or not user_obj.is_active or user_obj.is_anonymous:
            return False
        return bool(user_obj.is_system_admin or Actor.person(user_obj).memberships())
