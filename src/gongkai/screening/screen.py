"""Screen a file: find all that must not go out with it, seen and unseen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from gongkai.document.archive import Archive, Budget, gunzip, members
from gongkai.document.budget import DocumentBudget
from gongkai.document.kinds import Kind, Sniffed, sniff
from gongkai.document.opening import refusal
from gongkai.errors import HostileDocument, UnreadableDocument, UnsupportedKind
from gongkai.screening.files.gathering import Gathered, Inner, shortened
from gongkai.screening.model import Certainty, Content, Hit, Place, Screening
from gongkai.screening.rules import Rules, default_rules
from gongkai.screening.text import masked_text, screen_lines, screen_listing
from gongkai.settings import DEFAULT_SETTINGS, Settings

_UNPARSED = (RecursionError, MemoryError)


class Looked(NamedTuple):
    """What screening one file gave, and what the file holds."""

    screening: Screening
    content: Content


@dataclass(frozen=True, slots=True)
class Screen:
    """How files are screened: the office's rules, the day of which ages and terms are told, and the limits."""

    rules: Rules
    day: dt.date
    settings: Settings = DEFAULT_SETTINGS
    recognise: bool = True
    """Whether the text in pictures is looked at, where recognition is installed."""
    convert: bool = True
    """Whether a file that LibreOffice must convert first is looked at; it takes seconds."""

    @classmethod
    def of(
        cls, rules: Rules | None = None, day: dt.date | None = None, settings: Settings = DEFAULT_SETTINGS
    ) -> Screen:
        """Return a screen with the rules for every office, of today."""
        return cls(rules or default_rules(), day or dt.date.today(), settings)

    def files(self, data: bytes, source: str) -> Iterator[Screening | tuple[str, UnreadableDocument]]:
        """Yield what screening each file gave, or its name and why it could not be looked at; archives are opened."""
        for each in self.looked(data, source):
            yield each.screening if isinstance(each, Looked) else each

    def looked(self, data: bytes, source: str) -> Iterator[Looked | tuple[str, UnreadableDocument]]:
        """The same, with what each file holds."""
        yield from self._files(data, source, Budget.of(self.settings), 0)

    def _files(
        self, data: bytes, source: str, unpacking: Budget, depth: int
    ) -> Iterator[Looked | tuple[str, UnreadableDocument]]:
        kind = sniff(data, self.settings).kind
        try:
            if kind not in (Kind.ZIP, Kind.GZIP):
                yield self._one(data, source)
                return
            if depth >= self.settings.max_nesting:
                raise HostileDocument("压缩包层层嵌套过深，未予检查。", advice="请解开后再查。")
            if kind is Kind.GZIP:
                yield from self._files(gunzip(data, self.settings, unpacking), source, unpacking, depth + 1)
                return
            for name, content in members(Archive(data, self.settings, unpacking), unpacking):
                inner = f"{source}!/{name}"
                if isinstance(content, UnreadableDocument):
                    yield inner, content
                else:
                    yield from self._files(content, inner, unpacking, depth + 1)
        except UnreadableDocument as error:
            yield source, error

    def file(self, data: bytes, source: str = "", spent: float = 0.0) -> Screening:
        """Screen one file that is no archive; raises :class:`UnreadableDocument` where it cannot be looked at.

        ``spent`` is what its conversion took of its time, in seconds.
        """
        return self._one(data, source, spent).screening

    def _one(self, data: bytes, source: str, spent: float = 0.0) -> Looked:
        with DocumentBudget(self.settings, spent):
            try:
                content = self.content(data, source)
                hits = tuple(self.hits(content))
            except _UNPARSED as error:
                raise HostileDocument("文件结构嵌套过深或过大，未予检查。", advice="请另存后再查。") from error
        return Looked(Screening(source, hits, content.unread), content)

    def hits(self, content: Content) -> Iterator[Hit]:
        """Yield the hits in what a file holds, then what it carries unseen."""
        yield from screen_lines(content.passages, self.day, self.rules)
        for listing in content.listings:
            yield from screen_listing(listing, self.day, self.rules)
        for trace in content.traces:
            shown = masked_text(trace.text, self.day, self.rules)
            yield Hit(trace.kind, Certainty.CERTAIN, trace.place, shortened(shown))

    def content(self, data: bytes, source: str = "", depth: int = 0) -> Content:
        """Return all that a file holds; raises :class:`UnreadableDocument`."""
        settings = self.settings
        if depth > settings.max_nesting:
            raise HostileDocument("文件内层层嵌入其他文件，未予检查。", advice="请取出后单独检查。")

        def inner(member: bytes, name: str) -> Content:
            try:
                return self.content(member, name, depth + 1)
            except UnreadableDocument as error:
                return Content(unread=(f"{name}：{error.message}",))

        sniffed = sniff(data, settings)
        match sniffed.kind:
            case Kind.DOCX | Kind.XLSX | Kind.PDF:
                return self._package(sniffed.kind, data, inner)
            case Kind.HTML:
                from gongkai.screening.files.webpage import read_webpage

                return read_webpage(data, settings)
            case Kind.IMAGE:
                from gongkai.screening.files.picture import read_picture

                return read_picture(data, settings, recognise=self.recognise)
            case Kind.TEXT | Kind.REPORT_JSON:
                from gongkai.screening.files.plain import read_text

                return read_text(data, settings)
            case Kind.ZIP | Kind.GZIP:
                return self._archive(data, depth)
        return self._converted(data, sniffed, depth)

    def _package(self, kind: Kind, data: bytes, inner: Inner) -> Content:
        """Return what a file holds that may hold other files."""
        if kind is Kind.DOCX:
            from gongkai.screening.files.word import read_word

            return read_word(data, self.settings, inner)
        if kind is Kind.XLSX:
            from gongkai.screening.files.workbook import read_workbook

            return read_workbook(data, self.settings, inner)
        from gongkai.screening.files.pdf import read_pdf

        return read_pdf(data, self.settings if self.recognise else replace(self.settings, max_ocr_pages=0), inner)

    def _archive(self, data: bytes, depth: int) -> Content:
        gathered = Gathered()
        unpacking = Budget.of(self.settings)
        for name, content in members(Archive(data, self.settings, unpacking), unpacking):
            place = Place("attachment", member=name)
            if isinstance(content, UnreadableDocument):
                gathered.unread.append(f"{name}：{content.message}")
            else:
                try:
                    gathered.add(self.content(content, name, depth + 1), place, "attachment")
                except UnreadableDocument as error:
                    gathered.unread.append(f"{name}：{error.message}")
        return gathered.content()

    def _converted(self, data: bytes, sniffed: Sniffed, depth: int) -> Content:
        from gongkai.document.fronts.libreoffice import convert_many, target_of

        target = target_of(sniffed.kind)
        if target is not None and not self.convert:
            raise UnsupportedKind("这种文件要先转换，没有检查。", advice="请另存为 docx、xlsx 或 PDF。")
        if target is None:
            raise refusal(sniffed)
        made = convert_many({"": data}, target, self.settings)[""]
        if isinstance(made, UnreadableDocument):
            raise made
        return self.content(made.data, "", depth + 1)
