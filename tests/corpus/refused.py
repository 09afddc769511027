"""Documents that hold no report, or must be refused: every one has the error it deserves."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Callable

from gongkai.forms import get_form
from tests.corpus.draft import Draft
from tests.corpus.figures import Cells
from tests.corpus.layout import Paragraph, PrintedTable, print_tables
from tests.corpus.names import make_agency
from tests.corpus.render_docx import SPACES, TYPES, render_docx
from tests.corpus.render_html import render_html
from tests.corpus.truth import make_truth

Refused = tuple[bytes, str, str]
"""Bytes, file ending, code of the expected error (``*``: any of ours)."""


def _docx(rng: random.Random) -> bytes:
    return render_docx(Draft.of(make_truth(rng), "docx", rng))


def _zipped(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def empty(rng: random.Random) -> Refused:
    return rng.choice((b"", b"   \n\n", b"\xef\xbb\xbf")), rng.choice(("html", "txt", "docx", "pdf")), "empty"


def news_page(rng: random.Random) -> Refused:
    agency = make_agency(rng)
    meeting = f"{agency.full}召开{rng.randint(2019, 2025)}年政务公开工作推进会"
    text = f"{meeting}，部署依申请公开、主动公开工作。会议收到建议{rng.randint(1, 30)}件。"
    rows = "".join(f"<tr><td>行政许可</td><td>{rng.randint(1, 90)}</td></tr>" for _ in range(4))
    return (
        f"<html><body><h1>工作动态</h1><p>{text}</p><table>{rows}</table></body></html>".encode(),
        "html",
        "not-a-report",
    )


def report_list(rng: random.Random) -> Refused:
    """The list of all reports: nothing but their titles."""
    items = "".join(
        f"<li>{make_agency(rng).full}{y}年政府信息公开工作年度报告 {y + 1}-01-2{y % 9}</li>" for y in range(2015, 2026)
    )
    return f"<html><title>政府信息公开年报</title><body><ul>{items}</ul></body></html>".encode(), "html", "not-a-report"


def disclosure_guide(rng: random.Random) -> Refused:
    """政府信息公开指南: the same words, no report."""
    lines = "一、主动公开\n（一）公开内容\n二、依申请公开\n（一）受理机构\n"
    lines += "三、行政复议、行政诉讼\n四、其他需要说明的事项\n申请人可以是自然人、法人或其他组织"
    return f"{make_agency(rng).full}政府信息公开指南\n{lines}\n".encode(), "txt", "not-a-report"


def empty_form(rng: random.Random) -> Refused:
    """The form as prescribed: every label, not a figure."""
    form = get_form(rng.choice(("2019", "2021")))
    zero: Cells = {cell.key: 0 for cell in form.cells}
    draft = Draft.of(make_truth(rng, form_id=form.id), "html", rng)
    blocks: list[Paragraph | PrintedTable] = [Paragraph("政府信息公开工作年度报告", "title")]
    tables = print_tables(form, zero)
    for section in form.sections:
        blocks.append(Paragraph(f"{section.number}、{section.heading}", "heading", section.key))
        blocks += [tables[table.key] for table in form.tables if table.section == section.key]
    for table in tables.values():
        for cell in table.values():
            cell.text = ""
    draft.blocks = list(blocks)
    draft.style |= {"html": "plain", "encoding": "utf-8"}
    data = render_html(draft)
    for line in (*draft.truth.title, draft.truth.agency.superior):
        data = data.replace(line.encode(), b"")
    return data, "html", "*"


def truncated(rng: random.Random) -> Refused:
    data = _docx(rng)
    return data[: rng.randint(40, len(data) * 3 // 4)], "docx", "*"


def truncated_pdf(rng: random.Random) -> Refused:
    return b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type", "pdf", "*"


def noise(rng: random.Random) -> Refused:
    return rng.randbytes(5_000), rng.choice(("doc", "pdf", "html", "xlsx")), "*"


def encrypted_pdf(rng: random.Random) -> Refused:
    body = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\n"
        b"4 0 obj<</Filter/Standard/V 1/R 2/P -4/O<"
        + rng.randbytes(32).hex().encode()
        + b">/U<"
        + rng.randbytes(32).hex().encode()
        + b">>>endobj\n"
    )
    offsets = [body.index(f"{n} 0 obj".encode()) for n in (1, 2, 3, 4)]
    table = b"xref\n0 5\n0000000000 65535 f \n" + b"".join(f"{at:010} 00000 n \n".encode() for at in offsets)
    identity = b"<" + rng.randbytes(16).hex().encode() + b">"
    trailer = (
        b"trailer<</Size 5/Root 1 0 R/Encrypt 4 0 R/ID[" + identity * 2 + b"]>>\nstartxref\n%d\n%%%%EOF" % len(body)
    )
    return body + table + trailer, "pdf", "encrypted"


def encrypted_zip(rng: random.Random) -> Refused:
    data = bytearray(_zipped({"年报.txt": rng.randbytes(300)}))
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(data), "zip", "encrypted"


def encrypted_office(rng: random.Random) -> Refused:
    """A password-protected .docx: an OLE container with an EncryptedPackage."""
    free, end, fat = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    header = (
        bytes.fromhex("D0CF11E0A1B11AE1")
        + bytes(16)
        + struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0)
    )
    header += struct.pack("<I", 0) + struct.pack("<I", free) * 108

    def entry(name: str, kind: int, child: int, right: int, start: int, size: int) -> bytes:
        raw = name.encode("utf-16-le") + b"\0\0"
        return (
            raw.ljust(64, b"\0")
            + struct.pack("<HBBIII", len(raw), kind, 1, free, right, child)
            + bytes(36)
            + struct.pack("<IQ", start, size)
        )

    directory = entry("Root Entry", 5, 1, free, end, 0) + entry("EncryptedPackage", 2, free, 2, 2, 4096)
    directory += entry("EncryptionInfo", 2, free, free, 10, 4096) + entry("", 0, free, free, 0, 0)
    chain = [fat, end, *range(3, 10), end, *range(11, 18), end]
    sectors = struct.pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff") + directory + rng.randbytes(4096 * 2)
    return header + sectors, "docx", "encrypted"


def zip_bomb(rng: random.Random) -> Refused:
    huge = b"<w:p>" + b"0" * 60_000_000
    return _zipped({"[Content_Types].xml": TYPES.encode(), "word/document.xml": huge}), "docx", "*"


def entity_bomb(rng: random.Random) -> Refused:
    entities = '<!ENTITY a0 "哈哈哈哈哈哈哈哈哈哈">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
    )
    document = f'<?xml version="1.0"?><!DOCTYPE x [{entities}]><w:document {SPACES}><w:body><w:p><w:r><w:t>&a9;</w:t>'
    document += "</w:r></w:p></w:body></w:document>"
    return (
        _zipped(
            {"[Content_Types].xml": TYPES.encode(), "_rels/.rels": b"<x/>", "word/document.xml": document.encode()}
        ),
        "docx",
        "*",
    )


def nested_tags(rng: random.Random) -> Refused:
    tag = rng.choice(("div", "table><tr><td", "b"))
    return (f"<{tag}>" * 50_000).encode() + "政府信息公开工作年度报告".encode(), "html", "*"


def long_line(rng: random.Random) -> Refused:
    return ("公开" * 1_000_000).encode(), "txt", "*"


def huge_spans(rng: random.Random) -> Refused:
    cell = '<td colspan="999999999" rowspan="999999">0</td>'
    return f"<table>{'<tr>' + cell * 40 + '</tr>'}</table>".encode(), "html", "*"


REFUSED: dict[str, Callable[[random.Random], Refused]] = {
    each.__name__.replace("_", "-"): each
    for each in (
        *(empty, news_page, report_list, disclosure_guide, empty_form, truncated, truncated_pdf, noise),
        *(encrypted_pdf, encrypted_zip, encrypted_office, zip_bomb, entity_bomb, nested_tags, long_line, huge_spans),
    )
}
