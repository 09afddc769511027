"""From files, folders, bytes and streams to reports."""

import io
import json
import zipfile

import pytest

from gongkai import Report, Unread, read, read_many
from gongkai.document.sources import Source, sources_of
from gongkai.errors import EmptyDocument, EmptyForm, InvalidData, NotAReport, OversizedDocument, UsageError
from gongkai.reading import read_sources
from gongkai.report import blank_report
from gongkai.report.json import dumps
from gongkai.settings import Settings
from tests.reading.printing import printed

REAL = "tests/data/reports"
NAMES = ("baishiyi-2024.txt", "guoliang-2024.txt", "hongze-2024.pdf", "lubei-2024.txt")
EMPTY_FORM = "".join(
    "<table>"
    + "".join(
        "<tr>" + "".join(f"<td>{'' if cell.key else cell.text}</td>" for cell in row) + "</tr>" for row in table.rows
    )
    + "</table>"
    for table in printed().values()
).encode()


def expected(name):
    with open(f"{REAL}/{name.rsplit('.', 1)[0]}.expected.json", encoding="utf-8") as file:
        return json.load(file)


@pytest.mark.parametrize("name", NAMES)
def test_the_real_reports_are_read_exactly(name):
    report, truth = read(f"{REAL}/{name}"), expected(name)
    data = report.to_json()
    assert {key: data["cells"][key] for key in truth["cells"]} == truth["cells"]
    for field in ("form", "agency", "year", "published"):
        assert data[field] == truth[field]
    if "signed" in truth:
        assert data["signed"] == truth["signed"]
    assert report.warnings == ()
    assert all(data["sections"][key] for key in ("overview", "problems", "other"))


def test_the_collapsed_row_of_a_real_report_is_extra():
    (extra,) = read(f"{REAL}/hongze-2024.pdf").extra
    assert (extra.section, extra.row) == ("requests", "（六）其他处理")
    assert set(extra.values.values()) == {0}


def test_bytes_streams_and_paths_give_the_same_report():
    path = f"{REAL}/lubei-2024.txt"
    with open(path, "rb") as file:
        data = file.read()
    with open(path, "rb") as file:
        streamed = read(file)
    assert read(data, name="lubei-2024.txt") == read(path) == streamed == read(io.BytesIO(data), name="lubei-2024.txt")


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyDocument),
        ("今天天气很好。\n明天也很好。".encode(), NotAReport),
        (EMPTY_FORM, EmptyForm),
        (b'{"cells": {"no.such.cell": 1}, "form": "2021"}', InvalidData),
    ],
)
def test_what_is_no_report_is_a_clear_error(data, error):
    with pytest.raises(error):
        read(data)


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "big.txt"
    path.write_bytes(b"x" * 5_000)
    with pytest.raises(OversizedDocument):
        read(path, settings=Settings(max_bytes=1_000))
    with pytest.raises(OversizedDocument):
        read(io.BytesIO(b"x" * 5_000), settings=Settings(max_bytes=1_000))


def test_several_reports_want_read_many(tmp_path):
    with open(f"{REAL}/guoliang-2024.txt", encoding="utf-8") as file:
        text = file.read()
    path = tmp_path / "two.txt"
    path.write_text(text + "\n" + text.replace("国梁镇", "回龙镇"), "utf-8")
    with pytest.raises(UsageError):
        read(path)
    reports = list(read_many(path))
    assert [(each.source, each.agency) for each in reports] == [
        ("two.txt#1", "重庆市大足区国梁镇人民政府"),
        ("two.txt#2", "重庆市大足区回龙镇人民政府"),
    ]


def test_folders_and_paths_that_are_not_there_are_usage_errors(tmp_path):
    with pytest.raises(UsageError):
        read(tmp_path)
    with pytest.raises(UsageError):
        read(tmp_path / "none.pdf")
    with pytest.raises(UsageError):
        list(read_many(tmp_path / "none"))


@pytest.fixture
def batch(tmp_path):
    (tmp_path / "sub").mkdir()
    for place, name in (("a.txt", NAMES[0]), ("sub/b.txt", NAMES[1])):
        with open(f"{REAL}/{name}", "rb") as file:
            (tmp_path / place).write_bytes(file.read())
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / ".hidden").write_bytes(b"x")
    (tmp_path / "~$lock.docx").write_bytes(b"x")
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
        archive.write(f"{REAL}/{NAMES[3]}", "内/页.txt")
        archive.writestr("坏.txt", "没有报告")
    return tmp_path


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_batch_is_read_in_order_and_goes_on_after_errors(batch, jobs):
    found = list(read_many(batch, jobs=jobs))
    assert [each.source for each in found] == ["a.txt", "c.zip!/内/页.txt", "c.zip!/坏.txt", "empty.txt", "sub/b.txt"]
    kinds = [type(each) for each in found]
    assert kinds == [Report, Report, Unread, Unread, Report]
    assert [each.error.code for each in found if isinstance(each, Unread)] == ["not-a-report", "empty"]


def test_sources_are_named_relative_to_what_was_asked_for(batch):
    assert [each.name for each in sources_of(batch)] == ["a.txt", "c.zip", "empty.txt", "sub/b.txt"]
    assert [each.name for each in sources_of([batch / "sub", batch / "a.txt"])] == ["b.txt", "a.txt"]


def test_a_file_that_vanishes_is_an_error_of_its_own(tmp_path):
    ((_, found),) = read_sources([Source(tmp_path / "gone.txt", "gone.txt")])
    assert [each.error.code for each in found] == ["usage"]


def test_our_own_data_is_read_back():
    report = blank_report(
        "2019", agency="某局", year=2020, cells={"requests.received.total": 3, "proactive.fees.change": -1}
    )
    again = read(dumps(report.to_json()).encode(), name="x.json")
    assert again.cells == report.cells
    assert (again.agency, again.year, again.form, again.source) == ("某局", 2020, "2019", "x.json")


def test_a_file_of_json_lines_is_many_reports(tmp_path):
    path = tmp_path / "reports.jsonl"
    lines = [dumps(blank_report("2021", source=f"{n}.html", agency="某局", year=2021 + n).to_json()) for n in range(3)]
    path.write_text("\n".join(lines), "utf-8")
    assert [(each.source, each.year) for each in read_many(path)] == [
        ("0.html", 2021),
        ("1.html", 2022),
        ("2.html", 2023),
    ]


@pytest.mark.parametrize("value", ["abc", "true", '"3"', "[1]"])
def test_a_csv_with_something_else_than_numbers_is_refused(value):
    head = "key,section,row,column,unit,value,how\n"
    rows = "".join(f"{cell.key},,,,,,\n" for cell in blank_report("2021").statutory_form.cells)
    quoted = '"' + value.replace('"', '""') + '"'
    bad = rows.replace("requests.received.total,,,,,,", f"requests.received.total,,,,,{quoted},read")
    with pytest.raises(InvalidData, match=r"requests\.received\.total"):
        read((head + bad).encode(), name="x.csv")
    with pytest.raises(InvalidData, match="不属于任何已知表样"):
        read((head + rows.replace("requests.received.total", "requests.other")).encode(), name="x.csv")
