"""Run LibreOffice as an outside program: own profile, no macros, no links followed, killed when it hangs."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from gongkai.document.usage import use_of_group
from gongkai.errors import ConversionFailed, OverBudget, UnreadableDocument

_STEP = 0.05
_LOOK = 4
"""Steps between two looks at what LibreOffice uses, which asks every process of the machine."""
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse">
<value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse">
<value>2</value></prop></item>
</oor:items>
"""
_ADVICE = "请用 Word 或 WPS 打开，另存为 docx 或 xlsx 后再报。"


class Limits(NamedTuple):
    """What the conversion of one document may take."""

    seconds: float
    """Time at work, see :class:`_Watch`."""
    memory: int
    """Bytes that all processes of LibreOffice may hold together."""
    patience: float
    """How many times longer the clock may go, where the machine is busy."""


class Outcome(NamedTuple):
    """What became of the inputs: the problem of each that failed, and the seconds at work on each that did not."""

    problems: dict[Path, UnreadableDocument]
    seconds: dict[Path, float]


class _Ended(Enum):
    """How a run of LibreOffice ended."""

    WELL = 0
    BADLY = 1
    LATE = 2
    LARGE = 3


def run_soffice(
    program: str, inputs: Sequence[Path], target: str, outputs: Path, folder: Path, limits: Limits
) -> Outcome:
    """Convert ``inputs`` into ``outputs``. ``folder`` takes the profile.

    Inputs are converted in order by one process. When nothing new appears within the limits, or the process dies, the
    first input without an output is to blame and the rest goes to a new process.
    """
    profile = folder / "profile"
    settings = profile / "user"
    settings.mkdir(parents=True)
    (settings / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    outcome = Outcome({}, {})
    waiting = list(inputs)
    while waiting:
        ended, took = _run(_command(program, waiting, target, outputs, profile), folder, outputs, limits)
        missing = [each for each in waiting if not (outputs / f"{each.stem}.{target}").exists()]
        if ended in (_Ended.LATE, _Ended.LARGE):
            # A half-written output would pass for a whole one: the last one written is not trusted after a kill.
            blamed = missing[0] if missing else waiting[-1]
        elif ended is _Ended.BADLY and missing:
            blamed = missing[0]
        else:
            outcome.problems.update({each: _problem(_Ended.BADLY, limits) for each in missing})
            missing = []
            blamed = None
        if blamed is not None:
            outcome.problems[blamed] = _problem(ended, limits)
        made = [each for each in waiting if (outputs / f"{each.stem}.{target}").exists()]
        outcome.seconds.update(zip(made, took, strict=False))
        waiting = missing[1:]
    return outcome


def _problem(ended: _Ended, limits: Limits) -> UnreadableDocument:
    if ended is _Ended.LATE:
        return OverBudget(f"LibreOffice 在 {limits.seconds:.0f} 秒的时限内没有转换完，未读。", advice=_ADVICE)
    if ended is _Ended.LARGE:
        size = f"{limits.memory / 1e6:,.0f} MB"
        return OverBudget(f"LibreOffice 转换这个文件所需的内存超过上限 {size}，未读。", advice=_ADVICE)
    return ConversionFailed("LibreOffice 无法转换这个文件。", advice=_ADVICE)


def _command(program: str, inputs: Sequence[Path], target: str, outputs: Path, profile: Path) -> list[str]:
    return [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--convert-to",
        target,
        "--outdir",
        str(outputs),
        *map(str, inputs),
    ]


def _run(command: Sequence[str], folder: Path, outputs: Path, limits: Limits) -> tuple[_Ended, list[float]]:
    """Run until the end or a limit; return how it ended, and the seconds at work on each output in turn."""
    environment = {**os.environ, "HOME": str(folder), "TMPDIR": str(folder), "SAL_USE_VCLPLUGIN": "svp"}
    before = len(os.listdir(outputs))
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    watch = _Watch(process.pid, limits.patience)
    took: list[float] = []
    try:
        turn = 0
        while process.poll() is None:
            new = len(os.listdir(outputs)) - before - len(took)
            turn += 1
            if new > 0 or not turn % _LOOK:
                watch.look()
            if new > 0:
                took += [watch.taken() / new] * new
            elif watch.seconds > limits.seconds:
                return _Ended.LATE, took
            if watch.memory > limits.memory:
                return _Ended.LARGE, took
            time.sleep(_STEP)
        new = len(os.listdir(outputs)) - before - len(took)
        watch.look()
        took += [watch.taken() / new] * new if new > 0 else []
        return (_Ended.BADLY if process.returncode else _Ended.WELL), took
    finally:
        # soffice is a script that starts the real program: the whole group has to go.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


class _Watch:
    """Time at work of a group of processes since the last output, and its memory.

    Where it works, what counts is its processor time, for a busy machine is not the document's fault; but no less
    than a share of the clock's. Where it only waits, it hangs, and the clock counts.
    """

    def __init__(self, group: int, patience: float) -> None:
        self.seconds = 0.0
        self.memory = 0
        self._group = group
        self._patience = patience
        self._clock = time.monotonic()
        self._worked = 0.0

    def look(self) -> None:
        """Count what passed since the last look."""
        clock, use = time.monotonic(), use_of_group(self._group)
        passed, self._clock = clock - self._clock, clock
        if use is None:
            self.seconds += passed
            return
        worked, self._worked = use.seconds - self._worked, use.seconds
        self.seconds += min(max(worked, passed / self._patience), passed) if worked > 0 else passed
        self.memory = use.memory

    def taken(self) -> float:
        """Return the seconds counted, and begin again at none."""
        taken, self.seconds = self.seconds, 0.0
        return taken
