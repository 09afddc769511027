"""What is found in documents as offices published them."""

from __future__ import annotations

from pathlib import Path

import gongkai
from gongkai.checking import check

ROOT = Path(__file__).parents[2]


def test_real_documents_have_no_error_and_only_true_warnings() -> None:
    data = ROOT / "tests" / "data" / "reports"
    seen = {}
    for name in ("baishiyi-2024.txt", "guoliang-2024.txt", "hongze-2024.pdf", "lubei-2024.txt"):
        findings = check(gongkai.read(data / name))
        seen[name] = {(each.rule, each.severity) for each in findings if each.severity != "not run"}
    unstated = ("structure.assessment", "warning")
    assert seen == {
        "baishiyi-2024.txt": {unstated},
        "guoliang-2024.txt": {unstated},
        "hongze-2024.pdf": {unstated, ("cells.missing", "warning")},
        "lubei-2024.txt": set(),
    }
