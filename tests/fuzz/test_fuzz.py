"""Quick versions of the fuzz run: whatever comes in, out comes a document, a report, or an error of ours."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.settings import DEFAULT_SETTINGS
from tests.corpus.build import make_sample
from tests.fuzz.hostile import COSTLY, MAKERS
from tests.fuzz.mutate import MUTATIONS, mutate
from tests.fuzz.targets import FRONTS, front, fronts_in_python_only, opening, whole
from tests.proof import examples

QUICK = settings(max_examples=examples(150))
KINDS = ("html", "text", "docx", "xlsx")


@pytest.fixture(autouse=True)
def _quick() -> Iterator[None]:
    with fronts_in_python_only():
        yield


@lru_cache(maxsize=1)
def documents() -> dict[str, tuple[bytes, ...]]:
    """Documents of each kind to damage."""
    return {
        kind: tuple(make_sample(kind, "f", random.Random(n), level=0.4).data for n in range(3))
        for kind in (*KINDS, "pdf")
    }


@pytest.mark.parametrize("kind", FRONTS)
@QUICK
@given(seed=st.integers(0, 2**32))
def test_a_front_gives_a_document_or_our_error_for_damaged_documents(kind: str, seed: int) -> None:
    rng = random.Random(seed)
    everything = [data for each in documents().values() for data in each]
    front(kind)(mutate(rng.choice(documents()[kind]), rng, everything), f"damaged.{kind}")


@pytest.mark.parametrize("kind", FRONTS)
@QUICK
@given(data=st.binary(max_size=400))
def test_a_front_gives_a_document_or_our_error_for_any_bytes(kind: str, data: bytes) -> None:
    front(kind)(data, f"any.{kind}")


@QUICK
@given(data=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace"))))
def test_opening_yields_documents_or_errors_for_any_bytes(data: bytes) -> None:
    opening(data, "any")


@pytest.mark.parametrize("kind", KINDS)
@QUICK
@given(seed=st.integers(0, 2**32))
def test_reading_damaged_documents_gives_complete_reports_or_our_errors(kind: str, seed: int) -> None:
    rng = random.Random(seed)
    everything = [data for each in documents().values() for data in each]
    whole(mutate(rng.choice(documents()[kind]), rng, everything), f"damaged.{kind}")


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda each: each.__name__)
def test_a_mutation_is_the_same_for_the_same_seed(mutation: object) -> None:
    data = documents()["html"][0]
    first, second = (mutation(data, random.Random(5), [data]) for _ in range(2))  # type: ignore[operator]
    assert first == second


def test_mutations_do_change_documents() -> None:
    data = documents()["html"][0]
    changed = sum(mutate(data, random.Random(seed), [data]) != data for seed in range(50))
    assert changed > 40


@pytest.mark.parametrize("kind", MAKERS)
def test_documents_made_to_cost_much_stay_within_their_budget(kind: str) -> None:
    for seed in range(1 if kind in COSTLY else examples(10)):
        name, data = MAKERS[kind](random.Random(f"{kind}/{seed}"))
        started = time.process_time()
        whole(data, name)
        assert time.process_time() - started < DEFAULT_SETTINGS.document_seconds


@pytest.mark.parametrize("kind", MAKERS)
def test_a_hostile_document_is_the_same_for_the_same_seed(kind: str) -> None:
    made = [MAKERS[kind](random.Random(7))[0] for _ in range(2)]
    assert made[0] == made[1]
