"""What section two counts, stated in prose: documents made, repealed and in force, decisions taken, fees charged.

Only what surely is the form's own number is a fact: decisions published, cases handled and documents examined
are other numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from gongkai.reading.characters import data_file
from gongkai.reading.facts.sentences import Quantity, Sentence
from gongkai.reading.facts.stated import Stated, clause_is_of_year
from gongkai.reading.facts.wording import Wording

_HINT = re.compile(r"规范性文件|规章|行政许可|行政处罚|行政强制|行政事业性收费")
_CLAUSES = re.compile(r"[^,;:()。]+")
_FEES = "行政事业性收费"
_OURS = re.compile(r"[我本全][一-龥]{1,2}$")


@dataclass(frozen=True)
class _Statement:
    """One row and column, and how prose states it: before the number, split by it, or behind a statement before."""

    subject: str
    family: str
    counted: re.Pattern[str]
    before: tuple[re.Pattern[str], ...]
    around: tuple[re.Pattern[str], re.Pattern[str]]
    continued: re.Pattern[str]
    """The whole label where the statement before was of the same family."""


@dataclass(frozen=True)
class _Denial:
    """A clause that says there was none: the verbs and the rows that it may name, several of each."""

    pattern: re.Pattern[str]
    columns: tuple[tuple[str, re.Pattern[str]], ...]
    rows: tuple[tuple[str, re.Pattern[str]], ...]


def proactive_in(
    sentence: Sentence, quantities: Sequence[Quantity], words: Wording, agency: str | None, year: int | None
) -> Iterator[Stated]:
    """Yield what a sentence states of section two, subjects named as the form's cells are."""
    if not _HINT.search(sentence.text):
        return
    yield from _none_stated(sentence, words, agency, year)
    yield from _in_turn(sentence, quantities, words, agency)
    opened = words["proactive.opened"].match(sentence.text)
    family, before = ("normative_documents" if opened else ""), ""
    for quantity in quantities:
        stated = _statement(quantity, family, words, agency)
        # Of what is in force, those made this year are a part and a figure of the form's all the same.
        of_stock = stated is not None and before == f"proactive.{stated.family}.in_force"
        family, before = (stated.family, stated.subject) if stated else ("", "")
        if not stated or not quantity.current or quantity.approximate:
            continue
        if of_stock or not _within(sentence.text, quantity):
            yield Stated(stated.subject, quantity.number, quantity.unit, quantity.start)


def _in_turn(
    sentence: Sentence, quantities: Sequence[Quantity], words: Wording, agency: str | None
) -> Iterator[Stated]:
    """行政许可、行政处罚决定分别为2件、1505件: as many numbers as names, in their order."""
    named, noun = _turns()
    for match in named.finditer(sentence.text):
        rows = [row for found in noun.finditer(match["names"]) for row, word in found.groupdict().items() if word]
        first = next((n for n, each in enumerate(quantities) if each.start >= match.end()), len(quantities))
        counted = quantities[first : first + len(rows)]
        if len(counted) < len(rows) or counted[0].start != match.end() or counted[-1].unit != counted[0].unit:
            continue
        lead = counted[0].clause[: len(counted[0].clause) - len(match.group())]
        if words["proactive.never"].search(lead) or not _ours(lead, words, agency):
            continue
        for row, quantity in zip(rows, counted, strict=True):
            if counted[0].current and not quantity.approximate:
                yield Stated(f"proactive.{row}.decisions", quantity.number, quantity.unit, quantity.start)


@lru_cache(maxsize=1)
def _turns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = data_file("facts.toml")["proactive"]
    one = "|".join(f"(?P<{row}>{noun})" for row, noun in data["decisions"].items())
    any_one = "|".join(data["decisions"].values())
    verb, decision = f"(?:(?:{data['decide']}){data['between']})?", data["decision"]
    names = f"(?:{any_one})(?:(?:决定)?[、和及与](?:{any_one})){{1,3}}"
    named = f"{verb}(?P<names>{names}){decision}(?:数量|件数)?分别(?:为|是|有)?"
    return re.compile(named), re.compile(one)


def _statement(quantity: Quantity, family: str, words: Wording, agency: str | None) -> _Statement | None:
    for each in _statements():
        if not each.counted.fullmatch(quantity.unit):
            continue
        if each.family == family and each.continued.match(quantity.label):
            return each
        for pattern in each.before:
            match = pattern.search(quantity.label)
            if match and _leads(quantity, match.start(), words, agency):
                return each
        verb, noun = each.around
        match = verb.search(quantity.label)
        if match and noun.match(quantity.right) and _leads(quantity, match.start(), words, agency):
            return each
    return None


def _leads(quantity: Quantity, start: int, words: Wording, agency: str | None) -> bool:
    """Whether what stands before the verb leaves the statement whole and the agency's own."""
    before = quantity.clause[: len(quantity.clause) - len(quantity.label) + start]
    return not words["proactive.never"].search(before) and _ours(quantity.label[:start], words, agency)


