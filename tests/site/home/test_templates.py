"""Templates are written so that a diff shows what changed: in lines, not in pages on one line."""

from collections import Counter
from pathlib import Path

import gongkai_site

SITE = Path(gongkai_site.__file__).parent
LONGEST = 160
STILL_LONG: dict[str, int] = {
    "annual/templates/annual/paste.html": 1,
    "intake/templates/intake/document.html": 5,
    "intake/templates/intake/findings.html": 1,
    "intake/templates/intake/list.html": 6,
    "intake/templates/intake/rows.html": 1,
    "intake/templates/intake/tables.html": 7,
    "templates/office/dry_run.html": 1,
}
"""Templates that have longer lines still, and how many: no other may, and these no more than that."""


def test_no_line_of_a_template_is_longer_than_a_diff_can_show() -> None:
    templates = sorted(SITE.rglob("templates/**/*.html"))
    assert len(templates) > 80
    long = Counter(
        str(template.relative_to(SITE))
        for template in templates
        for line in template.read_text("utf-8").splitlines()
        if len(line) > LONGEST
    )
    assert {name: number for name, number in long.items() if number > STILL_LONG.get(name, 0)} == {}
