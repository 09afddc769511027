"""The files in what was dropped: the file itself, or every file in an archive, those in archives within it too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.document import Archive, Budget, Kind, gunzip, members, sniff
from gongkai.errors import EmptyDocument, HostileDocument, OversizedDocument, UnreadableDocument
from gongkai_site.intake.limits import LIMITS


@dataclass(frozen=True, slots=True)
class Unpacked:
    """One file: its name (``a.zip!/b.html`` inside an archive), its bytes, and why it cannot be read, if known."""

    name: str
    data: bytes
    error: UnreadableDocument | None = None


def unpack(name: str, data: bytes) -> Iterator[Unpacked]:
    """Yield every file. Nothing is raised: what is wrong with one of them stands beside it, the others go on."""
    if len(data) > LIMITS.max_bytes and sniff(data[:4096], LIMITS).kind is not Kind.ZIP:
        error = OversizedDocument(f"文件有 {len(data) / 1e6:.0f} MB，超出上限。", advice="请拆分后再报。")
        yield Unpacked(name, b"", error)
        return
    yield from _files(name, data, Budget.of(LIMITS), 0)


def _files(name: str, data: bytes, budget: Budget, depth: int) -> Iterator[Unpacked]:
    kind = sniff(data, LIMITS).kind
    if kind is Kind.EMPTY:
        yield Unpacked(name, b"", EmptyDocument("文件是空的。", advice="请重新下载或请填报单位重新报送。"))
        return
    if kind not in (Kind.ZIP, Kind.GZIP):
        yield Unpacked(name, data)
        return
    try:
        if depth >= LIMITS.max_nesting:
            raise HostileDocument("压缩包层层嵌套过深，未予读取。", advice="请把报告文件直接打成一个压缩包。")
        if kind is Kind.GZIP:
            yield from _files(name, gunzip(data, LIMITS, budget), budget, depth + 1)
            return
        found = False
        for member, content in members(Archive(data, LIMITS, budget), budget):
            found = True
            inner = f"{name}!/{member}"
            if isinstance(content, UnreadableDocument):
                yield Unpacked(inner, b"", content)
            else:
                yield from _files(inner, content, budget, depth + 1)
        if not found:
            raise EmptyDocument("压缩包里没有文件。", advice="请检查打包是否成功。")
    except UnreadableDocument as error:
        yield Unpacked(name, data, error)
