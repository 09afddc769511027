"""A site that others could break into is not opened; what it writes is its own account's alone."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import pytest

from gongkai.errors import UsageError
from gongkai_site.cli.safe import close_to_others, insist_safe
from tests.site.cli.site import Place

GOOD = "Zk3-qP9_vT7xLm2RwYb8NcHs5DfGj4KaUe6XoQi1"


@pytest.mark.parametrize(
    ("key", "starts"),
    [
        (GOOD, True),
        (GOOD[:39], False),
        ("a" * 200, False),
        ("0123456789" * 4, True),
        ("012345678" * 5, False),
    ],
)
def test_a_key_that_could_be_guessed_starts_nothing(key: str, starts: bool, settings: Any) -> None:
    settings.SECRET_KEY = key
    if starts:
        insist_safe("0.0.0.0")
    else:
        with pytest.raises(UsageError, match="密钥太弱"):
            insist_safe("127.0.0.1")


@pytest.mark.parametrize(
    ("host", "url", "starts"),
    [
        ("127.0.0.1", "http://localhost:8000", True),
        ("::1", "http://127.0.0.1:8000", True),
        ("localhost", "http://[::1]:8000", True),
        ("0.0.0.0", "http://localhost:8000", False),
        ("10.0.0.1", "http://localhost:8000", False),
        ("127.0.0.1", "https://gongkai.example.gov.cn", False),
        ("somewhere", "http://localhost", False),
    ],
)
def test_pages_for_programmers_are_shown_to_nobody_else(host: str, url: str, starts: bool, settings: Any) -> None:
    settings.SECRET_KEY, settings.BASE_URL = GOOD, url
    settings.DEBUG = False
    insist_safe(host)
    settings.DEBUG = True
    if starts:
        insist_safe(host)
    else:
        with pytest.raises(UsageError, match="GONGKAI_DEBUG"):
            insist_safe(host)


def test_a_folder_that_was_open_is_closed(tmp_path: Path, settings: Any) -> None:
    settings.DATA = tmp_path
    tmp_path.chmod(0o755)
    before = os.umask(0o022)
    try:
        close_to_others()
        (tmp_path / "file").touch()
        assert [stat.S_IMODE(each.stat().st_mode) for each in (tmp_path, tmp_path / "file")] == [0o700, 0o600]
    finally:
        os.umask(before)


def test_everything_a_site_wrote_is_its_own(real_site: Place) -> None:
    # The test's own file of the site lies there as its hands left it.
    made = [each for each in (real_site.data, *real_site.data.rglob("*")) if "files" not in each.parts]
    assert len(made) > 20
    assert [each for each in made if each.stat().st_mode & 0o077] == []


@pytest.mark.parametrize(
    ("more", "said"), [({"GONGKAI_SECRET_KEY": "secret"}, "密钥太弱"), ({"GONGKAI_DEBUG": "1"}, "GONGKAI_DEBUG")]
)
def test_the_command_itself_refuses(real_site: Place, more: dict[str, str], said: str) -> None:
    ran = real_site.run("serve", "--host", "0.0.0.0", **more)
    assert ran.returncode == 2
    assert said in ran.stderr


def test_browsers_are_told_to_come_by_https_alone_where_it_is_set(rf: Any, settings: Any) -> None:
    from django.http import HttpResponse
    from django.middleware.security import SecurityMiddleware

    settings.SECURE_HSTS_SECONDS = 31_536_000
    page = SecurityMiddleware(lambda request: HttpResponse())(rf.get("/", secure=True))
    assert page["Strict-Transport-Security"].startswith("max-age=31536000")
