"""A part of the benchmark, by seed: what is planted is found whatever the format, clean documents give nothing."""

from __future__ import annotations

from collections import Counter

import pytest

from gongkai.screening import Screen, mask_file
from tests.screening.build import kinds
from tests.screening.planted.clean import clean_documents
from tests.screening.planted.documents import Planted, documents
from tests.screening.planted.plants import PLANTS
from tests.screening.planted.scoring import hits_of, score

SCREEN = Screen(Screen.of().rules, Screen.of().day, recognise=False)
COUNT, CLEAN, SEED = 60, 24, 20_261_130
PERSONAL = frozenset(each.kind for each in PLANTS if each.heading)


@pytest.fixture(scope="module")
def planted() -> list[Planted]:
    return documents(COUNT, SEED)


def test_everything_planted_is_found(planted: list[Planted]) -> None:
    result = score(planted, SCREEN)
    assert set(result.planted) >= {each.kind for each in PLANTS}
    assert result.missed == []


def test_clean_documents_full_of_numbers_give_nothing() -> None:
    found = Counter(hit.kind for each in clean_documents(CLEAN, SEED) for hit in hits_of(each, SCREEN))
    assert found == {}


def test_masked_they_hold_nothing_personal(planted: list[Planted]) -> None:
    for each in planted[:24]:
        left = {hit.kind for hit in mask_file(each.data, SCREEN, each.name).left}
        assert not left & PERSONAL, each.name


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("残疾人证号33010619930929239X34", ["disability-card"]),
        ("当事人李四，住城关镇新华街15号", ["home-address"]),
        ("名单\n姓名\t银行卡号\n王小二\t6230610602043560442", ["bank-card", "recipient-list"]),
        ("单位\t金额\t电话\n一中心\t1914567\t0517-87290606\n二中心\t1894567\t0517-87290607", []),
        ("序号,说明\n1,1984年4月24日生", ["birth-date"]),
        ("赖军，汉族，1991年4月26日生，初中文化。", ["birth-date"]),
        ("常务委员会，1991年4月26日成立。", []),
        ("车主,车牌号\n王小二,苏A12345", ["number-plate", "recipient-list"]),
    ],
)
def test_what_the_planted_documents_taught_stays_found(text: str, found: list[str]) -> None:
    assert kinds(text) == found
