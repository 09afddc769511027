"""The paragraph about remedies in a letter, and what it still lacks."""

from __future__ import annotations

import datetime as dt

from gongkai.law.remedies.load import Rows, WayRow
from gongkai.law.remedies.model import Bodies, Office, Way


def letter(
    known: Rows, row: WayRow, way: Way, bodies: Bodies, office: Office, on: dt.date, *, needs_channel: bool
) -> tuple[str, tuple[str, ...]]:
    """Return the paragraph and what nobody has set: without a body of reconsideration there is no paragraph."""
    if way == "none":
        return "", ()
    if not bodies.names:
        return "", (known.missing["body"],)
    missing = []
    if not office.bodies and not bodies.itself:
        missing.append(known.missing["name"])
    sentences = [known.words[way]]
    if bodies.itself:
        sentences.append(known.words["ruling"])
    if way == "reconsideration-first" and row.further:
        sentences.append(known.words[row.further])
    if needs_channel:
        if office.channel.strip():
            sentences.append(known.words["channel"])
        else:
            missing.append(known.missing["channel"])
    return "".join(sentences).format_map(_values(known, row, bodies, office, on)), tuple(missing)


def _values(known: Rows, row: WayRow, bodies: Bodies, office: Office, on: dt.date) -> dict[str, str]:
    subject = known.subjects[row.subject]
    lengths = {key: found.length for key, each in known.periods.items() if (found := each.on(on))}
    return {
        "against": subject.against,
        "since": subject.since,
        "since_lawsuit": subject.since_lawsuit,
        "bodies": known.words["or"].join(bodies.names),
        "channel": office.channel.strip(),
        "reconsideration": lengths["reconsideration"],
        "lawsuit": lengths[subject.lawsuit],
        "lawsuit_after": lengths["lawsuit-after"],
    }
