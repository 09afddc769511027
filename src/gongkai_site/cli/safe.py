"""What must hold before a site is opened: a key that nobody guesses, no pages for programmers, a private folder."""

from __future__ import annotations

import ipaddress
import os
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from gongkai.errors import UsageError

_LEAST_KEY, _LEAST_SIGNS = 40, 10


def insist_safe(host: str) -> None:
    """Raise :class:`UsageError` where the key could be guessed, or ``GONGKAI_DEBUG`` is on and others can come in.

    ``host`` is the address listened at.
    """
    key = settings.SECRET_KEY
    if len(key) < _LEAST_KEY or len(set(key)) < _LEAST_SIGNS:
        raise UsageError(
            "密钥太弱，会话可以被伪造，没有启动。",
            advice="请去掉环境变量 GONGKAI_SECRET_KEY，由系统自己生成；或设为至少40个字符的随机串。",
        )
    if settings.DEBUG and not (_is_own(host) and _is_own(urlsplit(settings.BASE_URL).hostname or "")):
        raise UsageError(
            "GONGKAI_DEBUG 已打开，出错页会显示程序和数据的细节，不能在别人能访问的地址上启动。",
            advice="请设 GONGKAI_DEBUG=0；调试时只监听 127.0.0.1，GONGKAI_URL 用 localhost。",
        )


def close_to_others() -> None:
    """What this process writes is its own account's alone: personal data, the key, the log."""
    os.umask(0o077)
    data = Path(settings.DATA)
    if data.is_dir() and data.stat().st_uid == os.getuid() and data.stat().st_mode & 0o077:
        data.chmod(0o700)


def _is_own(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
