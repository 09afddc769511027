"""Mistakes in what is said: figures that differ from the table, changes, shares, parts, leftovers, misprints."""

from __future__ import annotations

from tests.injected.figures import RESULTS
from tests.injected.mistake import mistake
from tests.injected.report import Report, Sentence

REQUESTS, DISPUTES, OPEN = "narrative.requests", "narrative.disputes", "narrative.proactive"


def _state(report: Report, name: str, *, kinds: tuple[str, ...] = (), off: int = 0) -> bool:
    """One sentence states this figure otherwise than the table."""
    found = report.saying(name, kinds=kinds)
    if not found:
        return False
    sentence = report.rng.choice(found)
    number = int(str(sentence.values[name]))
    sentence.values[name] = number + (off or report.rng.choice((1, 2, 3, 5, 10, -1 if number > 1 else 4)))
    sentence.numerals = "arabic"
    return True


def _say(report: Report, aspect: str, text: str) -> None:
    """Set a sentence of one's own in place of what this aspect says."""
    part = next(each for each in report.overview if each.key == aspect)
    part.sentences = [Sentence("own", text, dict(report.problems[0].values))]


RECEIVED = ("requests.some", "requests.change", "requests.percent", "requests.share", "requests.area")


@mistake(REQUESTS)
def received_differs(report: Report) -> bool:
    """Prose says another number of new requests."""
    return _state(report, "received", kinds=("requests.some",))


@mistake(REQUESTS)
def received_differs_beside_other_figures(report: Report) -> bool:
    """The same where the sentence goes on with outcomes or what is carried over."""
    return _state(report, "received", kinds=("requests.outcomes", "requests.carry", "requests.applicants"))


@mistake(REQUESTS)
def says_that_none_was_received(report: Report) -> bool:
    """Prose says none, the table has some."""
    if not report.count("requests.received.total") or not report.of(*RECEIVED):
        return False
    said = report.rng.choice((
        "{year}年，{me}未收到政府信息公开申请。", "全年没有收到依申请公开申请。",
        "本年度{short}未收到政府信息公开申请。",
        "{year}年收到政府信息公开申请0件。",
    ))  # fmt: skip
    _say(report, "requests", said)
    return True


@mistake(REQUESTS)
def says_that_some_were_received(report: Report) -> bool:
    """Prose has a number, the table noughts."""
    if report.count("requests.received.total") or report.count("requests.carried_in.total"):
        return False
    number = report.rng.randint(1, 6)
    _say(report, "requests", f"{{year}}年，{{me}}共收到政府信息公开申请{number}件，均已按时答复。")
    return True


@mistake(REQUESTS)
def concluded_differs(report: Report) -> bool:
    """Prose says another number of requests concluded."""
    return _state(report, "concluded")


@mistake(REQUESTS, "narrative.parts")
def granted_differs(report: Report) -> bool:
    """An outcome in prose is not the table's."""
    return _state(report, "granted")


@mistake(REQUESTS, "narrative.parts")
def refused_or_unavailable_differs(report: Report) -> bool:
    """The same of other outcomes."""
    return _state(report, report.rng.choice(("refused", "unavailable", "partly", "not_handled")))


@mistake(REQUESTS, "narrative.parts")
def applicants_differ(report: Report) -> bool:
    """Natural persons and organisations are not the table's."""
    return _state(report, report.rng.choice(("natural", "org")), kinds=("requests.applicants",))


@mistake(REQUESTS)
def carried_out_differs(report: Report) -> bool:
    """What is carried over to next year differs."""
    return _state(report, "carried_out")


@mistake(REQUESTS)
def carried_in_differs(report: Report) -> bool:
    """What was carried in from last year differs."""
    return _state(report, "carried_in")


@mistake(DISPUTES)
def reconsiderations_differ(report: Report) -> bool:
    """Prose says another number of reconsiderations."""
    return _state(report, "recon")


@mistake(DISPUTES)
def lawsuits_differ(report: Report) -> bool:
    """Prose says another number of lawsuits."""
    return _state(report, "suits")


@mistake(DISPUTES)
def says_that_there_were_no_disputes(report: Report) -> bool:
    """Prose says none, the table has some."""
    if not report.saying("recon"):
        return False
    for part in report.overview:
        part.sentences = [each for each in part.sentences if not each.kind.startswith("disputes.")]
    said = report.rng.choice((
        "全年未发生因政府信息公开引起的行政复议和行政诉讼。", "{year}年未发生政府信息公开行政复议、行政诉讼案件。",
        "无因政府信息公开引发的行政复议、行政诉讼案件。",
    ))  # fmt: skip
    part = next(each for each in report.overview if each.key == "requests")
    part.sentences.append(Sentence("own", said, dict(report.problems[0].values)))
    return True


@mistake(DISPUTES)
def says_disputes_that_the_table_has_not(report: Report) -> bool:
    """The table has noughts where prose has a case."""
    if report.count("disputes.reconsideration.total") or not report.of("disputes.none"):
        return False
    for sentence in report.of("disputes.none"):
        sentence.text = f"{{year}}年，因政府信息公开被申请行政复议{report.rng.randint(1, 3)}件。"
    return True


