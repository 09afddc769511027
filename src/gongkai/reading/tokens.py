"""What a text that writes labels and values out is made of: labels of the forms, figures, and other words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from gongkai.reading.labels import Lexicon, Target, normal
from gongkai.reading.values import ABOUT, BLANK, UNREADABLE, Figure, figure

_FIGURE = re.compile(
    r"(?:[增减+\-－](?:加|少|长)?)?[¥￥]?(?:[1-9]\d{0,2}(?:,\d{3})++(?![\d,])|\d++)(?:[.．]\d++)?+"
    r"(?:\s?(?:万元|亿元|千元|元|件次|件|项次|项|条|个|宗|起|次|份|例|人次))?"
)
_DASH = re.compile(r"[-—–－─/\\／＼]{1,3}(?![-—–－─/\\／＼])")
_TEXT = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffffA-Za-z\d０-９]")
_APART = re.compile(r"[\s：:，,；;。、|｜│=＝→＞>\"'”“]|$")
"""Signs that end a field."""
_SPACES = re.compile(r"\s*+")
UNIT_STATED = re.compile(r"[(（]\s*+(?:单位\s*+(?:[:：]\s*+)?)?(亿元|万元|千元|元)\s*+[)）]")
"""The unit that a label states in brackets behind it."""
_FIELD = re.compile(
    r"(?:[(（\[【][^()（）\[\]【】]{0,100}+[)）\]】]|[^\s：:，,；;。|｜│=＝→＞>(（\[【])++(?=[\s：:，,；;。|｜│=＝→＞>]|$)"
)
"""A text up to a sign that ends it, brackets with what they hold taken whole."""
_NONE = re.compile("无|空|没有")
_VALUED = re.compile(r"\d|[-—–－─/\\／＼]{1,3}(?:[，,、；;）)\]】]|$)")
"""A figure, or a dash that stands for one."""
_PAIRS = re.compile(r"[(（\[【][^()（）\[\]【】\d]+?(?:\d|[-—–－─/\\／＼][，,、；;）)\]】])")
"""A bracket with figures in it, or with dashes for them, no mere remark."""
_COLONS = ("：", ":", "=", "＝")
_NO_LABEL_ENDS = "-—–－─/／\\"
_OPENING = '(（“"①②③④⑤⑥⑦⑧⑨⑩'
_NUMBERING = re.compile(
    r"[(（]?\d{1,2}[)）.．、](?=[\s“\"\u3400-\u9fff])|[①-⑳]|\d{4}年|(?<!.)[\t ]*+\d{1,3}[\t ]++(?=[\u3400-\u9fff])"
)
_OF_A_YEAR = re.compile(r"(?:[1１][9９]|[2２][0０])\d{2}年[\u3400-\u9fff]{2}")
_DIGITS = re.compile(r"\d++([)）.．、]\s*(?!\d))?")
_BRACKETS = {"(": ")", "（": "）", "[": "]", "【": "】"}
_LINKS = frozenset("为有是共计了数量的")
"""Words that may stand between a label and its figure without meaning something else."""


class Token(NamedTuple):
    """A label, a figure, or words that are neither (no targets, no figure)."""

    text: str
    targets: tuple[Target, ...]
    figure: Figure | None


def tokens_of(text: str, words: Lexicon) -> Iterable[Token]:
    """Return the labels, figures and other words of a text, remarks in brackets and numberings left out."""
    return _remembered(text, words) if len(text) <= words.settings.label_longest else _tokens_of(text, words)


@lru_cache(maxsize=20_000)
def _remembered(text: str, words: Lexicon) -> tuple[Token, ...]:
    """The tokens of a text no longer than a label: the same few fill all forms."""
    return tuple(_tokens_of(text, words))


def _tokens_of(text: str, words: Lexicon) -> Iterator[Token]:
    whole = figure(text)
    if whole is not None and not whole.spaced and text.strip():
        yield Token(text, (), whole)
        return
    at = 0
    opens, after_label = True, False
    other = _Other(words)
    while at < len(text):
        behind = after_label or other.begins >= 0
        end, token = _next(text, at, words, opens=opens and other.begins < 0, behind=behind)
        if (
            token is not None
            and token.targets
            and other.begins >= 0
            and _within_words(text, at, end, words.settings.short_label)
        ):
            end, token = at, None
        if token is not None:
            yield from other.ended(text, at)
            yield token
            after_label, opens = bool(token.targets), False
        elif end == at:
            opens = _APART.match(text, at) is not None
            if _TEXT.match(text, at) and text[at] not in _LINKS:
                other.begin(at, after_label=after_label)
                after_label = False
            elif opens:
                yield from other.ended(text, at)
            end = at + 1
        at = end
    yield from other.ended(text, at)


class _Other:
    """The words that begin with no label and have not ended yet."""

    def __init__(self, words: Lexicon) -> None:
        self.begins = -1
        self._words = words
        self._after_label = False

    def begin(self, at: int, *, after_label: bool) -> None:
        if self.begins < 0:
            self.begins, self._after_label = at, after_label

    def ended(self, text: str, end: int) -> Iterator[Token]:
        """Yield what the words that end here are: a damaged label, a figure in words, or neither."""
        if self.begins < 0:
            return
        text, self.begins = text[self.begins : end].strip(), -1
        targets = self._words.find(text) or self._words.similar(text)
        yield Token(text, targets, figure(text) if self._after_label and not targets else None)


def _next(text: str, at: int, words: Lexicon, *, opens: bool, behind: bool) -> tuple[int, Token | None]:
    """Return the token that begins here and where it ends; without one, the end of what is to be left out.

    ``opens`` says that a field begins here, ``behind`` that a label or word stands right before.
    """
    valued = behind and _is_value(text, at, words)
    if opens and not valued:
        end, token = _field_at(text, at, words)
        if token is not None:
            return end, token
    return _token_at(text, at, words, after_label=behind, valued=valued)


def _field_at(text: str, at: int, words: Lexicon) -> tuple[int, Token | None]:
    """Return the label that a whole field is, whatever its number and its remark in brackets."""
    if not _TEXT.match(text, at) and text[at] not in _OPENING:
        return at, None
    field = _FIELD.match(text, at, at + words.settings.label_longest + 1)
    if field is None or len(field[0]) > words.settings.label_longest or field[0][-1] in _NO_LABEL_ENDS:
        return at, None
    pairs = _PAIRS.search(field[0])
    name = field[0][: pairs.start()] if pairs else field[0]
    targets = words.find(name) or (words.similar(name) if pairs else ())
    return at + len(name), Token(name, targets, None) if targets else None


def _token_at(text: str, at: int, words: Lexicon, *, after_label: bool, valued: bool) -> tuple[int, Token | None]:
    """Return the label or figure that begins here and where it ends; without one, the end of what is to be left out."""
    if text[at] in _PATH and _step_at(text, at + 1, words) is not None:
        return at + 1, None
    step = _step_at(text, at, words)
    if step is not None:
        return at + len(step.text), step
    end, targets = (at, ()) if valued else label_at(text, at, words)
    if targets and not _within_remark(text, at, end, words.settings.remark_longest):
        spaces = _SPACES.match(text, end)
        unit = UNIT_STATED.match(text, spaces.end() if spaces else end)
        end = unit.end() if unit else end
        return end, Token(text[at:end], targets, None)
    numbered = None if valued else _numbered_at(text, at, words)
    if numbered is not None:
        return at + len(numbered.text), numbered
    match = _FIGURE.match(text, at)
    if match and match.end() - at > words.settings.label_longest:
        return match.end(), Token(match[0], (), UNREADABLE)  # as a whole: no figure is so long
    about = ABOUT.match(text, at)
    if about:
        return about.end(), Token(about[0], (), UNREADABLE)
    skipped = 0 if valued else _skipped(text, at, words)
    if skipped:
        return skipped, None
    found = figure(match[0]) if match else None
    if match and found is not None:
        return match.end(), Token(match[0], (), found)
    return _blank_at(text, at, words, after_label=after_label)


def _blank_at(text: str, at: int, words: Lexicon, *, after_label: bool) -> tuple[int, Token | None]:
    """Return the word or dash that stands here in a figure's place, and where it ends."""
    behind_colon = _behind_colon(text, at)
    word = _NONE.match(text, at) if behind_colon else None
    if word and word.end() < len(text) and label_at(text, word.end(), words)[1]:
        return word.end(), Token(word[0], (), BLANK)
    dash = _DASH.match(text, at)
    if dash is None:
        return at, None
    stands = (after_label or behind_colon) and _stands_alone(text, dash)
    return dash.end(), Token(dash[0], (), BLANK) if stands else None


