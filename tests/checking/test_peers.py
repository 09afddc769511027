"""What is like a text is found through an index; comparing it with every report finds the same."""

from __future__ import annotations

import heapq
import random
from collections.abc import Iterator

import pytest

from gongkai.checking import Finding, Peers
from gongkai.checking.peers import _counted
from gongkai.checking.repetition import COMPARED_SECTIONS, Fingerprints, Text, fingerprints, least_common, likeness
from gongkai.report import Report, blank_report
from gongkai.settings import Settings
from tests.checking.build import found
from tests.proof import part

SECTION = "overview"
ALPHABET = (
    "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒日月盈昃星宿列张寒来暑往秋收冬藏闰余成岁律吕调阳"
)


def exact_share(one: Text, other: Text) -> float:
    """The share in common by its definition: of the 128 smallest runs of both together, those that both have."""
    together = heapq.nsmallest(128, one.sketch | other.sketch)
    return sum(run in one.sketch and run in other.sketch for run in together) / len(together) if together else 0.0


def looked_at_one_by_one(
    peers: tuple[Fingerprints, ...], key: str, text: Text, least: float
) -> list[tuple[float, Fingerprints]]:
    """Every peer compared, no index: from the most alike, then by name."""
    pairs = [(exact_share(text, each.texts[key]), each) for each in peers if key in each.texts]
    return sorted(
        (pair for pair in pairs if pair[0] >= least and pair[0] > 0),
        key=lambda pair: (-pair[0], pair[1].agency, pair[1].source),
    )


def sentences(rng: random.Random, count: int, longest: int) -> list[str]:
    return ["".join(rng.choices(ALPHABET, k=rng.randint(3, longest))) for _ in range(count)]


def batch(seed: int) -> list[Report]:
    """Reports of every mixture: whole copies, copies with a sentence changed, common phrases, texts of one's own."""
    rng = random.Random(seed)
    phrases = sentences(rng, rng.choice((4, 12, 40)), rng.choice((12, 60)))
    models = [rng.sample(phrases, rng.randint(2, len(phrases) - 1)) for _ in range(rng.choice((1, 3)))]
    reports = []
    for number in range(rng.randint(30, 90)):
        sections = {}
        for key in COMPARED_SECTIONS:
            parts = list(rng.choice(models)) if rng.random() < 0.5 else rng.choices(phrases, k=rng.randint(1, 15))
            for _ in range(rng.choice((0, 0, 1, 2, 5))):
                parts[rng.randrange(len(parts))] = sentences(rng, 1, 40)[0]
            sections[key] = "".join(parts if rng.random() < 0.9 else sentences(rng, 6, 60))
        agency = rng.choice((f"第{number}局", f"第{number % 7}局", None))
        reports.append(blank_report("2021", source=f"{number % 50}.html", agency=agency, year=2024, sections=sections))
    return reports


@pytest.mark.proof
@pytest.mark.parametrize("seed", part(range(60)))
def test_the_index_finds_what_looking_at_every_report_finds(seed: int) -> None:
    settings = Settings(repeated_length=20)
    peers = Peers(batch(seed), settings=settings)
    asked = [*peers.fingerprints, *Peers(batch(seed + 1000), settings=settings).fingerprints[:5]]
    least = random.Random(seed).choice((0.3, 0.5, 0.7, 0.8, 0.9, 1.0))
    pairs = 0
    for mine in asked:
        for key, text in mine.texts.items():
            expected = looked_at_one_by_one(peers.fingerprints, key, text, least)
            given = [(like.share, each) for like in peers.like(key, text, least) for each in like.reports]
            assert [(share, each.agency, each.source) for share, each in given] == [
                (share, each.agency, each.source) for share, each in expected
            ]
            pairs += len(expected)
    assert pairs > len(peers.fingerprints)


def shown(finding: Finding) -> tuple[str, object]:
    return finding.what.zh, finding.found


