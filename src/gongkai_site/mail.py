"""Sending one mail. What a mail server does wrong is told to who sends and stops nothing else."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from django.core.mail import EmailMessage, get_connection

logger = logging.getLogger(__name__)

_TIMEOUT = 20
"""Seconds that a silent mail server is waited for."""


def send(subject: str, text: str, to: Sequence[str]) -> str:
    """Send one mail; return why it did not go out, "" where it did."""
    message = EmailMessage(subject, text, to=list(to), connection=get_connection(timeout=_TIMEOUT))
    try:
        message.send()
    except Exception as error:
        # Whatever a mail server or its address does wrong.
        logger.warning("The mail “%s” was not sent: %s", subject, error, exc_info=True)
        return f"邮件没有发出：{error}"
    return ""