def _numbered_at(text: str, at: int, words: Lexicon) -> Token | None:
    """Return the label that begins here with a number that is not the form's, as the number leaves it."""
    number = _NUMBERING.match(text, at)
    if number is None or number.end() >= len(text):
        return None
    end, targets = label_at(text, number.end(), words)
    found = words.find(text[at:end]) if targets else ()
    return Token(text[at:end], found, None) if found else None


def _within_remark(text: str, at: int, end: int, longest: int) -> bool:
    """Whether a label only begins a remark in brackets: 自然人（公民个人）."""
    closing = _BRACKETS.get(text[at])
    close = text.find(closing, at, at + longest) if closing else -1
    return close > end and any(map(_TEXT.match, text[end:close]))


def _behind_colon(text: str, at: int) -> bool:
    return text[max(at - 2, 0) : at].rstrip()[-1:] in _COLONS


def _stands_alone(text: str, dash: re.Match[str]) -> bool:
    """Whether a dash stands where a figure would, and does not join two labels."""
    following = text[dash.end() : dash.end() + 1]
    if following.isspace():
        rest = text[dash.end() :].lstrip()
        return not rest or not text[dash.start() - 1].isspace()
    return following in ("", *_BRACKETS.values()) or (following not in ">＞" and _APART.match(following) is not None)


