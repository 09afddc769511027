"""Word documents: every story (body, headers, notes, comments), deleted and hidden text among it."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.document.archive import Archive
from gongkai.document.fronts.ooxml import MC, Element, M, W, parse
from gongkai.errors import TruncatedDocument, UnreadableDocument
from gongkai.screening.files.gathering import Gathered, Inner
from gongkai.screening.files.office import crops, is_person, other_parts
from gongkai.screening.model import Content, Listing, Passage, Place
from gongkai.settings import Settings

STORIES = {
    f"{W}document": "body",
    f"{W}hdr": "header",
    f"{W}ftr": "header",
    f"{W}footnotes": "note",
    f"{W}endnotes": "note",
    f"{W}comments": "comment",
    f"{W}glossaryDocument": "other",
}
_GONE = (f"{W}del", f"{W}moveFrom")
_CHANGES = (f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo", f"{W}rPrChange", f"{W}pPrChange")
_TEXTS = (f"{W}t", f"{M}t")
_DELETED_TEXTS = (f"{W}delText", f"{W}delInstrText")
_SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_BOX = f"{W}txbxContent"
_OFF = ("0", "false", "off", "none")
_TINY = 4  # half points
SHOWN, DELETED, CODE = "shown", "deleted", "code"


def read_word(data: bytes, settings: Settings, inner: Inner) -> Content:
    """Return all that a Word document holds."""
    archive = Archive(data, settings)
    gathered = Gathered()
    unseen = _unseen_styles(archive, settings)
    stories = []
    for name in archive.names:
        if not name.lower().endswith(".xml") or not name.lower().startswith("word/"):
            continue
        try:
            part = archive.read(name, settings.max_markup)
            root = parse(part, settings)
        except UnreadableDocument as error:
            if name.lower() == "word/document.xml":
                raise
            gathered.unread.append(f"{name}：{error.message}")
            stories.append(name)
            continue
        if root.tag in STORIES:
            stories.append(name)
            crops(part, name, gathered)
            _Story(gathered, STORIES[root.tag], name, unseen).read(root)
    if not stories:
        raise TruncatedDocument("Word 文件不完整（没有正文）。", advice="请用 Word 或 WPS 打开另存后再查。")
    other_parts(archive, stories, gathered, settings, inner)
    return gathered.content()


def _unseen_styles(archive: Archive, settings: Settings) -> frozenset[str]:
    """Return the ids of styles whose text is hidden."""
    try:
        root = parse(archive.read("word/styles.xml"), settings)
    except (KeyError, UnreadableDocument):
        return frozenset()
    return frozenset(
        each.get(f"{W}styleId", "")
        for each in root.iter(f"{W}style")
        if (properties := each.find(f"{W}rPr")) is not None and _is_unseen(properties)
    )


def _is_unseen(properties: Element) -> bool:
    vanish = properties.find(f"{W}vanish")
    if vanish is not None and vanish.get(f"{W}val", "1") not in _OFF:
        return True
    colour, size = properties.find(f"{W}color"), properties.find(f"{W}sz")
    grounded = properties.find(f"{W}shd") is not None or properties.find(f"{W}highlight") is not None
    white = colour is not None and colour.get(f"{W}val", "").upper() == "FFFFFF" and not grounded
    tiny = size is not None and size.get(f"{W}val", "").isdecimal() and int(size.get(f"{W}val", "")) <= _TINY
    return white or tiny


class _Story:
    """One story being read."""

    def __init__(self, gathered: Gathered, part: str, name: str, unseen: frozenset[str]) -> None:
        self._gathered, self._part, self._unseen = gathered, part, unseen
        self._member = None if part == "body" else name
        self._hidden = "comment" if part == "comment" else None
        self._paragraph = self._table = 0

    def read(self, root: Element) -> None:
        """Gather the story's paragraphs and tables, its comments and its changes."""
        if self._part == "comment":
            for each in root.iter(f"{W}comment"):
                self._comment(each)
        else:
            self._blocks(root)
        changes = sum(1 for each in root.iter() if each.tag in _CHANGES)
        if changes:
            self._gathered.trace("tracked-change", self._place(), f"{changes}处修订")
        authors = {each.get(f"{W}author", "") for each in root.iter() if each.tag in _CHANGES}
        for author in sorted(filter(is_person, authors)):
            self._gathered.trace("author", self._place(), author)

    def _comment(self, comment: Element) -> None:
        text = "\n".join(_joined(each) for each in comment.iter(f"{W}p"))
        author = comment.get(f"{W}author", "")
        place = Place("comment", member=self._member)
        self._gathered.trace("comment", place, f"{author}：{text}" if author else text)
        self._gathered.text(text, place, "comment")
        if is_person(author):
            self._gathered.trace("author", place, author)

    def _place(self) -> Place:
        return Place(self._part, member=self._member)

    def _blocks(self, element: Element) -> None:
        for each in _children(element):
            if each.tag == f"{W}p":
                self._paragraph += 1
                place = Place(self._part, paragraph=self._paragraph, member=self._member)
                for passage in self._passages(each, place):
                    self._gathered.text(passage.text, passage.place, passage.hidden)
                self._boxes(each)
            elif each.tag == f"{W}tbl":
                self._listing(each)
            else:
                self._blocks(each)

    def _boxes(self, paragraph: Element) -> None:
        for box in _boxes(paragraph):
            self._blocks(box)

    def _listing(self, table: Element) -> None:
        self._table += 1
        number = self._table
        rows: list[tuple[Passage, ...]] = []
        for at, row in enumerate(within(table, f"{W}tr"), 1):
            cells: list[Passage] = []
            column = 1
            for cell in within(row, f"{W}tc"):
                place = Place(self._part, table=number, row=at, column=column, member=self._member)
                parts = [each for paragraph in within(cell, f"{W}p") for each in self._passages(paragraph, place)]
                shown = "\n".join(each.text for each in parts if each.hidden == self._hidden)
                cells.append(Passage(shown, place, self._hidden))
                for each in parts:
                    if each.hidden != self._hidden:
                        self._gathered.text(each.text, each.place, each.hidden)
                for nested in within(cell, f"{W}tbl"):
                    self._listing(nested)
                for paragraph in within(cell, f"{W}p"):
                    self._boxes(paragraph)
                column += _span(cell)
            rows.append(tuple(cells))
        self._gathered.listings.append(Listing(tuple(rows)))

    def _passages(self, paragraph: Element, place: Place) -> Iterator[Passage]:
        """Yield a paragraph's text as shown, then what was deleted from it and what is hidden in it."""
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        whole = style is not None and style.get(f"{W}val") in self._unseen
        shown: list[str] = []
        hidden: dict[str, list[str]] = {"tracked-change": [], "hidden-text": []}
        for _, text, run, state in runs(paragraph):
            if state == CODE:
                self._gathered.text(text, place._replace(part="formula"), self._hidden)
            elif state == DELETED:
                hidden["tracked-change"].append(text)
            elif whole or (run is not None and self._is_unseen(run)):
                hidden["hidden-text"].append(text)
            else:
                shown.append(text)
        yield Passage("".join(shown), place, self._hidden)
        for kind, texts in hidden.items():
            text = "".join(texts)
            if text.strip():
                self._gathered.trace(kind, place, text)
                yield Passage(text, place, kind)

    def _is_unseen(self, run: Element) -> bool:
        properties = run.find(f"{W}rPr")
        if properties is None:
            return False
        style = properties.find(f"{W}rStyle")
        return _is_unseen(properties) or (style is not None and style.get(f"{W}val") in self._unseen)


