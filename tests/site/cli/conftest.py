"""One site set up for real, by ``gongkai setup``, that the tests of the commands share and do not change."""

from collections.abc import Iterator

import pytest

from tests.site.cli.site import Place, empty_place

PASSWORD = "Lantern-Orchard-51"


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with empty_place(tmp_path_factory.mktemp("site") / "data") as place:
        ran = place.run("setup", "--username", "admin", "--name", "李管理", "--password", PASSWORD)
        assert ran.returncode == 0, ran.stderr
        files = place.data / "files" / "incoming" / "2025"
        files.mkdir(parents=True)
        (files / "年报.txt").write_text("已公开的报告", "utf-8")
        yield place


@pytest.fixture
def other_place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with empty_place(tmp_path_factory.mktemp("other") / "data") as place:
        yield place
