"""Conversion by the real LibreOffice; skipped where it is not installed."""

from __future__ import annotations

import os
import shutil
import stat
import time
from pathlib import Path

import pytest

from gongkai.document.fronts.libreoffice import Converted, convert_many, read_with_libreoffice, target_of
from gongkai.document.kinds import Kind
from gongkai.document.ole import CompoundFile
from gongkai.document.opening import open_documents
from gongkai.errors import (
    ConversionFailed,
    EncryptedDocument,
    HostileDocument,
    OverBudget,
    ToolMissing,
    TruncatedDocument,
    UnreadableDocument,
    UnsupportedKind,
)
from gongkai.settings import Settings
from tests.document.office_samples import grids, lines, places, texts, zipped

DATA = Path(__file__).parents[1] / "data/office"
DOC = (DATA / "report.doc").read_bytes()
XLS = (DATA / "book.xls").read_bytes()
RTF = rb"{\rtf1\ansi\ansicpg936 \u24180?\u25253?{\strike 3}5\par}"
FODS = (
    '<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>'
    '<table:table table:name="表"><table:table-row><table:table-cell><text:p>规章</text:p></table:table-cell>'
    '<table:table-cell office:value-type="float" office:value="5"><text:p>5</text:p></table:table-cell>'
    "</table:table-row></table:table></office:spreadsheet></office:body></office:document>"
).encode()

needs_libreoffice = pytest.mark.skipif(
    not (shutil.which("soffice") or shutil.which("libreoffice")),
    reason="LibreOffice is not installed (Debian: libreoffice-writer-nogui, libreoffice-calc-nogui)",
)


@needs_libreoffice
def test_many_documents_are_converted_at_once_and_a_bad_one_costs_only_itself() -> None:
    found = convert_many({"a.doc": DOC, "cut": DOC[:9000], "b.rtf": RTF, "text": b"abc"}, "docx")
    assert [type(each) for each in found.values()] == [Converted, TruncatedDocument, Converted, UnsupportedKind]
    assert list(found) == ["a.doc", "cut", "b.rtf", "text"]


@needs_libreoffice
def test_an_old_word_file_reads_like_a_new_one() -> None:
    ((source, document),) = open_documents(DOC, "报告.wps")
    assert source == "报告.wps"
    assert not isinstance(document, UnreadableDocument)
    assert lines(document) == ["一、总体情况", "收到申请5件。", "二、其他"]
    (grid,) = grids(document)
    assert (places(grid)["信息内容"], places(grid)["本年"]) == ((1, 1, 2, 1), (1, 2, 1, 2))
    assert texts(grid)[2] == ["规章", "12", ""]
    assert document.kind == "docx"


@needs_libreoffice
def test_struck_out_text_stays_out_through_the_conversion() -> None:
    ((_, document),) = open_documents(RTF, "a.doc")
    assert not isinstance(document, UnreadableDocument)
    assert lines(document) == ["年报5"]


@needs_libreoffice
def test_a_workbook_goes_to_the_workbook_front() -> None:
    document = read_with_libreoffice(FODS, "a.ods")
    assert (document.kind, texts(grids(document)[0])) == ("xlsx", [["规章", "5"]])
    assert isinstance(convert_many({"a": XLS}, "xlsx")["a"], Converted)


def test_what_needs_no_conversion_is_refused() -> None:
    with pytest.raises(UnsupportedKind):
        read_with_libreoffice(b"text", "a.txt")
    assert [target_of(each) for each in (Kind.DOC, Kind.ODS, Kind.HTML)] == ["docx", "xlsx", None]


def protected() -> bytes:
    """The sample with the bit set that says: encrypted."""
    start, _ = CompoundFile(DOC).streams["WordDocument"]
    at = (start + 1) * 512 + 11
    return DOC[:at] + bytes([DOC[at] | 1]) + DOC[at + 1 :]


