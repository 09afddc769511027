"""Every place of a pattern (regular expression), looked for by a process of its own that is ended when it takes long.

A pattern may take time beyond all measure over an innocent text, and nothing stops it inside a process.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from gongkai.errors import UsageError
from gongkai.settings import Settings

_PROCESS = Path(__file__).with_name("pattern_process.py")
_LONGEST = 1_000
_ADVICE = "请写成 Python 的正则表达式，如 (?<!\\d)1\\d{10}(?!\\d)。"


def places(pattern: str, texts: Sequence[str], settings: Settings) -> list[list[tuple[int, int]]]:
    """Return where a pattern stands in each text; raises :class:`UsageError` for what is none, or takes too long."""
    if not pattern or len(pattern) > _LONGEST:
        raise UsageError(f"表达式应有1至{_LONGEST}字。", advice=_ADVICE)
    given = json.dumps({"pattern": pattern, "texts": list(texts)})
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(_PROCESS)],
            input=given.encode(),
            capture_output=True,
            timeout=settings.redaction_pattern_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        seconds = settings.redaction_pattern_seconds
        raise UsageError(
            f"表达式“{pattern}”在{seconds:g}秒内没有查完。", advice="请改得简单些，或者直接查词。"
        ) from error
    if done.returncode:
        raise UsageError(f"表达式“{pattern}”有误。", advice=_ADVICE)
    found = json.loads(done.stdout)
    if "error" in found:
        raise UsageError(f"表达式“{pattern}”有误（{found['error']}）。", advice=_ADVICE)
    return [[(int(start), int(end)) for start, end in each] for each in found["places"]]
