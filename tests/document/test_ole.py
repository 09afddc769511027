from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.document.kinds import Kind, sniff
from gongkai.document.ole import MAGIC, CompoundFile, single_stream
from gongkai.errors import TruncatedDocument

FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR, MINI, CUTOFF = 512, 64, 4096


def _padded(data: bytes, size: int) -> bytes:
    return data + bytes(-len(data) % size)


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    head = raw.ljust(64, b"\0") + struct.pack("<HBBIII", len(raw), kind, 1, FREE, FREE, FREE)
    return head + bytes(36) + struct.pack("<IQ", start, size)


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file with its allocation table and directory first, its streams last."""
    minis = b"".join(_padded(each, MINI) for each in streams.values() if len(each) < CUTOFF)
    count = -(-(len(streams) + 1) * 128 // SECTOR)
    chains: list[tuple[bytes, int]] = []
    mini_fat: list[int] = []
    at = 1 + count + 1
    entries: list[bytes] = []
    for name, content in streams.items():
        if len(content) < CUTOFF:
            used = -(-len(content) // MINI)
            entries.append(_entry(name, 2, len(mini_fat) if used else END, len(content)))
            mini_fat += [*range(len(mini_fat) + 1, len(mini_fat) + used), END] if used else []
        else:
            entries.append(_entry(name, 2, at, len(content)))
            chains.append((_padded(content, SECTOR), at))
            at += len(chains[-1][0]) // SECTOR
    root = at if minis else END
    if minis:
        chains.append((_padded(minis, SECTOR), at))
    directory = _padded(_entry("Root Entry", 5, root, len(minis)) + b"".join(entries), SECTOR)
    fat = [FAT, *range(2, 1 + count), END, END]
    for content, start in chains:
        fat += [*range(start + 1, start + len(content) // SECTOR), END]
    header = MAGIC + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, 1, 1, 0, CUTOFF, 1 + count, 1, END, 0) + struct.pack("<109I", 0, *[FREE] * 108)
    tables = struct.pack(f"<{len(fat)}I", *fat).ljust(SECTOR, b"\xff") + directory
    tables += struct.pack(f"<{len(mini_fat)}I", *mini_fat).ljust(SECTOR, b"\xff")
    return header + tables + b"".join(content for content, _ in chains)


contents = st.one_of(st.binary(max_size=700), st.binary(min_size=10, max_size=20).map(lambda each: each * 450))
names = st.text("ABcd公开\x05", min_size=1, max_size=12)


@given(st.dictionaries(names, contents, max_size=4))
def test_streams_large_and_small_are_read_back(streams: dict[str, bytes]) -> None:
    file = CompoundFile(compound(streams))
    assert {name: file.read(name, 10**6) for name in file.streams} == streams
    assert {name: file.read(name, 5) for name in file.streams} == {name: each[:5] for name, each in streams.items()}
    assert file.intact()


def test_a_stream_cut_off_is_noticed_although_it_is_still_listed() -> None:
    data = compound({"WordDocument": bytes(range(256)) * 40})
    assert CompoundFile(data[:-1]).intact() is False
    assert CompoundFile(data[:-3000]).intact() is False
    assert sniff(data[:-3000]).kind is Kind.DOC


STREAMS = {
    "WordDocument": Kind.DOC,
    "Workbook": Kind.XLS,
    "Book": Kind.XLS,
    "EncryptedPackage": Kind.ENCRYPTED,
    "PowerPoint Document": Kind.UNSUPPORTED,
    "Contents": Kind.UNSUPPORTED,
}


@pytest.mark.parametrize("name", STREAMS)
def test_the_streams_tell_the_kind(name: str) -> None:
    assert sniff(compound({"\x05SummaryInformation": b"x", name: b"y" * 5000})).kind is STREAMS[name]


def test_a_directory_cut_off_is_truncated_not_unknown() -> None:
    data = compound({f"stream {number}": b"x" for number in range(9)})
    assert sniff(data[: 512 * 3 + 200]).kind is Kind.TRUNCATED


def test_a_chain_that_bites_its_tail_ends() -> None:
    data = bytearray(compound({"WordDocument": bytes(9000)}))
    first = CompoundFile(bytes(data)).streams["WordDocument"][0]
    struct.pack_into("<I", data, 512 + 4 * (first + 1), first)
    file = CompoundFile(bytes(data))
    assert len(file.read("WordDocument", 10**9)) == 9000
    assert not file.intact()


@pytest.mark.parametrize("data", [b"", MAGIC, MAGIC + bytes(504), b"x" * 600])
def test_what_is_no_compound_file_is_truncated(data: bytes) -> None:
    with pytest.raises(TruncatedDocument):
        CompoundFile(data)


@given(st.binary(min_size=1, max_size=50), st.integers(1, 200_000))
def test_a_stream_put_alone_into_a_file_is_read_back(pattern: bytes, times: int) -> None:
    content = pattern * times
    file = CompoundFile(single_stream("Workbook", content))
    assert file.read("Workbook", 10**8) == content.ljust(4096, b"\0")
    assert list(file.streams) == ["Workbook"]
    assert file.intact()
