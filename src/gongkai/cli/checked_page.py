"""The page of ``gongkai check --html``: what was found, and the documents in which it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.cli.checked import Result
from gongkai.cli.work import Read, as_lines
from gongkai.document.sources import Source
from gongkai.reading import Unread
from gongkai.reading.in_files import readings_in
from gongkai.settings import DEFAULT_SETTINGS
from gongkai.viewing import Checked, Failed, Outcome, Part, part_name, reading_part, render_findings
from gongkai.viewing.words import words_in


class Shown:
    """Reads in this process, keeping of every document what the page shows of it."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._names: list[str] = []
        self._parts: list[Part] = []
        self._checked: list[Checked] = []
        self._failed: list[Failed] = []

    def read(self, source: Source) -> Iterable[Read]:
        """Read one file."""
        return list(self._read(source))

    def _read(self, source: Source) -> Iterator[Read]:
        for each in readings_in(source):
            if isinstance(each, Unread):
                self._failed.append(Failed(each.source, str(each.error)))
                yield Read(each.source, None, each.error.to_json())
                continue
            self._names.append(part_name(each, words_in(self._language)))
            if len(self._parts) < DEFAULT_SETTINGS.view_reports:
                prefix = _prefix(len(self._parts))
                self._parts.append(reading_part(each, prefix, self._language))
            yield from as_lines([each.report])

    def add(self, result: Result) -> None:
        """Take in what was found in the next report, in the order in which they were read."""
        place = len(self._checked)
        view = self._parts[place] if place < len(self._parts) else None
        name, (source, form, findings) = self._names[place], result
        self._checked.append(Checked(name, source, form, findings, _prefix(place), view))

    def page(self) -> str:
        """Return the page."""
        return render_findings(Outcome(self._checked, self._failed), language=self._language)


def _prefix(place: int) -> str:
    return f"p{place + 1}-"
