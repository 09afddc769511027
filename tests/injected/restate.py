"""What prose says once its tables were changed."""

from __future__ import annotations

from tests.injected.compose import values_of
from tests.injected.figures import RESULTS
from tests.injected.report import Report


def restate(report: Report) -> None:
    """What the prose says follows the tables, so that one mistake stays one."""
    drawn = values_of(report)
    for sentence in report.sentences():
        kept = {key: sentence.values[key] for key in sentence.values if key not in _TABLED}
        sentence.values = drawn | kept


_TABLED = {
    "received", "carried_in", "concluded", "carried_out", "natural", "org", "handled", "granted", "partly", "refused",
    "unavailable", "not_handled", "other", "licences", "penalties", "compulsion", "fees", "docs_made", "docs_repealed",
    "docs_in_force", "recon", "suits", "direct", "after", *(f"recon_{each}" for each in RESULTS),
    *(f"suits_{each}" for each in RESULTS),
}  # fmt: skip


def silence(report: Report, *names: str) -> None:
    """No sentence speaks of these figures."""
    for sentence in report.sentences():
        if any(sentence.says(name) for name in names):
            sentence.text = ""
