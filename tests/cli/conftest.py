"""Running the command line, and a folder of documents of every sort."""

from __future__ import annotations

import json
import random
import shutil
import zipfile
from pathlib import Path

import pytest

import gongkai
from gongkai.cli import main
from tests.cli.kit import BAISHIYI, GUOLIANG, HONGZE, LUBEI, Ran, Run
from tests.corpus.refused import REFUSED


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Run the command line in this process (worker processes are real)."""

    def call(*arguments: object) -> Ran:
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(each) for each in arguments])
        out, err = capfd.readouterr()
        assert isinstance(ended.value.code, int)
        return Ran(ended.value.code, out, err)

    return call


@pytest.fixture(scope="session")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Real reports alone, in a sub-folder, in an archive and two in one file, among files that cannot be read."""
    folder = tmp_path_factory.mktemp("mixed")
    shutil.copy(BAISHIYI, folder)
    (folder / "镇街").mkdir()
    shutil.copy(LUBEI, folder / "镇街")
    (folder / "two.txt").write_bytes(BAISHIYI.read_bytes() + b"\n" + GUOLIANG.read_bytes())
    with zipfile.ZipFile(folder / "sent.zip", "w") as archive:
        archive.write(GUOLIANG, "来件/guoliang.txt")
        archive.writestr("来件/empty.html", b"")
    (folder / "cut.pdf").write_bytes(HONGZE.read_bytes()[:20_000])
    (folder / ".hidden.txt").write_bytes(BAISHIYI.read_bytes())
    for name in ("empty", "encrypted-pdf", "zip-bomb", "news-page"):
        data, ending, _ = REFUSED[name](random.Random(1))
        (folder / f"{name}.{ending}").write_bytes(data)
    return folder


@pytest.fixture(scope="session")
def wrong_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real report with one figure misprinted: 3 received, but 8 concluded in the total."""
    report = gongkai.read(BAISHIYI).with_cells({"requests.concluded.total": 8})
    path = tmp_path_factory.mktemp("wrong") / "wrong.json"
    path.write_text(json.dumps(report.to_json(), ensure_ascii=False), "utf-8")
    return path