def findings_one_by_one(
    report: Report, peers: tuple[Fingerprints, ...], settings: Settings
) -> Iterator[tuple[str, object]]:
    """The notices that comparing with every report gives."""
    mine = fingerprints(report, settings.repeated_length)
    titles = {"overview": "第一部分《总体情况》", "problems": "第五部分《存在的主要问题及改进情况》"}
    for key, text in mine.texts.items():
        matches = [
            (share, each)
            for share, each in looked_at_one_by_one(peers, key, text, settings.repeated_share)
            if (each.agency != mine.agency if mine.agency else each.source != mine.source)
        ]
        if matches:
            names = "、".join(f"“{each.agency or each.source}”报告" for _, each in matches[:3])
            names += f"等{len(matches)}份报告" if len(matches) > 3 else ""
            share = matches[0][0]
            yield (
                f"{titles[key]}与{names}雷同（除名称、年份和数字外，相同内容约占{share:.0%}）。",
                round(share, 2),
            )


@pytest.mark.proof
@pytest.mark.parametrize("seed", part(range(100, 120)))
def test_the_findings_are_those_of_comparing_with_every_report(seed: int) -> None:
    settings = Settings(repeated_length=20)
    reports = batch(seed)
    peers = Peers(reports, settings=settings)
    notices = 0
    for report in reports:
        given = [shown(each) for each in found(report, "text.repeated", peers=peers, settings=settings)]
        assert given == list(findings_one_by_one(report, peers.fingerprints, settings))
        notices += len(given)
    assert notices


def test_a_text_that_shares_just_enough_runs_is_found_and_one_with_a_run_less_is_not() -> None:
    """200 peers with ever fewer runs in common, so that the edge itself is met, in lists and in rows of bits."""
    rng = random.Random(5)
    signs = [chr(rng.randint(0x4E00, 0x9FA5)) for _ in range(132)]
    texts = [
        "".join(signs[: 132 - cut]) + "".join(chr(rng.randint(0x4E00, 0x9FA5)) for _ in range(cut))
        for cut in range(100)
    ]
    reports = [
        blank_report("2021", source=f"{n}", agency=f"第{n}局", year=2024, sections={SECTION: each})
        for n, each in enumerate(texts * 2)
    ]
    peers = Peers(reports, settings=Settings(repeated_length=20))
    whole = peers.fingerprints[0].texts[SECTION]
    shares = {each.agency: exact_share(whole, each.texts[SECTION]) for each in peers.fingerprints}
    edges = set(shares.values()) - {0.0}
    assert len(edges) > 40
    for least in edges:
        given = {each.agency for like in peers.like(SECTION, whole, least) for each in like.reports}
        assert given == {agency for agency, share in shares.items() if share >= least}


def test_the_least_number_of_runs_in_common_is_the_smallest_whose_share_is_reached() -> None:
    for size in range(1, 129):
        for hundredths in range(1, 101):
            least = hundredths / 100
            needed = least_common(size, least)
            assert needed / size >= least
            assert needed == 1 or (needed - 1) / size < least


@pytest.mark.parametrize("seed", range(8))
def test_rows_of_bits_are_counted_as_numbers_are(seed: int) -> None:
    rng = random.Random(seed)
    rows = [rng.getrandbits(70) & rng.getrandbits(70) for _ in range(rng.randint(0, 130))]
    counts = [sum(row >> bit & 1 for row in rows) for bit in range(70)]
    for least in range(1, 140):
        assert _counted(rows, least) == sum(1 << bit for bit, count in enumerate(counts) if count >= least)


def test_the_share_in_common_is_the_definitions() -> None:
    rng = random.Random(3)
    texts = [Text("".join(rng.choices(ALPHABET[:3], k=rng.randint(0, 400)))) for _ in range(60)]
    for one in texts:
        for other in texts:
            assert likeness(one.sketch, other.sketch) == exact_share(one, other)


def test_among_hundreds_of_offices_with_one_text_each_is_told_of_all_others() -> None:
    text = "".join(sentences(random.Random(1), 30, 60))
    reports = [
        blank_report("2021", source=f"{n}", agency=f"第{n:04}局", year=2024, sections={SECTION: text})
        for n in range(500)
    ]
    peers = Peers(reports)
    for report in reports:
        (finding,) = found(report, "text.repeated", peers=peers)
        assert "等499份报告" in finding.message and report.agency not in finding.message
