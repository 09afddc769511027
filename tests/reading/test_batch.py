"""Batches: order, bounded look-ahead, and legacy documents converted by one LibreOffice process."""

import gc
import itertools
import random
import shutil
import subprocess

import pytest

from gongkai import Report, Unread, read, read_many
from gongkai.document.batch import in_order
from gongkai.document.fronts import libreoffice
from gongkai.document.sources import sources_of
from gongkai.reading import read_each, read_sources
from gongkai.screening import Screen
from gongkai.screening.many import screen_each
from gongkai.settings import Settings
from tests.corpus.build import make_sample

needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
DOCUMENTS = 3
PAGE = "tests/data/reports/lubei-2024.txt"


@pytest.fixture(scope="module")
def legacy(tmp_path_factory):
    """A folder of three .doc files that LibreOffice made, one cut off, and a text that calls itself one."""
    made = tmp_path_factory.mktemp("made")
    truths = {}
    for number in range(DOCUMENTS):
        sample = make_sample("docx", f"{number}", random.Random(number), only=())
        (made / f"{number}.docx").write_bytes(sample.data)
        truths[f"{number}.doc"] = sample.truths[0]["cells"]
    folder = tmp_path_factory.mktemp("legacy")
    command = ["soffice", f"-env:UserInstallation=file://{made}/profile", "--headless", "--convert-to", "doc"]
    command += ["--outdir", str(folder), *map(str, sorted(made.glob("*.docx")))]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    (folder / "1-cut.doc").write_bytes((folder / "1.doc").read_bytes()[:9_000])
    shutil.copy(PAGE, folder / "2-really-text.doc")
    return folder, truths


@pytest.fixture
def runs(monkeypatch):
    """The numbers of documents that each run of LibreOffice was given."""
    counts = []
    run = libreoffice.run_soffice

    def counted(program, inputs, *others):
        counts.append(len(inputs))
        return run(program, inputs, *others)

    monkeypatch.setattr(libreoffice, "run_soffice", counted)
    return counts


@needs_libreoffice
def test_legacy_documents_of_a_batch_are_converted_by_one_process(legacy, runs):
    folder, truths = legacy
    found = {each.source: each for each in read_many(folder)}
    assert runs == [DOCUMENTS]
    assert list(found) == ["0.doc", "1-cut.doc", "1.doc", "2-really-text.doc", "2.doc"]
    assert found["1-cut.doc"].error.code == "truncated"
    for name, cells in truths.items():
        assert {key: value if value is None else float(value) for key, value in found[name].cells.items()} == cells
    # A report of a group is what it is alone.
    assert found["1.doc"] == read(folder / "1.doc")


@needs_libreoffice
def test_screening_converts_a_batch_by_one_process_too(legacy, runs):
    folder, _ = legacy
    screen = Screen.of()
    found = [each for outcomes in screen_each(sources_of(folder), screen) for each in outcomes]
    assert runs == [DOCUMENTS]
    assert [each.source for each in found] == ["0.doc", "1-cut.doc", "1.doc", "2-really-text.doc", "2.doc"]
    assert found[1].error.code == "truncated"
    (alone,) = screen.files((folder / "1.doc").read_bytes(), "1.doc")
    assert found[2] == alone


@needs_libreoffice
@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"conversion_group": 3}, [2, 1]),
        ({"conversion_group_bytes": 0}, [1] * DOCUMENTS),
    ],
)
def test_groups_are_as_small_as_the_settings_say(legacy, runs, change, expected):
    folder, _ = legacy
    found = list(read_many(folder, settings=Settings(**change)))
    assert sum(isinstance(each, Report) for each in found) == DOCUMENTS + 1
    assert sorted(runs, reverse=True) == expected


@needs_libreoffice
def test_two_processes_give_the_same_in_the_same_order(legacy):
    folder, _ = legacy
    one, two = (list(read_sources(sources_of(folder), jobs=jobs)) for jobs in (1, 2))
    assert [source for source, _ in one] == [source for source, _ in two] == list(sources_of(folder))
    assert [found for _, found in one if isinstance(found[0], Report)] == [
        found for _, found in two if isinstance(found[0], Report)
    ]


@needs_libreoffice
def test_each_of_a_group_fails_for_itself_without_libreoffice(legacy, monkeypatch):
    folder, _ = legacy
    monkeypatch.setattr(shutil, "which", lambda name: None)
    failed = {each.source: each.error.code for each in read_many(folder) if isinstance(each, Unread)}
    assert failed.pop("1-cut.doc") == "truncated"
    assert failed == {f"{number}.doc": "tool-missing" for number in range(DOCUMENTS)}


def count(found):
    return len(found)


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_made_of_each_file_comes_with_its_source(tmp_path, jobs):
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text("" if name == "b" else "没有报告", "utf-8")
    made = list(read_each(sources_of(tmp_path), count, jobs=jobs))
    assert [(source.name, number) for source, number in made] == [("a.txt", 1), ("b.txt", 1), ("c.txt", 1)]


def double(number):
    return 2 * number


@pytest.mark.parametrize("jobs", [1, 2])
def test_work_without_end_is_done_in_order_and_never_far_ahead(jobs):
    taken = itertools.count()
    made = in_order(double, taken, jobs)
    assert list(itertools.islice(made, 40)) == list(range(0, 80, 2))
    made.close()
    assert next(taken) <= 40 + jobs * 8


def _collected_after(number):
    return gc.get_threshold()[0], gc.get_freeze_count() > 0


def test_only_processes_of_a_batch_seldom_look_for_garbage():
    before = gc.get_threshold()
    alone = set(in_order(_collected_after, range(2), 1))
    beside = set(in_order(_collected_after, range(4), 2))
    assert alone == {(before[0], gc.get_freeze_count() > 0)}
    assert beside == {(20_000, True)}
    assert gc.get_threshold() == before