def _is_value(text: str, at: int, words: Lexicon) -> bool:
    """Whether digits behind a label are its figure (自然人3、其他0), and number no row (不予公开/1.属于国家秘密)."""
    number = _DIGITS.match(text, at)
    if number is None or _OF_A_YEAR.match(text, at):
        return False
    if number[1] is None:
        field = _FIELD.match(text, at, at + words.settings.label_longest + 1)
        return field is None or not any(target.kind == "beyond" for target in words.find(field[0]))
    if _step_at(text, at, words) is not None:
        return False
    _, targets = label_at(text, number.end(), words) if number.end() < len(text) else (0, ())
    return not targets or any(target.kind == "column" for target in targets)


_PATH = frozenset("-—–－/／\\>＞→_")
"""Signs between the steps of a path (（六）其他处理→3.其他→自然人): what they lead to is a label with its number."""
_STEP = re.compile(r"(?:\d{1,2}[)）.．、]\s*|\d{4}年)[\u3400-\u9fff][^-—–－/／\\>＞→_=＝：:\t]{1,89}")


def _step_at(text: str, at: int, words: Lexicon) -> Token | None:
    """Return the numbered label, be it damaged, to which the steps of a path lead here."""
    if text[:at].rstrip()[-1:] not in _PATH or (step := _STEP.match(text, at)) is None:
        return None
    label = step[0].rstrip()
    targets = words.find(label) or words.similar(label)
    return Token(label, targets, None) if targets else None


def _within_words(text: str, at: int, end: int, short: int) -> bool:
    """Whether a short label stands in the midst of other words (法人或其他绀织)."""
    return end - at <= short and _HAN.match(text, at - 1) is not None and _HAN.match(text, end) is not None


_HAN = re.compile(r"[\u3400-\u9fff]")


def _skipped(text: str, at: int, known: Lexicon) -> int:
    """Return where a numbering or a remark in brackets ends that begins here, 0 where none does."""
    match = _NUMBERING.match(text, at)
    if match:
        return match.end()
    closing = _BRACKETS.get(text[at])
    if closing is None:
        return 0
    end = _closed_at(text, at, known.settings.remark_longest)
    remark = text[at + 1 : end] if end > 0 else ""
    within = min(len(remark), known.settings.label_in_remark)
    inside = any(label_at(remark, place, known)[1] for place in range(within))
    return 0 if end < 0 or (inside and _VALUED.search(remark)) or _PAIR.search(remark) else end + 1


_PAIR = re.compile(r"[\u3400-\u9fff][)）]?[\s：:=＝]+\d[\d,.]*+\s?[件项条宗万亿千元]{0,2}$")
"""Words and a figure set apart from them, the last thing in brackets: a column that is no mere remark."""


def _closed_at(text: str, at: int, longest: int) -> int:
    """Return where the bracket that opens here is closed, those within passed over; -1 where that is too far."""
    opening, closing = text[at], _BRACKETS[text[at]]
    depth = 0
    for place in range(at, min(len(text), at + longest)):
        depth += (text[place] == opening) - (text[place] == closing)
        if not depth:
            return place
    return -1


def label_at(text: str, at: int, words: Lexicon) -> tuple[int, tuple[Target, ...]]:
    """Return where the longest label that begins here ends, and what it stands for."""
    label = ""
    best: tuple[int, tuple[Target, ...]] = (at, ())
    if not _TEXT.match(text[at]) and text[at] not in _OPENING:
        return best
    for end in range(at, min(len(text), at + words.settings.label_longest)):
        part = normal(text[end])
        if part:
            label += part
            if label not in words.prefixes:
                break
            found = words.targets.get(label)
            if found and found[0].kind != "beyond":
                best = (end + 1, found)
        elif not label and end > at:
            break
    return best
