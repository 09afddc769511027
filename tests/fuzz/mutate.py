"""Damage documents at random: bytes, tags, archives, splices."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Sequence

TAG = re.compile(rb"<[^<>]{0,200}>")
ODD = (
    *(
        "（",
        "）",
        "第二十条第（一）项",
        "总计",
        "一、总体情况",
        "三、",
        "|",
        "\t",
        "\n\n",
        "&#0;",
        "&#x110000;",
        "\ufeff",
    ),
    *(
        "\u202e",
        "\x00",
        "９９９",
        "1e999",
        "-0",
        "∞",
        "<td colspan=99999>",
        "<td rowspan='-3'>",
        "</table>",
        "<table><tr>",
    ),
    *("]]>", "<!--", "-->", "<![CDATA[", "<o:p>", "2024年", "人民政府2024年政府信息公开工作年度报告", "9" * 400, "0."),
    *(".", "—", "／", "件", "万元", "𠮷", "\ud7ff", "e\u0301" * 30),
)

Mutation = Callable[[bytes, random.Random, Sequence[bytes]], bytes]


def flip_bytes(data: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 4, 40))):
        if changed:
            changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def truncate(data: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    return data[: rng.randrange(len(data) + 1)]


def delete_slice(data: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    start = rng.randrange(len(data) + 1)
    return data[:start] + data[start + rng.choice((1, 3, 50, 2_000)) :]


def double_slice(data: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    start, size = rng.randrange(len(data) + 1), rng.choice((5, 100, 3_000))
    return data[:start] + data[start : start + size] * rng.choice((2, 3, 20)) + data[start + size :]


def swap_slices(data: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    a, b, c = sorted(rng.randrange(len(data) + 1) for _ in range(3))
    return data[:a] + data[b:c] + data[a:b] + data[c:]


def drop_tags(data: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    share = rng.choice((0.01, 0.1, 0.5))
    return TAG.sub(lambda match: b"" if rng.random() < share else match[0], data)


def insert_oddity(data: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    for _ in range(rng.choice((1, 3, 12))):
        at = rng.randrange(len(data) + 1)
        data = data[:at] + rng.choice(ODD).encode("utf-8", "surrogatepass") + data[at:]
    return data


def splice(data: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    """The head of this and the tail of another document, of whatever format."""
    other = rng.choice(others)
    return data[: rng.randrange(len(data) + 1)] + other[rng.randrange(len(other) + 1) :]


def another_encoding(data: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    text = data.decode("utf-8", "replace")
    return text.encode(rng.choice(("gb18030", "utf-16", "utf-16-be", "utf-32", "big5", "utf-7")), "replace")


def inside_archive(data: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    """Damage one member of a zip (a Word or Excel file) and close the archive again."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {info.filename: archive.read(info) for info in archive.infolist() if info.file_size < 2_000_000}
    except Exception:  # a damaged archive fails in a dozen ways
        return flip_bytes(data, rng, others)
    if not parts:
        return data
    name = rng.choice(list(parts))
    if rng.random() < 0.1:
        del parts[name]
    else:
        parts[name] = rng.choice(INSIDE)(parts[name], rng, others)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, content in parts.items():
            archive.writestr(zipfile.ZipInfo(each), content)
    return buffer.getvalue()


INSIDE: tuple[Mutation, ...] = (flip_bytes, truncate, delete_slice, double_slice, drop_tags, insert_oddity, swap_slices)
MUTATIONS: tuple[Mutation, ...] = (*INSIDE, splice, another_encoding, inside_archive)


def mutate(data: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    """One to three mutations; documents in archives are mostly damaged inside."""
    for _ in range(rng.choice((1, 1, 2, 3))):
        if data[:2] == b"PK" and rng.random() < 0.8:
            data = inside_archive(data, rng, others)
        else:
            data = rng.choice(MUTATIONS)(data, rng, others)
    return data[:400_000]
