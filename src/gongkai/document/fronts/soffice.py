"""Run LibreOffice as an outside program: own profile, no macros, no links followed, killed when it hangs."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

_STEP = 0.05
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
_TOO_SLOW = "LibreOffice 在规定时间内没有转换完。"
_FAILED = "LibreOffice 无法转换这个文件。"


def run_soffice(
    program: str, inputs: Sequence[Path], target: str, outputs: Path, folder: Path, seconds: float
) -> dict[Path, str]:
    """Convert ``inputs`` into ``outputs``; return what went wrong, by input. ``folder`` takes the profile.

    Inputs are converted in order by one process. When nothing new appears for ``seconds``, or the process dies, the
    first input without an output is to blame and the rest goes to a new process.
    """
    profile = folder / "profile"
    settings = profile / "user"
    settings.mkdir(parents=True)
    (settings / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    problems: dict[Path, str] = {}
    waiting = list(inputs)
    while waiting:
        finished = _run(_command(program, waiting, target, outputs, profile), folder, outputs, seconds)
        missing = [each for each in waiting if not (outputs / f"{each.stem}.{target}").exists()]
        if finished is None:
            # A half-written output would pass for a whole one: the last one written is not trusted after a kill.
            blamed = missing[0] if missing else waiting[-1]
            problems[blamed] = _TOO_SLOW
        elif finished and missing:
            blamed = missing[0]
            problems[blamed] = _FAILED
        else:
            problems.update(dict.fromkeys(missing, _FAILED))
            return problems
        waiting = missing[1:]
    return problems


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


def _run(command: Sequence[str], folder: Path, outputs: Path, seconds: float) -> int | None:
    """Run until the end, or until nothing has appeared for ``seconds``; return the exit code or ``None``."""
    environment = {**os.environ, "HOME": str(folder), "TMPDIR": str(folder), "SAL_USE_VCLPLUGIN": "svp"}
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        seen, since = -1, time.monotonic()
        while process.poll() is None:
            count = len(os.listdir(outputs))
            if count != seen:
                seen, since = count, time.monotonic()
            elif time.monotonic() - since > seconds:
                return None
            time.sleep(_STEP)
        return process.returncode
    finally:
        # soffice is a script that starts the real program: the whole group has to go.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