def _children(element: Element) -> Iterator[Element]:
    """Yield children; of alternate contents (MCE) the first choice only, since the fallback says the same."""
    for each in element:
        if each.tag == f"{MC}AlternateContent":
            chosen = each.find(f"{MC}Choice")
            if chosen is None:
                chosen = each.find(f"{MC}Fallback")
            if chosen is not None:
                yield from _children(chosen)
        else:
            yield each


def within(element: Element, tag: str) -> Iterator[Element]:
    """Yield the nearest descendants with a tag: rows through content controls, never those of a nested table."""
    for each in _children(element):
        if each.tag == tag:
            yield each
        elif each.tag not in (f"{W}tbl", f"{W}p", f"{W}tr", f"{W}tc"):
            yield from within(each, tag)


def _boxes(element: Element) -> Iterator[Element]:
    for each in _children(element):
        if each.tag == _BOX:
            yield each
        else:
            yield from _boxes(each)


def runs(
    element: Element, run: Element | None = None, state: str = SHOWN
) -> Iterator[tuple[Element, str, Element | None, str]]:
    """Yield each element that holds text with the text, its run, and whether it is shown, deleted or a field's code.

    Text boxes are stories of their own.
    """
    for each in _children(element):
        if each.tag in _TEXTS:
            yield each, each.text or "", run, state
        elif each.tag in _DELETED_TEXTS:
            yield each, each.text or "", run, DELETED
        elif each.tag == f"{W}instrText":
            yield each, each.text or "", run, CODE
        elif each.tag in _SIGNS:
            yield each, _SIGNS[each.tag], run, state
        elif each.tag != _BOX:
            inner = each if each.tag == f"{W}r" else run
            yield from runs(each, inner, DELETED if each.tag in _GONE else state)


def _joined(paragraph: Element) -> str:
    return "".join(text for _, text, _, state in runs(paragraph) if state != CODE)


def _span(cell: Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    value = "1" if span is None else span.get(f"{W}val", "1")
    return max(int(value), 1) if value.isdecimal() and len(value) < 4 else 1
