"""Requests for disclosure stated in prose. Letters passed on, telephone inquiries and hotline orders are none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from gongkai.reading.facts.sentences import Quantity, Sentence
from gongkai.reading.facts.stated import Stated, clause_is_of_year
from gongkai.reading.facts.wording import Wording

_UNITS = frozenset("件宗起份条项个例次") | {"件次"}
_CLAUSES = re.compile(r"[^,;()。]+")
_NONE = re.compile(
    r"(?:未|没有|从未|暂未|均未)(?:再|曾)?(?:收到|接到|受理|接收|办理|收悉|新收|有|涉及)|没有(?!现成)|(?<![不有])无(?!法|正当|障碍|偿|关|论|条件|需|线|误|力|现成|申请人)|不存在|不涉及"
)
_ASKED = re.compile(
    r"(?:信息公开|公开|依申请|政府信息)[^,;。]{0,12}?申请|依申请公开|申请公开|^(?:任何)?申请(?!人)|^(?:公民|群众|法人|社会公众|单位|个人|企业|任何)[^,;。]{0,14}(?:提出|递交|提交)[^,;。]{0,10}申请$"
)
_CAUSE = re.compile(r"因|由|引起|引发|导致|产生")
_LISTED = re.compile(r"申请(?:公开)?(?:件|案件|事项)?[、和及与]")
_KINDS = re.compile(r"(?:网上|信函|当面|传真|电子邮件|补正)申请")
_NAMED = ("申请", "公开案件", "公开件")
_ACTS = ("公开", "提供", "处理", "受理", "答复")
_NAMED_LAST = re.compile(r"申请|复议|诉讼")
_BRACKETED = re.compile(r"《[^》]*》")


def requests_in(
    sentence: Sentence, quantities: Sequence[Quantity], words: Wording, year: int | None
) -> Iterator[Stated]:
    """Yield what a sentence states of requests: received, carried, concluded and their results."""
    if sentence.topic != "requests" and not any(word in sentence.text for word in _NAMED):
        return
    text = _BRACKETED.sub(lambda match: "《" + "·" * (len(match.group()) - 2) + "》", sentence.text)
    about = sentence.topic == "requests" or bool(words["requests.domain"].search(text))
    if not about:
        return
    yield from _none_stated(sentence, words, year)
    counted = [each for each in quantities if each.unit in _UNITS and not each.approximate]
    shares = _this_years(counted, words)
    qualified = sum(bool(_qualifier(each, words)) for each in counted)
    totals = 0
    for quantity in counted:
        if not quantity.current or _is_not_request(quantity, words):
            continue
        subjects = ["requests.received"] if quantity in shares else _subjects(quantity, sentence, words)
        if "requests.concluded" in subjects and _not_the_concluded(quantity, counted, words):
            subjects.remove("requests.concluded")
        for subject in subjects:
            if subject == "requests.concluded" and _qualifier(quantity, words) and qualified > 1:
                continue
            if subject == "requests.received":
                within = "其中" in quantity.before or "其中" in quantity.clause
                fresh = "新收" in quantity.label or "本年" in quantity.label
                if (_qualifier(quantity, words) and (qualified > 1 or totals or within)) or (within and not fresh):
                    continue
                totals += 1
            yield Stated(subject, quantity.number, quantity.unit, quantity.start)


def _this_years(counted: Sequence[Quantity], words: Wording) -> list[Quantity]:
    """This year's share of a whole that stands beside what was carried in: 共办理11件,本年度10件,结转上年度1件."""
    pairs = [pair for one, other in pairwise(counted) for pair in ((one, other), (other, one))]
    return [
        one
        for one, other in pairs
        if words["requests.this_year"].search(one.label) and words["requests.carried_in"].search(other.label)
    ]


