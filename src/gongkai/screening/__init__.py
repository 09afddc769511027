"""Screening: find what must not go out with a file, whether its reader sees it or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.lazily import lazily
from gongkai.screening.model import Certainty, Content, Hit, Listing, Passage, Place, Screening, Trace

if TYPE_CHECKING:
    from gongkai.screening.catalogue import HitKind, certainty_in_words, hit_kind, hit_kinds, place_in_words
    from gongkai.screening.mask import Masked, mask_file
    from gongkai.screening.rules import Rules, default_rules, load_rules
    from gongkai.screening.screen import Looked, Screen
    from gongkai.screening.written import hit_to_json, in_words, screening_to_json

__all__ = [
    "Certainty",
    "Content",
    "Hit",
    "HitKind",
    "Listing",
    "Looked",
    "Masked",
    "Passage",
    "Place",
    "Rules",
    "Screen",
    "Screening",
    "Trace",
    "certainty_in_words",
    "default_rules",
    "hit_kind",
    "hit_kinds",
    "hit_to_json",
    "in_words",
    "load_rules",
    "mask_file",
    "place_in_words",
    "screening_to_json",
]

__getattr__, __dir__ = lazily(
    __name__,
    {
        **dict.fromkeys(
            ("HitKind", "certainty_in_words", "hit_kind", "hit_kinds", "place_in_words"), "gongkai.screening.catalogue"
        ),
        **dict.fromkeys(("Rules", "default_rules", "load_rules"), "gongkai.screening.rules"),
        **dict.fromkeys(("Masked", "mask_file"), "gongkai.screening.mask"),
        **dict.fromkeys(("hit_to_json", "in_words", "screening_to_json"), "gongkai.screening.written"),
        **dict.fromkeys(("Looked", "Screen"), "gongkai.screening.screen"),
    },
)
