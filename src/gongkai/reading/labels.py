"""Which printed labels belong to which row, column or heading of the forms; damaged labels by similarity."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from rapidfuzz import fuzz, process

from gongkai.forms import Form, form_ids, get_form
from gongkai.reading.characters import data_file, traditional
from gongkai.reading.values import Figure
from gongkai.settings import DEFAULT_SETTINGS, Settings

Kind = Literal["row", "group", "column", "head", "beyond"]
HEADING: frozenset[Kind] = frozenset({"column", "head", "beyond"})
"""The kinds of labels that stand above figures."""


class Target(NamedTuple):
    """What a label stands for in one form."""

    form: str
    table: str
    kind: Kind
    key: str
    """Row or column key; for groups and heads the printed label; what kind of column one beyond the form is."""
    place: int
    """Number of the row in its table, of the column in its block; -1 for all others."""
    block: int
    """Index of the block in its table."""
    exact: bool
    """False where the label was found only without its numbering."""


def names_any(targets: Sequence[Target], kinds: Collection[Kind]) -> bool:
    """Return whether a label stands for anything of these kinds."""
    for target in targets:  # noqa: SIM110 - asked of every label, several times
        if target.kind in kinds:
            return True
    return False


_NOT_TEXT = re.compile(r"[^0-9A-Za-z\u3400-\u9fff\U00020000-\U0003ffff�]+")
_NUMBERING = re.compile(
    r"^\s*(?:[(（]\s*[一二三四五六七八九十\d]{1,2}\s*[)）]|[一二三四五六七八九十\d]{1,2}\s*[、.．:：,，)）])\s*"
)
_CIRCLED = re.compile(r"^\s*+[①-⑳]")
_AROUND = frozenset(
    " \t\xa0\u3000|｜()（）[]【】“”\"'‘’、，,.．:：;；/／-—" + "0123456789０１２３４５６７８９〇零" + "①②③④⑤⑥⑦⑧"
)
_EXPLANATION = re.compile(r"[(（\[【][^()（）\[\]【】]{2,}+(?:[)）\]】]|$)")
"""A remark in brackets behind a label, or one that the print cut off; a bracket of one character is a numbering."""
_UNIT = re.compile(r"(?<!\s)\s*+[(（]\s*+(?:单位\s*+[:：]?\s*+)?(?:件|项|条|个|宗|次|数|万元|元)\s*+[)）]\s*+$")


@lru_cache(maxsize=1)
def columns_beyond() -> dict[str, str]:
    """Return the labels of columns that no form has, each with what kind of column it is."""
    data = data_file("columns.toml")
    numbers = range(data["first_year"], data["last_year"] + 1)
    years = (*data["years"], *(f"{year}{unit}" for year in numbers for unit in ("年", "年度")))
    return {
        label.format(year=year): kind
        for kind in ("subtotal", "naming", "other")
        for label in data[kind]
        for year in (years if "{year}" in label else ("",))
    }


@lru_cache(maxsize=20_000)
def normal(text: str) -> str:
    """Reduce a label to what identifies it: simplified characters, digits and letters, nothing else."""
    return _NOT_TEXT.sub("", unicodedata.normalize("NFKC", text).translate(traditional())).lower()


def unnumbered(text: str) -> str:
    """Return the normal form of a label without its numbering (一、 （一） 1.)."""
    return normal(_NUMBERING.sub("", unicodedata.normalize("NFKC", _CIRCLED.sub("", text)), count=1))


def is_numbered(text: str) -> bool:
    """Whether a label begins with a number of its own (一、 （一） 1.), as only whole labels do."""
    return _NUMBERING.match(unicodedata.normalize("NFKC", text)) is not None or _CIRCLED.match(text) is not None


def without_explanation(text: str) -> str:
    """Return a label without the remarks in brackets behind it."""
    return _EXPLANATION.sub("", _EXPLANATION.sub("", text))


_MOST_REMEMBERED = 20_000
_MORE = 4
"""Characters that a number or a unit adds to a label: longer texts need not be looked up without them."""


class Lexicon:
    """All labels of all forms. Build it once with :func:`lexicon`."""

    def __init__(self, forms: tuple[Form, ...], settings: Settings) -> None:
        self.settings = settings
        """What decides whether a text is a label: all that is asked of the lexicon depends on them."""
        self.marks: dict[str, tuple[Figure | None, tuple[Target, ...]]] = {}
        """Whether a printed text is a figure or a label: the same few texts fill all forms."""
        self.named: dict[tuple[object, ...], tuple[Target, ...]] = {}
        """Which rows of a table the labels of a printed row name."""
        self.prose: set[str] = set()
        """Texts known to be prose whatever stands around them: headings and menus come again in every page."""
        targets: dict[str, list[Target]] = defaultdict(list)
        weak: dict[str, list[Target]] = defaultdict(list)
        short: dict[str, list[Target]] = defaultdict(list)
        for form in forms:
            for label, target in _labels_of(form):
                _add(targets, normal(label), target)
                bare = unnumbered(label)
                # Without its number a short label (其他, 总计) could be any of several.
                if bare != normal(label):
                    _add(weak if len(bare) > settings.short_label else short, bare, target._replace(exact=False))
            for label, key in columns_beyond().items():
                for table in form.tables:
                    _add(targets, label, Target(form.id, table.key, "beyond", key, -1, 0, True))
        for bare, found in weak.items():
            # A label of which only the number is lost names its row outright where no other row has these words.
            only = len({(target.table, target.key) for target in (*found, *targets.get(bare, ()))}) == 1
            for target in found:
                _add(targets, bare, target._replace(exact=only))
        self.targets: dict[str, tuple[Target, ...]] = {label: tuple(found) for label, found in targets.items()}
        self.short = {label: tuple(found) for label, found in short.items()}
        """Short labels that lost their number: also what columns are called."""
        self.longest = max(map(len, self.targets))
        self.prefixes = frozenset(label[:end] for label in self.targets for end in range(1, len(label) + 1))
        self.pieces = frozenset(
            label[start:end]
            for label in self.targets
            for start in range(len(label))
            for end in range(start + 2, len(label) + 1)
        )
        self.characters = frozenset("".join(self.targets)) | frozenset(map(chr, traditional())) | _AROUND
        self._rows = tuple(
            label
            for label, found in self.targets.items()
            if len(label) >= settings.telling_label and any(target.kind in ("row", "group") for target in found)
        )
        self._characters_of = tuple(map(frozenset, self._rows))
        self._row_characters = frozenset().union(*self._characters_of)
        self._similar: dict[str, tuple[Target, ...]] = {}
        cut_off: dict[str, list[str]] = defaultdict(list)
        for label in self._rows:
            for end in range(settings.cut_label, len(label) + 1):
                cut_off[label[:end]].append(label)
        self._cut_off = {start: tuple(labels) for start, labels in cut_off.items()}

    def find(self, text: str) -> tuple[Target, ...]:
        """Return what a printed label stands for, ``()`` if nothing."""
        label = normal(text)
        found = self.targets.get(label)
        if found is None and 0 < len(label) <= self.longest + _MORE:
            plain = _UNIT.sub("", text)
            found = self.targets.get(normal(plain)) if plain != text else None
            if found is None:
                found = self._under_another_number(unnumbered(plain))
        if not found and ("(" in text or "（" in text or "[" in text or "【" in text):
            found = self._without_explanation(text)
        return found or ()

    def _under_another_number(self, bare: str) -> tuple[Target, ...] | None:
        """Return what a label stands for that is printed with another number: outright if it is the only one.

        Few words (其他情形) may be an added row's own.
        """
        found = self.targets.get(bare)
        if found is None or (
            len(bare) >= self.settings.cut_label and len({(target.table, target.key) for target in found}) == 1
        ):
            return found
        return _inexact(found)

    def _without_explanation(self, text: str) -> tuple[Target, ...]:
        """Find the label that is left when remarks in brackets are taken away (规章（设区的市应提供相关数据）)."""
        plain = without_explanation(text)
        label = normal(plain)
        if plain == text or not label or len(label) > self.longest + _MORE:
            return ()
        found = self.targets.get(label) or _inexact(self.targets.get(unnumbered(plain))) or ()
        if found and all(target.kind == "group" for target in found):
            # The brackets may hold the row's own name behind its group's: 行政诉讼（未经复议直接起诉）, damaged.
            return self.similar(text) or found
        return found

    def similar(self, text: str) -> tuple[Target, ...]:
        """Return what a damaged row label most likely stands for, ``()`` if unsure.

        Damaged is a label cut off, with characters lost or wrong, or shortened to some of its words (国家秘密).
        """
        label = normal(text)
        settings = self.settings
        if not settings.damaged_shortest <= len(label) <= settings.label_longest:
            return ()
        if text not in self._similar:
            if len(self._similar) > _MOST_REMEMBERED:
                self._similar.clear()
            others = dict.fromkeys((normal(_UNIT.sub("", text)), unnumbered(_EXPLANATION.sub("", _UNIT.sub("", text)))))
            tried = (self._most_similar(each) for each in (label, *others) if len(each) >= settings.damaged_shortest)
            self._similar[text] = next(filter(None, tried), ())
        return self._similar[text]

    def _most_similar(self, label: str) -> tuple[Target, ...]:
        starts = self._cut_off.get(label, ())
        meant = {(target.table, target.key) for each in starts for target in self.targets[each]}
        if len(meant) == 1:
            return _inexact(self.targets[starts[0]]) or ()
        least, clearly = self.settings.label_similarity, self.settings.row_clearly
        ranked = process.extract(label, self._rows, scorer=fuzz.ratio, limit=2, score_cutoff=least - clearly)
        if not ranked or ranked[0][1] < least:
            return self._shortened(label)
        best = self.targets[ranked[0][0]]
        rivals = [each for each in ranked[1:] if ranked[0][1] - each[1] < clearly]
        if any(
            {(t.table, t.key) for t in self.targets[each[0]]} != {(t.table, t.key) for t in best} for each in rivals
        ):
            return ()
        return _inexact(best) or ()

    def _shortened(self, label: str) -> tuple[Target, ...]:
        """Return the one row of which the label is a part, or whose words in order it keeps; none where two do."""
        characters = frozenset(label)
        strange = characters - self._row_characters
        if strange:
            # A damaged character (末 for 未) that no row has; what is left must tell the row.
            left = "".join(each for each in label if each not in strange)
            wrong = len(label) - len(left) <= self.settings.foreign_characters and 2 * len(strange) < len(left)
            return self._shortened(left) if wrong and len(left) >= self.settings.telling_label else ()
        parts = [known for known in self._rows if label in known]
        if not parts and len(label) >= self.settings.telling_label:
            parts = [
                known
                for known, has in zip(self._rows, self._characters_of, strict=True)
                if characters <= has
                and (
                    (2 * len(label) >= len(known) and _keeps_order(label, known))
                    or _keeps_words(label, known, self.settings)
                )
            ]
        if len({(target.table, target.key) for each in parts for target in self.targets[each]}) != 1:
            return ()
        return _inexact(self.targets[parts[0]]) or ()


def _keeps_order(label: str, known: str) -> bool:
    characters = iter(known)
    return all(character in characters for character in label)


def _keeps_words(label: str, known: str, settings: Settings) -> bool:
    """Whether a label is a few of another's words, in order: 逾期未|缴纳费用."""
    at = words = begin = 0
    while begin < len(label):
        end = next((end for end in range(len(label), begin + 1, -1) if label[begin:end] in known[at:]), 0)
        if not end or words == settings.label_words:
            return False
        at = known.index(label[begin:end], at) + end - begin
        begin, words = end, words + 1
    return len(label) >= settings.words_kept


