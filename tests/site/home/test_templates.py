"""Templates are written so that a diff shows what changed: in lines, not in pages on one line."""

from pathlib import Path

import gongkai_site

SITE = Path(gongkai_site.__file__).parent
LONGEST = 160


def test_no_line_of_a_template_is_longer_than_a_diff_can_show() -> None:
    templates = sorted(SITE.rglob("templates/**/*.html"))
    assert len(templates) > 80
    long = [
        f"{template.relative_to(SITE)}:{number}"
        for template in templates
        for number, line in enumerate(template.read_text("utf-8").splitlines(), 1)
        if len(line) > LONGEST
    ]
    assert long == []
