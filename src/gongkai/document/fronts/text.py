"""The plain-text front: physical lines as they are, and runs of lines that really are tables as grids."""

from __future__ import annotations

import re

from gongkai.document.budget import check, counted
from gongkai.document.characters import strip_rubbish
from gongkai.document.encoding import decode
from gongkai.document.fronts.textgrids import blocks_of
from gongkai.document.model import Document
from gongkai.errors import EmptyDocument, OversizedDocument
from gongkai.settings import DEFAULT_SETTINGS, Settings

_BREAKS = re.compile("\r\n|[\r\n\x0b\x85\u2028\u2029]")
_QUOTED = re.compile(r"(?<![ \t])[ \t]*+(?:>[ \t]?)+")


def read_text(data: bytes, source: str, settings: Settings = DEFAULT_SETTINGS) -> Document:
    """Read text, Markdown, CSV or TSV: a :class:`Line` per physical line, blank ones too, numbered from 1.

    Runs of lines that are tables (pipes, tabs, commas, box drawing) become grids in their place; later lines keep
    their physical numbers. Raises :class:`EmptyDocument`, :class:`OversizedDocument` beyond ``max_text`` characters
    or :class:`UnsupportedKind` (no text at all).
    """
    text = decode(data, None, settings)
    if len(text) > settings.max_text:
        raise OversizedDocument(f"文本有 {len(text)} 个字符，超出上限。", advice="请只保留报告正文后再报。")
    if not text.strip():
        raise EmptyDocument("文件是空的。", advice="请确认提交的是完整的报告文件。")
    found = _BREAKS.split(text.replace("\f", ""))
    lines = [strip_rubbish(line).rstrip(" \r") for line in counted(found, "行") if line is not None]
    blocks = tuple(blocks_of(_unquoted(lines, settings.quoted_share), settings))
    check()
    return Document(source, "text", blocks)


def _unquoted(lines: list[str], share: float) -> list[str]:
    """Return the lines without a mail's quotation marks where most of them carry some."""
    filled = [line for line in lines if line.strip()]
    quoted = sum(line.lstrip().startswith(">") for line in filled)
    if quoted < 2 or quoted < share * len(filled):
        return lines
    return [_QUOTED.sub("", line, count=1) if line.lstrip().startswith(">") else line for line in lines]
