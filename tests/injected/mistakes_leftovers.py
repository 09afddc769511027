"""What a copied text leaves behind: other years, other agencies, misprints."""

from __future__ import annotations

from tests.injected.mistake import mistake
from tests.injected.report import Report, Sentence


def _past(report: Report, *starts: str, back: int = 1) -> bool:
    """The year in one sentence is an earlier one's."""
    found = [each for each in report.saying("year") if each.kind.startswith(starts)]
    if not found:
        return False
    report.rng.choice(found).values["year"] = report.year - back
    return True


@mistake("narrative.leftovers")
def last_years_number_in_the_introduction(report: Report) -> bool:
    """「2023年，我镇……」 in the report of 2024."""
    return _past(report, "overview.intro")


@mistake("narrative.leftovers")
def last_years_number_with_the_figures(report: Report) -> bool:
    """The requests of 「2023年」 in the report of 2024."""
    return _past(report, "requests.none", "requests.some", "requests.applicants", "requests.outcomes")


@mistake("narrative.leftovers")
def last_years_number_with_the_fee(report: Report) -> bool:
    """Section six states last year's fee."""
    return _past(report, "fees.none", "fees.some")


@mistake("narrative.leftovers")
def last_years_number_with_the_postings(report: Report) -> bool:
    """What was posted in an earlier year."""
    return _past(report, "overview.posts", "overview.whole", back=report.rng.choice((1, 1, 2)))


@mistake("narrative.leftovers")
def last_years_number_with_nd(report: Report) -> None:
    """「2023年度」 left in the report of 2024."""
    said = report.rng.choice((
        "{last}年度，{me}未收取信息处理费。", "{me}{last}年度收取信息处理费0元。",
        "{last}年度本机关未收取政府信息公开信息处理费。",
    ))  # fmt: skip
    report.other = [Sentence("own", said, dict(report.problems[0].values))]


@mistake("narrative.leftovers")
def a_plan_for_the_year_that_is_over(report: Report) -> None:
    """「2024年，我镇将……」 in the report of 2024: last year's plan."""
    for sentence in report.of("problems.improvements"):
        sentence.text = "针对存在问题，{year}年{me}将加大公开力度，丰富解读形式，加强业务培训。"


@mistake("structure.period", "narrative.leftovers")
def the_period_is_last_years(report: Report) -> None:
    """The figures are said to be those of the year before."""
    text = "本报告所列数据的统计期限自{last}年1月1日起至{last}年12月31日止。"
    report.preamble = [Sentence("own", text, dict(report.problems[0].values))]


@mistake("structure.period", "narrative.leftovers")
def the_period_ends_early(report: Report) -> None:
    """The figures do not cover the whole year."""
    text = "本报告所列数据的统计期限自{year}年1月1日起至{year}年1" + report.rng.choice(("0月31日", "1月30日")) + "止。"
    report.preamble = [Sentence("own", text, dict(report.problems[0].values))]


@mistake("narrative.leftovers", kinds=("township", "subdistrict", "county"))
def another_agencys_name(report: Report) -> bool:
    """The name of the office whose text was copied."""
    found = report.saying("short") or report.saying("me")
    if not found:
        return False
    sentence = report.rng.choice(found)
    sentence.values |= {"short": report.office.others[1], "me": report.office.others[1]}
    return True


@mistake("narrative.leftovers", kinds=("bureau",))
def another_bureaus_name(report: Report) -> bool:
    """The same, of a bureau."""
    found = report.saying("me") or report.saying("short")
    if not found:
        return False
    sentence = report.rng.choice(found)
    name = report.rng.choice(report.office.others)
    sentence.values |= {"short": name, "me": name}
    return True


@mistake("narrative.leftovers", kinds=("township", "county", "bureau"))
def calls_itself_something_else(report: Report) -> bool:
    """A township says 我局, a bureau 我镇: what the copied text's author is."""
    found = report.saying("me")
    wrong = "我镇" if report.office.kind == "bureau" else "我局"
    for sentence in report.rng.sample(found, 1) if found else ():
        sentence.values["me"] = wrong
    return bool(found)


@mistake("narrative.leftovers")
def signed_by_another_agency(report: Report) -> None:
    """The signature is that of the office whose text was copied."""
    report.signature = report.office.others[0]
    report.signed = report.signed or f"{report.year + 1}年1月12日"


MISPRINTS = (
    ("政府信息公开条例", "政府信息公开条列"), ("政府信息公开申请", "政府信息公开申清"), ("行政复议", "行政复意"),
    ("行政诉讼", "行政诉颂"), ("规范性文件", "规范性文见"), ("信息处理费", "信息处里费"), ("主动公开", "主动公天"),
    ("政府信息", "政府信信息"), ("依申请公开", "以申请公开"), ("政务公开", "政务工开"), ("行政处罚", "行政处法"),
    ("行政许可", "行政许克"), ("社会评议", "社会评仪"), ("责任追究", "责任追纠"), ("监督保障", "监督保章"),
    ("不予公开", "不于公开"), ("予以公开", "于以公开"), ("统计期限", "统计其限"),
)  # fmt: skip


@mistake("text.wording")
def a_misprint_of_the_fields_own_terms(report: Report) -> bool:
    """A term of the Regulation with a wrong sign in it."""
    prose = "".join(str(each) for each in report.sentences())
    known = [(right, wrong) for right, wrong in MISPRINTS if right in prose]
    if not known:
        return False
    right, wrong = report.rng.choice(known)
    for sentence in report.sentences():
        if right in sentence.text:
            sentence.text = sentence.text.replace(right, wrong, 1)
            return True
    return False
