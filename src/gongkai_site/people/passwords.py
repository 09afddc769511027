"""What a password must be, said in the language of the page."""

from __future__ import annotations

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    """Django's own, whose message has no Chinese."""

    def get_error_message(self) -> str:
        """Say how long it must be."""
        return _("密码太短，至少{n}位。").format(n=self.min_length)
