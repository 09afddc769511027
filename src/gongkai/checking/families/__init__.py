"""The rules, one module per family; importing this package registers them all."""

from gongkai.checking.families import (
    authority,
    deadline,
    figures,
    narrative_fees,
    narrative_figures,
    narrative_leftovers,
    narrative_parts,
    presence,
    privacy,
    repeated,
    structure,
    years,
)

__all__ = [
    "authority",
    "deadline",
    "figures",
    "narrative_fees",
    "narrative_figures",
    "narrative_leftovers",
    "narrative_parts",
    "presence",
    "privacy",
    "repeated",
    "structure",
    "years",
]
