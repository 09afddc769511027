"""The Chinese names of actions, from ``data/actions.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def action_names() -> Mapping[str, str]:
    """Return the name of every known action."""
    return tomllib.loads(files("gongkai_site.audit").joinpath("data", "actions.toml").read_text("utf-8"))


def action_name(action: str) -> str:
    """Return what the log calls an action; an unknown one by its own name."""
    return action_names().get(action, action)
