"""Documents that are not one plain report in the format their name says."""

from __future__ import annotations

import io
import random
import zipfile
from dataclasses import replace

from tests.corpus.build import Sample, make_sample
from tests.corpus.draft import Draft, damage
from tests.corpus.formats import RENDERERS
from tests.corpus.refused import REFUSED
from tests.corpus.render_text import SHAPES, render_text
from tests.corpus.truth import make_truth


def make_special(name: str, rng: random.Random) -> Sample:
    """Draw one of them."""
    makers = (_refused, _two_reports, _in_archive, _misnamed)
    return rng.choices(makers, (45, 20, 20, 15))[0](name, rng)


def _refused(name: str, rng: random.Random) -> Sample:
    return refused_sample(rng.choice(list(REFUSED)), name, rng)


def refused_sample(which: str, name: str, rng: random.Random) -> Sample:
    """One document that must be refused, by name."""
    data, ending, code = REFUSED[which](rng)
    return Sample(f"{name}.{ending}", data, "refused", (), (which,), code)


def _two_reports(name: str, rng: random.Random) -> Sample:
    """Two agencies' reports one after the other in one document."""
    kind = rng.choice(("html", "text", "docx"))
    drafts = [Draft.of(make_truth(rng), kind, rng) for _ in range(2)]
    first, second = drafts
    damage(first, ("brackets-half-width",) if rng.random() < 0.3 else ())
    joined = replace(first, blocks=first.blocks + second.blocks, values=first.values | {}, style={})
    joined.style["text"] = rng.choice([shape for shape in SHAPES if shape not in ("one-line", "pdf-copy")])
    ending, render = RENDERERS[kind]
    data = render(joined)
    truths = tuple(draft.expected(f"{name}.{ending}#{n + 1}") for n, draft in enumerate(drafts))
    return Sample(f"{name}.{ending}", data, kind, truths, ("two-reports", *joined.faults))


def _in_archive(name: str, rng: random.Random) -> Sample:
    """A zip as offices mail it: reports in folders, names in GBK, rubbish of the operating system."""
    buffer = io.BytesIO()
    truths = []
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("__MACOSX/._年报.html"), b"\0\5\x16\7")
        for number in range(rng.randint(1, 3)):
            sample = make_sample(rng.choice(("html", "docx", "text")), f"年报/{number}", rng, level=0.3)
            archive.writestr(zipfile.ZipInfo(sample.name), sample.data)
            truths.append(sample.truths[0] | {"source": f"{name}.zip!/{sample.name}"})
    return Sample(f"{name}.zip", buffer.getvalue(), "zip", tuple(truths), ("in-archive",))


def _misnamed(name: str, rng: random.Random) -> Sample:
    """A page named .doc or .xls, a Word file named .doc, text named .html."""
    kind, ending = rng.choice(
        (("html", "doc"), ("html", "xls"), ("docx", "doc"), ("text", "html"), ("xlsx", "xls"), ("html", "wps"))
    )
    style = {"ending": ending}
    if kind == "text":
        draft = Draft.of(make_truth(rng), kind, rng)
        draft.style["text"] = "cell-per-line"
        data = render_text(draft)
        return Sample(f"{name}.html", data, kind, (draft.expected(f"{name}.html"),), ("misnamed",))
    sample = make_sample(kind, name, rng, level=0.5, style=style)
    return replace(sample, faults=("misnamed", *sample.faults))
