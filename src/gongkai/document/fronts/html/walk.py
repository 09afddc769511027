"""One walk over the page's tree: every node is touched once, nothing recurses, hidden things are passed over."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gongkai.document import budget
from gongkai.document.characters import is_figure, one_line
from gongkai.document.fronts.html import looks
from gongkai.document.fronts.html.declarations import Hiding
from gongkai.document.fronts.html.elements import KINDS, Kind
from gongkai.document.fronts.html.frames import CaptionFrame, CellFrame, Frame, GroupFrame, RowFrame, TableFrame
from gongkai.document.fronts.html.pieces import Ornament, Piece
from gongkai.document.fronts.html.rows import plain_cells, plain_row, spans
from gongkai.document.fronts.html.tables import CellBudget
from gongkai.document.model import Picture
from gongkai.errors import HostileDocument
from gongkai.settings import Settings

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

Attributes = dict[str, str | None]

_MARK = re.compile(r"[\[(（〔【]?(?:\d{1,3}|[①-⑳*＊※†‡a-z]|注\d?)[\])）〕】]?")
_SIZE = re.compile(r"(?:^|[;\s])(?:width|height)\s*:\s*(\d+)")
_LEADING_DIGITS = re.compile(r"\s*\+?(\d{1,9})")
_HIDING = looks.HIDDEN | looks.SOFTLY_HIDDEN
_SHOWN_AGAIN = re.compile(r"font-size|visibility\s*:\s*visible|<style", re.IGNORECASE)
_TYPED_IN = frozenset(("", "text", "number", "tel"))
_LOOK = 0xFF
"""Steps of the walk, as a mask, after which they are counted on the budget: counting each would be felt."""
_ADVICE = "请只保留报告正文后再报。"


class Walker:
    """Walks one page. ``pieces`` is what it found, ``cells`` counts the table cells met, ``passed_over`` what hid."""

    def __init__(
        self, settings: Settings, hidden_nodes: frozenset[int] = frozenset(), *, show_hidden: bool = False
    ) -> None:
        self.cells = 0
        self.passed_over = 0
        self._steps = 0
        self._settings = settings
        self._budget = CellBudget(settings)
        self._hidden = not show_hidden
        self._hidden_nodes = hidden_nodes
        self._root = self._frame = Frame("html")
        self._outer: list[Frame] = []
        self._misaligned = False
        self._vain = 0
        """Characters of markup looked through in vain: what is nested would be looked through over and over."""
        self._of_style = looks.style_flags(Hiding.of(settings))
        self._plain_cell = plain_cells(self._of_style)

    @property
    def pieces(self) -> list[Piece]:
        """What the walk found, in reading order."""
        return self._root.pieces

    def walk(self, root: LexborNode) -> None:  # noqa: C901  (the hot path)
        """Walk the tree under ``root``; raises :class:`HostileDocument` where it is nested or tabled absurdly."""
        stack: list[tuple[LexborNode, bool]] = []
        max_depth = self._settings.max_depth
        hidden_nodes = self._hidden_nodes
        kind_of = KINDS.get
        node = root
        while True:
            tag = node.tag or ""
            child = None
            if tag == "-text":
                if not hidden_nodes or node.mem_id not in hidden_nodes:
                    self._frame.buffer.append(node.text_content or "")
            else:
                kind = kind_of(tag)
                outer = self._frame
                if kind is not Kind.SKIPPED and self._enter(node, tag, kind):
                    framed = self._frame is not outer
                    child = node.first_child
                    if child is not None:
                        stack.append((node, framed))
                        if len(stack) > max_depth:
                            raise HostileDocument("网页标签嵌套层数异常，未予读取。", advice=_ADVICE)
                        node = child
                        continue
                    if framed:
                        self._close()
            following = node.next
            while following is None:
                if not stack:
                    self._root.flush()
                    return
                node, framed = stack.pop()
                if framed:
                    self._close()
                following = node.next if stack else None
            node = following

    def _enter(self, node: LexborNode, tag: str, kind: Kind | None) -> bool:  # noqa: C901  (the hot path)
        """Meet an element, opening a frame where it is a block; return whether to go into it."""
        self._steps += 1
        if not self._steps & _LOOK:
            budget.reached(self._steps, "个标签", _LOOK + 1)
        attributes = node.attributes
        flags = looks.of_attributes(attributes, self._of_style) if attributes else 0
        if (flags & _HIDING or self._hidden_nodes) and self._is_hidden(node, flags):
            self.passed_over += 1
            return False
        if kind is None or kind is Kind.RAISED:
            return self._enter_inline(node, tag, kind, flags)
        if kind is Kind.BLOCK:
            if flags & looks.CLEARING and node.first_child is None:
                return False
            self._open_block(tag, flags)
        elif kind is Kind.ROW:
            return self._enter_row(node, attributes)
        elif kind is Kind.CELL:
            self._count_cells(1)
            self._open(CellFrame(self._frame, *spans(attributes)))
        elif kind is Kind.GROUP:
            self._open(GroupFrame(tag, self._frame))
        elif kind is Kind.TABLE:
            self._frame.flush()
            self._open(TableFrame(self._frame, self._budget, self._settings))
        elif kind is Kind.CAPTION:
            self._open(CaptionFrame(tag, self._frame))
        else:
            self._meet(node, kind, attributes)
            return False
        return True

    def _is_hidden(self, node: LexborNode, flags: int) -> bool:
        """Tell whether an element is hidden with all in it; one that only hides softly may show some of it again."""
        if self._hidden_nodes and node.mem_id in self._hidden_nodes:
            return True
        if not self._hidden or not flags & _HIDING:
            return False
        if flags & looks.HIDDEN:
            return True
        markup = node.html or ""
        self._vain += len(markup)
        return self._vain > self._settings.vain_markup or not _SHOWN_AGAIN.search(markup, markup.find(">"))

    def _meet(self, node: LexborNode, kind: Kind, attributes: Attributes) -> None:
        """Take what an element without content says."""
        if kind is Kind.BREAK:
            self._frame.flush()
        elif kind is Kind.IMAGE:
            self._add_picture(attributes)
        elif kind is Kind.SELECT:
            self._add_choice(node)
        elif kind is Kind.DRAWING:
            if node.css_first("text") is not None and self._in_cell():
                self._frame.flush()
                self._frame.pieces.append(Picture(""))
        elif kind is Kind.INPUT:
            if (attributes.get("type") or "").lower() in _TYPED_IN:
                self._frame.buffer.append(attributes.get("value") or "")
        elif kind is Kind.COMMENT:
            # `<![if !supportMisalignedColumns]>` … `<![endif]>` frame the row of true widths in Word's tables.
            comment = node.comment_content or ""
            self._misaligned = "supportMisalignedColumns" in comment or (self._misaligned and "endif" not in comment)

    def _enter_inline(self, node: LexborNode, tag: str, kind: Kind | None, flags: int) -> bool:
        frame = self._frame
        if flags & looks.FOOTNOTE:
            return False
        if kind is Kind.RAISED or flags & looks.RAISED:
            text = one_line(node.text())
            if _MARK.fullmatch(text) and not _after_letter(frame.buffer):
                if frame.marks is None:
                    frame.marks = []
                frame.marks.append(text)
                return False
        if (frame.row_like or flags & looks.CELL) and _stands_apart(node, frame.buffer):
            self._open_block(tag, flags)
        return True

    def _open_block(self, tag: str, flags: int) -> None:
        outer = self._frame
        if outer.buffer:
            outer.flush()
        frame = Frame(tag, outer)
        if flags:
            frame.row_like = bool(flags & looks.ROW)
            frame.preformatted = frame.preformatted or bool(flags & looks.PREFORMATTED)
        self._open(frame)

    def _enter_row(self, node: LexborNode, attributes: Attributes) -> bool:
        frame = self._frame
        droppable = self._misaligned or attributes.get("height") == "0"
        if (
            isinstance(frame, GroupFrame)
            and self._vain < self._settings.vain_markup
            and not (droppable or frame.preformatted or self._hidden_nodes)
        ):
            markup = node.html or ""
            cells = plain_row(markup, self._plain_cell)
            if cells is not None:
                self._count_cells(len(cells))
                frame.rows.append(cells)
                return False
            self._vain += len(markup)
        self._open(RowFrame(frame, droppable=droppable))
        return True

    def _count_cells(self, more: int) -> None:
        self.cells += more
        if self.cells > self._settings.max_cells:
            raise HostileDocument("网页表格的单元格过多，未予读取。", advice=_ADVICE)

    def _open(self, frame: Frame) -> None:
        self._outer.append(self._frame)
        self._frame = frame

    def _close(self) -> None:
        frame = self._frame
        self._frame = self._outer.pop()
        frame.close(self._frame)

    def _add_picture(self, attributes: Attributes) -> None:
        """Note a picture unless it is stated to be too small to hold a table."""
        sizes = [attributes.get("width") or "", attributes.get("height") or ""]
        sizes += _SIZE.findall((attributes.get("style") or "").lower())
        known = [int(found[1]) for found in map(_LEADING_DIGITS.match, sizes) if found]
        if known and min(known) < self._settings.small_picture:
            # In a cell even a small picture may be a figure; lines of a pixel or two only hold the table open.
            if min(known) > self._settings.spacer and self._in_cell():
                self._frame.flush()
                self._frame.pieces.append(Ornament())
            return
        self._frame.flush()
        self._frame.pieces.append(Picture(one_line(attributes.get("alt") or attributes.get("title") or "")))

    def _add_choice(self, menu: LexborNode) -> None:
        """Take what a menu shows: the option chosen, else the first; outside cells only figures."""
        options = menu.css("option")
        chosen = next((each for each in options if "selected" in each.attributes), options[0] if options else None)
        text = "" if chosen is None else one_line(chosen.text())
        if is_figure(text) or self._in_cell():
            self._frame.buffer.append(text)

    def _in_cell(self) -> bool:
        return isinstance(self._frame, CellFrame) or any(isinstance(each, CellFrame) for each in self._outer)


def _after_letter(buffer: list[str]) -> bool:
    """Tell whether a raised digit is an exponent or a unit (km²), not a footnote mark."""
    before = buffer[-1][-1:] if buffer else ""
    return before.isascii() and before.isalpha()


def _stands_apart(node: LexborNode, buffer: list[str]) -> bool:
    """Tell whether an inline element has only other elements as neighbours, as cells made of spans have."""
    if buffer and not all(text.isspace() for text in buffer):
        return False
    following = node.next
    while following is not None and following.tag == "-text":
        if (following.text_content or "").strip():
            return False
        following = following.next
    previous = node.prev
    while previous is not None and previous.tag == "-text":
        previous = previous.prev
    return following is not None or previous is not None
