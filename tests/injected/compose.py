"""A right report: its sentences are drawn from one file of wordings and say what its tables say."""

from __future__ import annotations

import datetime as dt
import random

from tests.grammar.labels import HEADINGS, SECTIONS
from tests.injected.figures import GROUPS, RESULTS, Figures, draw_two_years
from tests.injected.offices import draw_office
from tests.injected.report import Part, Report, Sentence
from tests.injected.wording import draw

OUTCOME_GROUPS = {
    "granted": "requests.granted.", "partly": "requests.partly_granted.", "refused": "requests.refused.",
    "unavailable": "requests.unavailable.", "not_handled": "requests.not_handled.", "other": "requests.other.",
}  # fmt: skip
ASPECTS = ("proactive", "requests", "management", "platform", "supervision")


def values_of(report: Report) -> dict[str, object]:
    """Every figure and name that a sentence of this report may state."""
    cells, office, rng = report.cells, report.office, report.rng
    values: dict[str, object] = {
        "year": report.year, "last": report.year - 1, "next": report.year + 1, "agency": office.agency,
        "short": office.short, "me": office.me, "area": office.area, "above": office.above, "superior": office.superior,
        "site": office.site, "house": office.house, "unit": office.area[-1],
    }  # fmt: skip
    values["desk"] = office.agency + ("办公室" if office.kind in ("county", "city") else office.house)
    values |= _stated(cells, report.last)
    values |= _drawn(rng)
    values["own"] = max(1, int(cells["requests.received.total"]) // rng.randint(2, 6))
    return values


def _stated(cells: Figures, last: Figures) -> dict[str, object]:
    def total(row: str) -> int:
        return int(cells[f"requests.{row}.total"])

    received, before = total("received"), int(last["requests.received.total"])
    natural = int(cells["requests.received.natural_person"])
    values: dict[str, object] = {row: total(row) for row in ("received", "carried_in", "concluded", "carried_out")}
    values |= {"natural": natural, "org": received - natural, "last_received": before, "more": abs(received - before)}
    values["handled"] = received + total("carried_in")
    values["percent"] = _percent(abs(received - before), before)
    values["share"] = _percent(natural, received)
    for name, start in OUTCOME_GROUPS.items():
        values[name] = sum(int(n) for key, n in cells.items() if key.startswith(start) and key.endswith(".total"))
    for name, key in (("licences", "licences"), ("penalties", "penalties"), ("compulsion", "compulsion")):
        values[name] = cells.get(f"proactive.{key}.decisions", 0)
    values["fees"] = cells.get("proactive.fees.amount", 0)
    for column in ("made", "repealed", "in_force"):
        values[f"docs_{column}"] = cells.get(f"proactive.normative_documents.{column}", 0)
    recon, direct, after = (f"disputes.{group}." for group in GROUPS)
    values |= {"recon": cells[recon + "total"], "direct": cells[direct + "total"], "after": cells[after + "total"]}
    values["suits"] = int(cells[direct + "total"]) + int(cells[after + "total"])
    for result in RESULTS:
        values[f"recon_{result}"] = cells[recon + result]
        values[f"suits_{result}"] = int(cells[direct + result]) + int(cells[after + result])
    return values


def _percent(part: int, whole: int) -> str:
    if not whole:
        return "0"
    return f"{100 * part / whole:.2f}".rstrip("0").rstrip(".")


def _drawn(rng: random.Random) -> dict[str, object]:
    """Figures that no table holds."""
    parts = [rng.randint(3, 60) for _ in range(3)]
    return {
        "part1": parts[0], "part2": parts[1], "part3": parts[2], "posts": sum(parts), "pushes": rng.randint(40, 900),
        "letters": rng.randint(2, 60), "explained": rng.randint(1, 20), "round": rng.randint(1, 9) * 100,
        "hotline": rng.randint(60, 4000), "tasks": rng.randint(2, 40), "zones": rng.randint(1, 9),
        "trainings": rng.randint(1, 6), "month": rng.randint(1, 11), "day": rng.randint(1, 28),
        "proposals": rng.randint(1, 40), "motions": rng.randint(1, 40), "notices": rng.randint(1, 9),
        "charged": rng.choice((100, 200, 600, 1400, 3000)), "zip": rng.randint(210000, 699999),
        "phone": f"0{rng.randint(311, 998)}-{rng.randint(2200000, 8899999)}",
        "address": f"{rng.choice(('人民路', '解放路', '府前街', '建设大道'))}{rng.randint(1, 399)}号",
    }  # fmt: skip


class Composer:
    """Draws sentences for one report."""

    def __init__(self, report: Report, wording: str) -> None:
        """Take the figures once, so that all sentences state the same."""
        self.report, self.wording, self.rng = report, wording, report.rng
        self.values = values_of(report)

    def say(self, kind: str, *, also: dict[str, str] | None = None) -> Sentence:
        """One sentence of this kind."""
        text = draw(self.wording, kind, self.rng, also=also)
        numerals = "chinese" if self.rng.random() < 0.06 else "arabic"
        return Sentence(kind, text, dict(self.values), numerals)

    def listed(self, names: dict[str, str]) -> str:
        """The parts of a whole that are not nought, in a row."""
        said = [draw(self.wording, kind, self.rng) for name, kind in names.items() if self.values[name]]
        return self.rng.choice(("、", "，")).join(said)

    def requests(self) -> list[Sentence]:
        """What the report says of requests: one or two sentences, never the same figure in two ways."""
        values, office = self.values, self.report.office
        if not values["received"]:
            first = self.say("requests.none")
            while values["carried_in"] and "上年结转" in first.text:
                first = self.say("requests.none")
            return [first]
        kinds = ["some", "some", "applicants", "carry"] + ["outcomes"] * bool(values["concluded"])
        if values["last_received"]:
            kinds += ["change", "percent"] * (values["more"] != 0)
        if values["natural"]:
            kinds.append("share")
        if office.kind in ("county", "city"):
            kinds.append("area")
        up = int(str(values["received"])) > int(str(values["last_received"]))
        also = {"change.count": "<change.more>" if up else "<change.fewer>"}
        also["change.percent"] = "<change.up>" if up else "<change.down>"
        if values["concluded"]:
            also["outcome.list"] = self.listed({name: f"outcome.{name}" for name in OUTCOME_GROUPS})
        return [self.say(f"requests.{self.rng.choice(kinds)}", also=also)]

    def disputes(self) -> list[Sentence]:
        """What it says of reconsideration and lawsuits; some say nothing."""
        values = self.values
        if not values["recon"] and not values["suits"]:
            return [self.say("disputes.none")] if self.rng.random() < 0.8 else []
        kinds = ["some"] + ["results"] * bool(values["recon"] and values["suits"]) + ["kinds"] * bool(values["suits"])
        also = {}
        for group in ("recon", "suits"):
            heads = "" if group == "recon" else "suits_"
            also[f"dispute.{group}"] = self.listed({f"{group}_{each}": f"dispute.{heads}{each}" for each in RESULTS})
        said = self.say(f"disputes.{self.rng.choice(kinds)}", also=also)
        return [said] if self.rng.random() < 0.9 else []

    def proactive(self) -> list[Sentence]:
        """Postings, documents and decisions."""
        values, rng = self.values, self.rng
        said = [self.say(f"overview.{rng.choice(('posts', 'posts', 'whole', 'some'))}")]
        if rng.random() < 0.55 and self.report.form != "2019":
            made = values["docs_made"] or (values["docs_in_force"] and rng.random() < 0.4)
            said.append(self.say("overview.normative" if made else "overview.normative_none"))
        if rng.random() < 0.45:
            kinds = ["licences", "penalties", "compulsion", "decisions"] + ["charges"] * bool(values["fees"])
            said.append(self.say(f"overview.{rng.choice(kinds)}"))
        if rng.random() < 0.3:
            said.append(self.say("overview.about"))
        return said


def draw_report(rng: random.Random, wording: str, *, kind: str = "") -> Report:
    """A right report of one office and year."""
    office, year = draw_office(rng, kind), rng.randint(2021, 2025)
    last, this = draw_two_years(office.size, "2019" if year == 2021 else "2021", rng)
    report = Report(rng, office, year, "2021", this, last)
    _frame(report)
    write_prose(report, wording)
    return report


def last_years(report: Report, wording: str) -> Report:
    """The same office's report of the year before; it states nothing of the year before that."""
    year = report.year - 1
    previous = Report(report.rng, report.office, year, "2019" if year < 2021 else "2021", report.last, report.last)
    _frame(previous)
    write_prose(previous, wording)
    return previous


def write_prose(report: Report, wording: str) -> None:
    """Fill all sections anew."""
    say, rng, office = Composer(report, wording), report.rng, report.office
    report.preamble = [say.say("preamble.lead")] if rng.random() < 0.85 else []
    parts = {
        "proactive": say.proactive(),
        "requests": say.requests() + say.disputes(),
        "management": [say.say("management.text")],
        "platform": [say.say("platform.text")],
        "supervision": [say.say("supervision.text")],
    }
    if office.government:
        parts["supervision"].append(say.say("supervision.assessment"))
    for _ in range(rng.randint(0, 2)):
        parts[rng.choice(("proactive", "supervision"))].append(say.say("trap.text"))
    intro = [say.say("overview.intro")] if rng.random() < 0.8 else []
    report.overview = [Part("intro", "", intro)] if intro else []
    report.overview += [Part(key, draw(wording, f"head.{key}", rng), said) for key, said in parts.items()]
    report.problems = [say.say("problems.text"), say.say("problems.improvements")]
    report.other = [say.say("fees.some" if rng.random() < 0.12 else "fees.none")]
    if rng.random() < 0.35:
        report.other.insert(rng.randint(0, 1), say.say("fees.more"))


def _frame(report: Report) -> None:
    """Title, dates, addressee, signature: the handed-up version or the one on the web."""
    rng, office, year = report.rng, report.office, report.year
    report.title = rng.choice((
        f"{office.agency}{year}年政府信息公开工作年度报告", f"{office.agency}{year}年政府信息公开工作年度报告",
        f"{office.agency}\n{year}年政府信息公开工作年度报告", f"{office.agency}{year}年度政府信息公开工作年度报告",
        f"{year}年{office.agency}政府信息公开工作年度报告",
    ))  # fmt: skip
    month = 1 if office.kind not in ("county", "city") else rng.randint(1, 3)
    day = dt.date(year + 1, month, rng.randint(6, 24))
    if office.kind in ("township", "subdistrict"):
        report.due = dt.date(year + 1, 1, 31)
    if rng.random() < 0.55:
        report.published = day + dt.timedelta(rng.randint(0, 5))
    if rng.random() < 0.45:
        report.signed, report.signature = day - dt.timedelta(rng.randint(0, 3)), office.agency
        if rng.random() < 0.5:
            report.addressee = office.superior
        if rng.random() < 0.3:
            report.note = "（此件公开发布）"
    report.headings, report.order = dict(HEADINGS), list(SECTIONS)
    report.style["parts"] = rng.choice(("line", "inline", "inline", "digits", "prose"))
    report.style["date"] = rng.choice(("iso", "iso", "chinese"))