def _inexact(found: tuple[Target, ...] | None) -> tuple[Target, ...] | None:
    return None if found is None else tuple(target._replace(exact=False) for target in found)


def _add(into: dict[str, list[Target]], label: str, target: Target) -> None:
    if label and not any(known[:-1] == target[:-1] for known in into[label]):
        into[label].append(target)


def _labels_of(form: Form) -> list[tuple[str, Target]]:
    found: list[tuple[str, Target]] = []
    for table in form.tables:
        index = 0
        for number, block in enumerate(table.blocks):
            head = Target(form.id, table.key, "head", "", -1, number, True)
            for label in (block.heading, block.corner, block.spanning, *(column.group for column in block.columns)):
                if label:
                    found.append((label, head._replace(key=label)))
            for place, column in enumerate(block.columns):
                target = head._replace(kind="column", key=column.key, place=place)
                found += [(label, target) for label in (column.label, column.printed, *column.variants) if label]
            for row in block.rows:
                target = head._replace(kind="row", key=row.key, place=index)
                index += 1
                found += [(label, target) for label in (row.label, *row.variants)]
                for level in range(len(row.path)):
                    parts = (*row.path[level:], row.label)
                    found += [("".join(parts), target), ("".join(_NUMBERING.sub("", part) for part in parts), target)]
                found += [(label, head._replace(kind="group", key=label)) for label in row.path]
    return found


def lexicon(settings: Settings = DEFAULT_SETTINGS) -> Lexicon:
    """Return the lexicon of all known forms: one for equal settings, stated or not."""
    return _lexicon(settings)


@lru_cache(maxsize=4)
def _lexicon(settings: Settings) -> Lexicon:
    return Lexicon(tuple(get_form(form_id) for form_id in form_ids()), settings)
