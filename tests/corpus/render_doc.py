"""Legacy .doc, .xls and .rtf files, made by LibreOffice out of our Word and Excel files; few, because it is slow."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.corpus.draft import Draft
from tests.corpus.render_docx import render_docx


def available() -> bool:
    """True where LibreOffice is installed."""
    return shutil.which("soffice") is not None


def convert(data: bytes, ending: str, target: str) -> bytes:
    """Let LibreOffice turn one format into another."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"in.{ending}"
        source.write_bytes(data)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", target, "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=600)
        return (Path(folder) / f"in.{target}").read_bytes()


def render_doc(draft: Draft) -> bytes:
    """Print the draft as a .doc, a .rtf or (named .wps) a .doc again."""
    target = draft.style.setdefault("ending", draft.rng.choice(("doc", "doc", "wps", "rtf")))
    draft.faults.append(f"doc:{target}")
    return convert(render_docx(draft), "docx", "rtf" if target == "rtf" else "doc")
