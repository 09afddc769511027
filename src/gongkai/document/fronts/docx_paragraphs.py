"""What a reader sees of one Word paragraph: its text, and what is anchored in it (text boxes, pictures).

Deleted (``w:del``, ``w:moveFrom``), struck-out and hidden text, field codes, comments and note marks are left out;
inserted text, field results and filled content controls stay (ECMA-376 17.3, 17.13, 17.16).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree import ElementTree

from gongkai.document.fronts.docx_fields import FORMULAS, form_choice, formula_text
from gongkai.document.fronts.docx_styles import RUN_PROPERTIES, WHITE, Effects, Styles, effects_of
from gongkai.document.fronts.note_marks import without_marks
from gongkai.document.fronts.ooxml import MC, A, Element, W

ALTERNATE = f"{MC}AlternateContent"
SDT = f"{W}sdt"
TEXT_BOX = f"{W}txbxContent"
_VML = "{urn:schemas-microsoft-com:vml}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_RUN, _TEXT, _BREAK, _FIELD = f"{W}r", f"{W}t", f"{W}br", f"{W}fldChar"
_TRANSPARENT = frozenset(
    f"{W}{name}"
    for name in ("ins", "moveTo", "hyperlink", "smartTag", "fldSimple", "customXml", "dir", "bdo", "rubyBase")
)
_TABS = frozenset({f"{W}tab", f"{W}ptab"})
_ANCHORS = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})


@dataclass
class Inline:
    """The content of a paragraph in order of appearance, before it is given meaning."""

    pieces: list[tuple[str, bool]] = field(default_factory=list)
    """Text and whether it is superscript."""
    boxes: list[Element] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)

    def text(self) -> str:
        """Return the text with footnote marks left out."""
        return without_marks(self.pieces)


class InlineReader:
    """Reads paragraphs one after another; remembers fields that run over paragraph ends."""

    def __init__(self, styles: Styles, tiny: float) -> None:
        self._styles = styles
        self._tiny = tiny
        self._ground = WHITE
        self._fields: list[bool] = []
        """For each open field, whether its result (True) or its code (False) is being read."""
        self._choices: list[str] = []
        """For each open field, what it shows if it has no result."""

    def read(self, paragraph: Element, base: Effects, ground: str = WHITE) -> Inline:
        """Return what ``w:p`` shows; ``base`` are its style's effects, ``ground`` the colour behind it."""
        self._ground = ground
        if self._fields or self._choices:
            # A field code that never reaches its result must not swallow the paragraphs after it.
            self._fields = [True] * len(self._fields[-20:])
            self._choices = self._choices[-20:]
        inline = Inline()
        self._walk(paragraph, base, inline)
        return inline

    def _walk(self, parent: Element, base: Effects, into: Inline) -> None:
        for child in parent:
            tag = child.tag
            if tag == _RUN:
                self._run(child, base, into)
            elif tag in _TRANSPARENT:
                self._walk(child, base, into)
            elif tag == SDT:
                content = sdt_content(child)
                if content is not None:
                    self._walk(content, base, into)
            elif tag == ALTERNATE:
                self._walk(chosen(child), base, into)
            elif tag in FORMULAS and all(self._fields):
                into.pieces.append((formula_text(child), False))

    def _run(self, run: Element, base: Effects, into: Inline) -> None:
        own = effects_of(run.find(RUN_PROPERTIES))
        if own.style is not None:
            own = self._styles.character(own.style).under(own)
        effects = base.under(own)
        shown = not effects.unseen(self._ground, self._tiny)
        pieces: list[str] = []
        for child in run:
            tag = child.tag
            if tag == _FIELD:
                choice = self._field(child)
                if choice and shown and all(self._fields):
                    pieces.append(choice)
            elif not shown or not all(self._fields):
                continue
            elif tag == _TEXT:
                pieces.append(child.text or "")
            else:
                pieces.append(self._special(child, base, into))
        text = "".join(pieces)
        if text:
            into.pieces.append((text, bool(effects.superscript)))

    def _special(self, child: Element, base: Effects, into: Inline) -> str:
        """Return the text a run's rarer child stands for; what is anchored goes into ``into``."""
        tag = child.tag
        if tag in _TABS:
            return "\t"
        if tag == _BREAK:
            return "" if child.get(f"{W}type", "textWrapping") in ("page", "column") else "\n"
        if tag == f"{W}cr":
            return "\n"
        if tag == f"{W}noBreakHyphen":
            return "-"
        if tag == f"{W}sym":
            return _symbol(child.get(f"{W}char", ""))
        if tag in _ANCHORS:
            _anchored(child, into)
        elif tag == ALTERNATE:
            return "".join(self._special(each, base, into) for each in chosen(child))
        elif tag == f"{W}ruby":
            self._walk(child, base, into)
        return ""

    def _field(self, sign: Element) -> str:
        """Follow the beginning, middle and end of a field; return what it shows where it ends without a result."""
        kind = sign.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(False)
            self._choices.append(form_choice(sign))
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            choice = self._choices.pop() if self._choices else ""
            return "" if self._fields.pop() else choice
        return ""


def chosen(alternate: Element) -> Element:
    """Return the one branch of ``mc:AlternateContent`` to read; both say the same thing twice."""
    branches = [*alternate.findall(f"{MC}Choice"), *alternate.findall(f"{MC}Fallback")]
    return next((each for each in branches if len(each)), ElementTree.Element(ALTERNATE))


def sdt_content(control: Element) -> Element | None:
    """Return a content control's content; ``None`` while it only shows its placeholder (单击此处输入文字)."""
    if control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
        return None
    return control.find(f"{W}sdtContent")


def _symbol(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def _anchored(anchor: Element, into: Inline) -> None:
    """Collect text boxes and pictures under a drawing; each drawing counts as one picture at most."""
    alternative, pictured = "", False
    waiting = [anchor]
    while waiting:
        element = waiting.pop()
        tag = element.tag
        if tag == TEXT_BOX:
            into.boxes.append(element)
            continue
        if tag == ALTERNATE:
            waiting.append(chosen(element))
            continue
        if tag in (f"{A}blip", f"{_VML}imagedata", _CHART):
            pictured = True
            alternative = alternative or element.get(f"{_OFFICE}title", "")
        elif tag == f"{_VML}textpath":
            into.pieces.append((element.get("string", ""), False))
        elif tag.endswith("}docPr"):
            alternative = element.get("descr") or element.get("title") or alternative
        elif tag == f"{_VML}shape":
            alternative = element.get("alt") or alternative
        waiting.extend(reversed(element))
    if pictured:
        into.pictures.append(alternative)