BAD: dict[str, tuple[bytes, type[UnreadableDocument]]] = {
    "password on a .doc": (protected(), EncryptedDocument),
    "a .doc cut off": (DOC[: len(DOC) - 4000], TruncatedDocument),
    "an .rtf cut off": (RTF[:-1], TruncatedDocument),
    "a flat file cut off": (FODS[:-20], TruncatedDocument),
    "entities in a flat file": (FODS.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY a "b">]>', 1), HostileDocument),
    "password on an .odt": (
        zipped(
            {
                "mimetype": "application/vnd.oasis.opendocument.text",
                "META-INF/manifest.xml": "<manifest:encryption-data/>",
            }
        ),
        EncryptedDocument,
    ),
    "an .odt that is a bomb": (
        zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": bytes(40_000_000)}),
        HostileDocument,
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_before_anything_is_started(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    data, error = BAD[name]
    with pytest.raises(error):
        read_with_libreoffice(data, "a")


def test_without_libreoffice_the_package_to_install_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(ToolMissing, match="libreoffice-writer-nogui"):
        read_with_libreoffice(DOC, "a.doc")
    missing = convert_many({"a": XLS}, "xlsx")["a"]
    assert isinstance(missing, ToolMissing)
    assert "libreoffice-calc-nogui" in missing.advice


def impostor(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a program named soffice first in the path: what the real one does when it misbehaves."""
    program = folder / "soffice"
    program.write_text(
        "#!/bin/sh\n"
        'while [ "$1" != --outdir ]; do shift; done; out="$2"; shift 2\n'
        'for f in "$@"; do n=$(basename "$f"); n="${n%.*}"\n' + script + "\ndone\n"
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")


def test_a_document_on_which_it_hangs_costs_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The child that sleeps must be gone too: it notes its number.
    script = f'if [ $n = 1 ]; then sleep 60 & echo $! > {tmp_path}/child; wait; fi; echo ok > "$out/$n.docx"'
    impostor(tmp_path, script, monkeypatch)
    found = convert_many(dict.fromkeys("abc", DOC), "docx", Settings(document_seconds=2))
    a, b, c = found.values()
    assert isinstance(a, Converted)
    assert isinstance(c, Converted)
    assert (a.data, c.data) == (b"ok\n", b"ok\n")
    assert isinstance(b, OverBudget)
    assert "LibreOffice 在 2 秒的时限内没有转换完" in b.message
    child = (tmp_path / "child").read_text().strip()
    deadline = time.monotonic() + 60
    while _alive(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _alive(child)


def _alive(number: str) -> bool:
    status = Path(f"/proc/{number}/stat")
    return status.exists() and status.read_text().split(")")[-1].split()[0] != "Z"


def test_a_document_on_which_it_dies_costs_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    impostor(tmp_path, 'if [ $n = 1 ]; then kill -9 $$; fi; echo ok > "$out/$n.docx"', monkeypatch)
    found = convert_many(dict.fromkeys("abc", DOC), "docx")
    assert [type(each) for each in found.values()] == [Converted, ConversionFailed, Converted]


def test_a_document_that_gives_nothing_has_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    impostor(tmp_path, 'if [ $n != 1 ]; then echo ok > "$out/$n.docx"; fi', monkeypatch)
    found = convert_many(dict.fromkeys("abc", DOC), "docx")
    assert [type(each) for each in found.values()] == [Converted, ConversionFailed, Converted]


def test_inputs_get_neutral_names_and_leave_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    impostor(tmp_path, f'echo "$f" >> {tmp_path}/seen; echo ok > "$out/$n.docx"', monkeypatch)
    convert_many({"../../-x.doc": DOC, "--convert-to": DOC}, "docx")
    seen = [Path(each) for each in (tmp_path / "seen").read_text().split()]
    assert [each.name for each in seen] == ["0.doc", "1.doc"]
    assert not any(each.exists() for each in seen)
