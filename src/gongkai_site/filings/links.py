"""Finding a one-time link by its token, and whether it still works."""

from __future__ import annotations

import hashlib

from django.utils import timezone

from gongkai_site.errors import LinkSpent
from gongkai_site.filings.models import FilingLink

DAYS = 14
"""How long a link works where nothing else is said."""
MOST_DAYS = 90
_ASK = "请联系给您这个链接的上级单位，索取新的链接。"


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def link_of(token: str) -> FilingLink:
    """Return the link with this token. Raises :class:`LinkSpent` for one that was never made, or withdrawn."""
    link = FilingLink.objects.select_related("agency", "superior").filter(token_sha256=hash_of(token)).first()
    if link is None:
        raise LinkSpent("这个链接无效。", advice=f"请核对链接是否完整。{_ASK}")
    if link.withdrawn:
        raise LinkSpent("这个链接已收回。", advice=_ASK)
    return link


def insist_usable(link: FilingLink) -> None:
    """Raise :class:`LinkSpent` for a link that was used, withdrawn or is past its time."""
    if link.used_at is not None:
        raise LinkSpent("这个链接已经用过，报告已经报送。", advice=f"要更换报告，{_ASK}")
    if link.withdrawn:
        raise LinkSpent("这个链接已收回。", advice=_ASK)
    if link.expires_at <= timezone.now():
        raise LinkSpent(f"这个链接已于{timezone.localtime(link.expires_at):%Y-%m-%d %H:%M}过期。", advice=_ASK)
