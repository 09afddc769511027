"""What a password must be, said in the language of the page; and first passwords, made for many people at once."""

from __future__ import annotations

import secrets

from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _

_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are mistaken for others on paper: i l o 0 1."""
_GROUPS, _LONG = 3, 4


class LongEnough(MinimumLengthValidator):
    """Django's own, whose message has no Chinese."""

    def get_error_message(self) -> str:
        """Say how long it must be."""
        return _("密码太短，至少{n}位。").format(n=self.min_length)


class FirstPasswordHasher(PBKDF2PasswordHasher):
    """Keeps a password that was drawn by chance and is changed at once.

    Twelve signs drawn from 31 are 59 bits: nobody guesses them however fast he may try, so that the slow hashing that
    protects what people think up is not needed, and a thousand accounts are opened in seconds. Signing in keeps it
    anew by the first hasher of the settings.
    """

    algorithm = "pbkdf2_first"
    iterations = 2_000


def first_password() -> str:
    """Draw a password that can be read off paper: ``kxm7-p3qd-w9hf``."""
    return "-".join("".join(secrets.choice(_SIGNS) for _ in range(_LONG)) for _ in range(_GROUPS))


def first_kept(password: str) -> str:
    """A first password as the database keeps it."""
    return make_password(password, hasher=FirstPasswordHasher())
