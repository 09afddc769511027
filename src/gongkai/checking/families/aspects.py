"""What sections one and five must speak of, and that no section follows the sixth."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checking.context import Context
from gongkai.checking.messages import joined
from gongkai.checking.naming import Name, section_name
from gongkai.checking.rule import Draft, rule, say
from gongkai.checking.stated import shortened
from gongkai.checking.wording import Duty, wording

_SEVENTH = re.compile(r"^(七[、.．](?!\d)[^。；;\n]{2,30})$", re.MULTILINE)
_EARLIER = re.compile(r"^六[、.．]", re.MULTILINE)


@rule(
    "structure.aspects",
    "总体情况写全五个方面，第五部分写明问题和改进，没有第七部分",
    "section one covers its five aspects, section five names problems and improvements, no section is the seventh",
    "warning",
    "content",
    "form",
)
def aspects(context: Context) -> Iterator[Draft]:
    """Section one covers its five aspects; section five names problems and improvements; no section beyond the sixth.

    “无” or 暂无突出问题 is neither a problem nor an improvement. A section that does not stand or is empty is named by
    `structure.sections`.
    """
    overview, problems = context.told.get("overview", ""), context.told.get("problems", "")
    if overview:
        lacking = [each for each in wording().aspects if not each.pattern.search(overview)]
        if lacking:
            section = section_name(context.form, "overview")
            yield say("structure.aspects/overview", section=section, lacking=_names(lacking))
    if problems:
        said = wording().no_problem.sub("", problems)
        lacking = [each for each in wording().problems if not each.pattern.search(said)]
        if lacking:
            yield say(
                "structure.aspects/problems",
                section=section_name(context.form, "problems"),
                lacking=_names(lacking),
                text=shortened(context.sections["problems"]),
            )
    yield from _beyond(context)


def _names(duties: list[Duty]) -> Name:
    return joined(Name(each.name, each.english) for each in duties)


def _beyond(context: Context) -> Iterator[Draft]:
    """A heading 七、 behind the sixth section; where a list of that section counts so far, it is none."""
    for text in (context.report.sections.get("other", ""), context.report.closing):
        found = _SEVENTH.search("\n".join(line.strip() for line in text.split("\n")))
        if found and not _EARLIER.search(text):
            yield say("structure.aspects/seventh", heading=found[1], found=found[1])
