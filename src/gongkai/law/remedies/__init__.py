"""Remedies against answers: reconsideration first or either way, by whom, by when (《行政复议法》, 法释〔2025〕8号)."""

from gongkai.law.remedies.load import rows
from gongkai.law.remedies.model import Addressee, Bodies, Office, Period, Remedy, Way
from gongkai.law.remedies.remedy import remedy_for

__all__ = ["Addressee", "Bodies", "Office", "Period", "Remedy", "Way", "remedy_for", "rows"]