def _not_the_concluded(quantity: Quantity, counted: Sequence[Quantity], words: Wording) -> bool:
    """Whether what was handled is not all that was concluded: one of several, or beside 办结5件 what was to be done."""

    def ended(each: Quantity) -> bool:
        return words["requests.ended"].search(f"{each.label}|{each.right}") is not None

    return _one_of_several(quantity, counted, words) or (not ended(quantity) and any(map(ended, counted)))


def _one_of_several(quantity: Quantity, counted: Sequence[Quantity], words: Wording) -> bool:
    """Whether 答复7件 is told beside 不予受理4件 and the like, and not as the whole of them."""
    following = [each for each in counted if each.start > quantity.start]
    results = [each for each in following if _result(each, words)]
    if not results or following[0] is not results[0]:
        return False
    between = results[0].before[quantity.end :] + results[0].clause
    if any(word in between for word in ("其中", "分别", "包括", "即", ";", ":", "(", "申请中")):
        return False
    return sum(each.number for each in results) != quantity.number


def _qualifier(quantity: Quantity, words: Wording) -> re.Match[str] | None:
    """A channel or a kind of applicant before the number: a part of the total, hardly the total itself."""
    return words["requests.channel"].search(quantity.label) or words["requests.applicant"].search(quantity.label)


def _is_not_request(quantity: Quantity, words: Wording) -> bool:
    near = quantity.label + "|" + quantity.right
    if "复议" in near or "诉讼" in near or "处理费" in near or _of_disputes(quantity) or _of_documents(quantity, words):
        return True
    never = _last(words["requests.never"], quantity.label)
    if never and quantity.label.find("申请", never.end()) < 0:
        return True
    return bool(words["requests.never"].search(quantity.right)) and "申请" not in quantity.right


def _of_disputes(quantity: Quantity) -> bool:
    """Whether a number that names nothing counts the disputes named last: 行政复议2件,尚未审结1件."""
    if "申请" in quantity.label + quantity.right:
        return False
    last = _last(_NAMED_LAST, quantity.before)
    return last is not None and last.group() != "申请"


def _of_documents(quantity: Quantity, words: Wording) -> bool:
    """Whether a number is of a year's documents, told by their kind: 制作政府信息90条,其中主动公开80条,不予公开10条."""
    if "申请" in quantity.label + quantity.right:
        return False
    documents, received = (_last(words[each], quantity.before) for each in ("requests.documents", "requests.received"))
    return documents is not None and (received is None or received.start() < documents.start())


def _subjects(quantity: Quantity, sentence: Sentence, words: Wording) -> list[str]:
    label, right = quantity.label, quantity.right
    if words["requests.carried_out"].search(label) or words["requests.carried_out"].search(right):
        return ["requests.carried_out"]
    if words["requests.carried_in"].search(label) or right.startswith(("为上年结转", "系上年结转", "属上年结转")):
        return ["requests.carried_in"]
    received = _last(words["requests.received"], label)
    concluded = _last(words["requests.concluded"], label)
    result = None if received else _result(quantity, words)
    if result:
        return [result] if not concluded or label.endswith(("公开", "提供", "处理")) or "不予" in label else []
    if not received and words.any_result.search(label):
        return []  # Several results counted together.
    if words["requests.done_after"].search(right):
        return ["requests.concluded"]
    if not received and not concluded:
        return ["requests.received"] if _is_total(quantity, words) else []
    subjects = []
    if received and _object_is_request(label[received.end() :], quantity, sentence, words):
        subjects.append("requests.received")
    joint = not received or "并" in label or (concluded is not None and concluded.start() > received.end())
    if concluded and joint and _object_is_request(label[concluded.end() :], quantity, sentence, words):
        subjects.append("requests.concluded")
    return subjects


def _is_total(quantity: Quantity, words: Wording) -> bool:
    """Whether a number without a verb counts all requests: 政府信息公开申请5件, 共有3件政府信息公开申请."""
    if _qualifier(quantity, words):
        return False
    if "申请" in quantity.label and words["requests.total"].search(quantity.label):
        return True
    counted = quantity.label.endswith(("有", "共", "计"))
    return counted and bool(words["requests.after_number"].search(quantity.right))


