"""The folder of a demonstration: known by its mark, begun anew where building it was interrupted."""

from __future__ import annotations

import shutil
from pathlib import Path

from gongkai_site.errors import WrongState

_MARK = "demonstration"
_BUILDING, _READY = "building", "ready"
_OF_SETTINGS = frozenset({"secret-key"})
"""What loading the settings leaves in an empty folder."""


def is_ready(data: Path) -> bool:
    """Whether the folder holds a whole demonstration.

    What an interrupted build left behind is removed. Raises :class:`WrongState` where the folder holds something else:
    real data is never touched.
    """
    mark = data / _MARK
    state = mark.read_text("utf-8") if mark.is_file() else ""
    if state == _READY:
        return True
    if state == _BUILDING:
        _empty(data)
    elif data.exists() and any(each.name not in _OF_SETTINGS for each in data.iterdir()):
        raise WrongState(f"“{data}”里有别的数据，没有改动。", advice="请用 --data 另给一个空的文件夹。")
    return False


def _empty(data: Path) -> None:
    for each in data.iterdir():
        if each.is_dir():
            shutil.rmtree(each)
        elif each.name not in _OF_SETTINGS:
            each.unlink()


def begin(data: Path) -> None:
    """Mark the folder as being built."""
    data.mkdir(parents=True, exist_ok=True)
    (data / _MARK).write_text(_BUILDING, "utf-8")


def finish(data: Path) -> None:
    """Mark the folder as whole."""
    (data / _MARK).write_text(_READY, "utf-8")
