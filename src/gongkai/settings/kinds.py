"""The two kinds of settings: whole numbers and measures, each with its range and meaning."""

from __future__ import annotations

from dataclasses import Field, field

from gongkai.errors import InvalidSettings


def whole(default: int, low: int, high: int, meaning: str) -> int:
    """Declare a setting that is a whole number (counts, characters, bytes)."""
    value: int = field(default=default, metadata={"low": low, "high": high, "meaning": meaning, "kind": int})
    return value


def measure(default: float, low: float, high: float, meaning: str) -> float:
    """Declare a setting that may have decimals (shares, points, seconds, similarities)."""
    value: float = field(default=default, metadata={"low": low, "high": high, "meaning": meaning, "kind": float})
    return value


def insist(setting: Field[float], value: object) -> None:
    """Raise :class:`InvalidSettings` unless the value is of the setting's kind and in its range."""
    low, high, kind = (setting.metadata[name] for name in ("low", "high", "kind"))
    right = isinstance(value, int if kind is int else (int, float)) and not isinstance(value, bool)
    if not right or not low <= value <= high:
        what = "整数" if kind is int else "数字"
        raise InvalidSettings(f"参数 {setting.name} 应为{low}至{high}之间的{what}，而不是 {value!r}。")