def _last(pattern: re.Pattern[str], label: str) -> re.Match[str] | None:
    found = list(pattern.finditer(label))
    return found[-1] if found else None


def _result(quantity: Quantity, words: Wording) -> str | None:
    """The result (or the single ground) that a quantity counts, from the words before or behind it."""
    if not words.any_result.search(f"{quantity.label}|{quantity.right}|{quantity.after}"):
        return None
    near = (quantity.label, quantity.right)
    therefore = (
        quantity.right and not quantity.right.endswith("中") and quantity.after.startswith(("故", "因此", "予以"))
    )
    return (
        _named(near, words.results, words)
        or (_named((quantity.after,), words.results, words) if therefore else None)
        or _named(near, words.grounds, words)
    )


def _named(texts: Sequence[str], table: Sequence[tuple[str, re.Pattern[str]]], words: Wording) -> str | None:
    return next((subject for text in texts if (subject := _alone(text, table, words))), None)


def _alone(text: str, table: Sequence[tuple[str, re.Pattern[str]]], words: Wording) -> str | None:
    """The one subject of the table that a text names; none where it is counted together with another or the rest."""
    found = next(((subject, match) for subject, pattern in table if (match := pattern.search(text))), None)
    if found is None:
        return None
    subject, match = found
    if words["requests.rest"].search(text[match.end() :].lstrip("的类情形")):
        return None
    *joined, _ = words["requests.joined"].split(text[: match.start()] + "|") if match.start() else ("",)
    if joined and joined[-1].endswith(_ACTS) and not joined[-1].endswith("申请公开"):
        return None
    behind = words["requests.joined"].match(text[match.end() :])
    if behind and any(
        pattern.match(text[match.end() + behind.end() :].removeprefix("部分")) for _, pattern in words.results
    ):
        return None
    return subject


def _object_is_request(rest: str, quantity: Quantity, sentence: Sentence, words: Wording) -> bool:
    """Whether what the verb governs is a request: named after the verb, behind the number, or understood."""
    if words["requests.object"].search(rest):
        return True
    if not words["requests.filler"].match(rest.lstrip(":")):
        return bool(words["requests.domain"].search(rest))
    if words["requests.after_number"].search(quantity.right):
        return True
    if quantity.right and not quantity.right.startswith(("申请", "已", "均", "全部", "都")):
        return False
    told = quantity.before + quantity.clause
    return sentence.topic == "requests" or bool(words["requests.domain"].search(told))


def _none_stated(sentence: Sentence, words: Wording, year: int | None) -> Iterator[Stated]:
    """未收到政府信息公开申请 and the like: zero received; 无上年结转: zero carried in."""
    for clause in _CLAUSES.finditer(sentence.text):
        text = clause.group()
        match = _NONE.search(text)
        if not match:
            continue
        rest = text[match.end() :]
        if not clause_is_of_year(text[: match.start()], sentence.text[: clause.start()], words, year):
            continue
        at = clause.start() + match.start()
        if words["requests.carried_in"].search(rest):
            yield Stated("requests.carried_in", 0, "件", at)
        elif words["requests.carried_out"].search(rest):
            yield Stated("requests.carried_out", 0, "件", at)
        elif _ASKED.search(rest) and not _excluded(rest):
            yield Stated("requests.received", 0, "件", at)


def _excluded(rest: str) -> bool:
    if _KINDS.search(rest) or re.search(r"\d", rest) or "不予" in rest or "重复申请" in rest or "反复申请" in rest:
        return True
    if "复议" in rest or "诉讼" in rest or "投诉" in rest or "举报" in rest:
        return bool(_CAUSE.search(rest)) or not _LISTED.search(rest)
    return bool(re.search(r"申请(?:人|引|而|产|造)|未(?:答复|办结)|超期|逾期", rest))