def _ours(lead: str, words: Wording, agency: str | None) -> bool:
    """Whether a verb's subject is the agency itself, or nobody else."""
    rest = words["proactive.lead"].sub("", lead)
    rest = words["proactive.lead"].sub("", rest.rstrip(",、"))
    if not rest or _OURS.search(rest):
        return True
    name = rest.rpartition("年")[2].replace("人民政府", "政府")
    return agency is not None and len(name) >= 2 and name in agency.replace("人民政府", "政府")


def _within(text: str, quantity: Quantity) -> bool:
    """Whether a quantity is a part: after 其中, or in brackets behind another."""
    before = text[: quantity.start]
    return "其中" in before or before.count("(") > before.count(")")


def _none_stated(sentence: Sentence, words: Wording, agency: str | None, year: int | None) -> Iterator[Stated]:
    """未制发规范性文件, 无行政处罚、行政强制: zero of each that is named."""
    for clause in _CLAUSES.finditer(sentence.text):
        text, before = clause.group(), sentence.text[: clause.start()]
        if not words["proactive.none"].search(text) or not _HINT.search(text):
            continue
        for denial in _denials():
            match = denial.pattern.search(text)
            if not match or ("收费" in text and sentence.section == "other"):
                continue  # In section six the processing fee is meant, by a wrong name.
            lead = text[: match.start()]
            if words["proactive.never"].search(lead) or "其中" in before or not _ours(lead, words, agency):
                continue
            if not clause_is_of_year(lead, before, words, year):
                continue
            for row, named in denial.rows:
                for column, verb in denial.columns:
                    if named.search(text, match.start()) and verb.search(text, match.start()):
                        unit = "元" if row == "fees" else "件"
                        yield Stated(f"proactive.{row}.{column}", 0, unit, clause.start() + match.start())


@lru_cache(maxsize=1)
def _statements() -> tuple[_Statement, ...]:
    data = data_file("facts.toml")["proactive"]
    tail, between, when = data["tail"], data["between"], data["when"]
    found = []

    def add(subject: str, family: str, counted: str, verb: str, noun: str, bare: Sequence[str], more: str) -> None:
        before = (rf"(?:{verb}){between}{noun}{tail}", *(f"{each}{tail}" for each in bare))
        around = (re.compile(rf"(?:{verb}){between}(?:共计?|计)?$"), re.compile(rf"{noun}(?:$|均|都|全部|并|等?,)"))
        found.append(
            _Statement(
                f"proactive.{subject}",
                family,
                re.compile(counted),
                tuple(re.compile(each) for each in before),
                around,
                re.compile(f"^{more}{tail}"),
            )
        )

    for row, noun in data["documents"].items():
        for column, verb in data["acts"].items():
            bare = [f"{noun}(?:{when})?{verb}(?:的|了)?"]
            add(
                f"{row}.{column}",
                row,
                data["act_counted"],
                verb,
                noun,
                bare,
                f"(?:其中)?(?:{when})?(?:{verb})(?:的|了)?",
            )
    decide, decision, when_ends = data["decide"], data["decision"], data["when_ends"]
    for row, noun in data["decisions"].items():
        bare = [
            f"{noun}(?:本年度?)?(?:处理)?决定书?",
            f"{noun}(?:事项|方面)?(?:{when})?共?(?:{decide})(?:处理)?决定书?",
        ]
        bare.append(f"(?<={when_ends}){noun}(?:总量|总数|数量)?")
        more = f"(?:{decide})?(?:了)?{noun}{decision}"
        add(f"{row}.decisions", "decisions", data["decision_counted"], decide, f"{noun}{decision}(?:案件)?", bare, more)
    fees = f"{_FEES}{data['amount']}"
    add("fees.amount", "fees", "元", data["charge"], fees, [fees], fees)
    return tuple(found)


@lru_cache(maxsize=1)
def _denials() -> tuple[_Denial, ...]:
    data = data_file("facts.toml")["proactive"]

    def several(patterns: Sequence[str]) -> str:
        one = "|".join(patterns)
        return f"(?:{one})(?:[、和及与或](?:{data['none']})?(?:{one})){{0,5}}+"

    def rows(names: dict[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
        return tuple((row, re.compile(noun)) for row, noun in names.items())

    none, between, documents, acts = f"(?:{data['none']})新?", data["between"], data["documents"], data["acts"]
    named = several([*data["decisions"].values(), _FEES])

    def lacking(verb: str, end: str) -> re.Pattern[str]:
        return re.compile(f"{none}{data[verb]}{between}{named}{data[end]}")

    made = f"{none}{several(list(acts.values()))}{between}{several(list(documents.values()))}(?:的?情况)?$"
    return (
        _Denial(re.compile(made), rows(acts), rows(documents)),
        _Denial(lacking("none_decided", "none_decided_end"), (("decisions", re.compile("")),), rows(data["decisions"])),
        _Denial(lacking("none_charged", "none_charged_end"), (("amount", re.compile("")),), rows({"fees": _FEES})),
    )