@mistake(DISPUTES, "narrative.parts")
def results_of_disputes_differ(report: Report) -> bool:
    """Upheld and corrected are not the table's."""
    names = [f"{group}_{each}" for group in ("recon", "suits") for each in RESULTS]
    return any(_state(report, name) for name in report.rng.sample(names, len(names)))


@mistake(DISPUTES, "narrative.parts")
def kinds_of_lawsuits_differ(report: Report) -> bool:
    """Direct lawsuits and those after reconsideration are not the table's."""
    return _state(report, report.rng.choice(("direct", "after")))


@mistake(OPEN)
def documents_made_differ(report: Report) -> bool:
    """Prose says another number of normative documents made."""
    return _state(report, "docs_made")


@mistake(OPEN)
def documents_in_force_differ(report: Report) -> bool:
    """Prose says another number in force."""
    return _state(report, "docs_in_force")


@mistake(OPEN)
def documents_repealed_differ(report: Report) -> bool:
    """Prose says another number repealed."""
    return _state(report, "docs_repealed")


@mistake(OPEN)
def says_that_no_document_was_made(report: Report) -> bool:
    """Prose says none, the table has some."""
    if not report.count("proactive.normative_documents.made") or not report.of("overview.normative"):
        return False
    for sentence in report.of("overview.normative"):
        sentence.text = "{year}年，{me}未制发行政规范性文件。"
    return True


@mistake(OPEN)
def licences_differ(report: Report) -> bool:
    """Prose says another number of licences."""
    return _state(report, "licences")


@mistake(OPEN)
def penalties_differ(report: Report) -> bool:
    """Prose says another number of penalties."""
    return _state(report, "penalties")


@mistake(OPEN)
def compulsion_differs(report: Report) -> bool:
    """Prose says another number of compulsory measures."""
    return _state(report, "compulsion")


@mistake(OPEN)
def fees_differ(report: Report) -> bool:
    """Prose says another amount of administrative fees."""
    found = report.saying("fees")
    for sentence in found:
        sentence.values["fees"] = float(str(sentence.values["fees"])) + report.rng.randint(2, 60)
    return bool(found)


@mistake("narrative.change", previous=True)
def the_change_in_number_is_wrong(report: Report) -> bool:
    """「比上年增加 N 件」 is not the difference of the two years."""
    return _state(report, "more")


@mistake("narrative.change", previous=True)
def the_change_in_per_cent_is_wrong(report: Report) -> bool:
    """「同比增长 N%」 is not what the two years give."""
    found = report.saying("percent")
    for sentence in found:
        sentence.values["percent"] = f"{float(str(sentence.values['percent'])) + report.rng.uniform(4, 40):.1f}"
    return bool(found)


@mistake("narrative.change", previous=True)
def the_change_goes_the_other_way(report: Report) -> bool:
    """Fewer are said to be more."""
    words = (("增加", "减少"), ("增长", "下降"), ("上升", "下降"), ("多出", "减少"), ("净增", "减少"), ("上涨", "下降"))
    for sentence in report.of("requests.change", "requests.percent"):
        for up, down in words:
            for old, new in ((up, down), (down, up)):
                if old in sentence.text:
                    sentence.text = sentence.text.replace(old, new)
                    return True
    return False


@mistake("narrative.change")
def the_share_is_wrong(report: Report) -> bool:
    """「占 N%」 is not what the two figures give."""
    found = report.saying("share")
    for sentence in found:
        share = float(str(sentence.values["share"]))
        sentence.values["share"] = f"{share - report.rng.uniform(3, 20):.1f}" if share > 30 else f"{share + 21:.1f}"
    return bool(found)


@mistake("narrative.parts")
def parts_with_a_rest_do_not_add_up(report: Report) -> bool:
    """「其中……，其他 N 条」 claims to be all and is not."""
    return _state(report, report.rng.choice(("part1", "part2", "part3")), kinds=("overview.whole",))


@mistake("narrative.parts")
def the_whole_is_smaller_than_its_parts(report: Report) -> bool:
    """A part is greater than the whole it belongs to."""
    found = report.of("overview.whole", "overview.some")
    for sentence in found:
        sentence.values["part1"] = int(str(sentence.values["posts"])) + report.rng.randint(1, 30)
    return bool(found)


@mistake("narrative.fees")
def section_six_says_nothing_of_the_fee(report: Report) -> None:
    """The information processing fee is not mentioned."""
    said = report.rng.choice(
        ("无。", "无其他需要报告的事项。", "本年度无其他需要报告的事项。", "无其他需要说明的事项。")
    )
    report.other = [Sentence("own", said, {})]


@mistake("narrative.fees")
def another_fee_in_section_six(report: Report) -> None:
    """行政事业性收费 in place of the information processing fee."""
    for sentence in report.of("fees.none", "fees.some"):
        sentence.text = "{year}年，{me}未收取行政事业性收费。"


@mistake("narrative.fees")
def two_amounts_of_the_fee(report: Report) -> None:
    """None is charged in one sentence, some in another."""
    values = dict(report.problems[0].values)
    charged = report.rng.choice((100, 300, 800))
    report.other = [
        Sentence("own", f"{{year}}年，{{me}}依申请公开收取信息处理费{charged}元。", values),
        Sentence("own", "本年度未收取政府信息公开信息处理费。", values),
    ]
