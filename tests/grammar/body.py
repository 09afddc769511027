"""The report's paragraphs and tables in print order."""

from __future__ import annotations

from tests.grammar import decoys
from tests.grammar.draft import Draft, Element, Paragraph, Table
from tests.grammar.labels import HEADINGS, SECTIONS
from tests.grammar.noise_labels import TRADITIONAL

NUMBERS = "一二三四五六"
OVERVIEW = (
    "{year}年，{short}认真贯彻落实《中华人民共和国政府信息公开条例》，持续推进政务公开工作。",
    "主动公开方面，围绕重点领域做好信息发布，及时更新栏目内容，方便群众查询。",
    "监督保障方面，明确专人负责，落实发布审核制度，未发生失泄密问题。",
)
PROBLEMS = (
    "{year}年，我单位政府信息公开工作取得了一定成效，但仍存在政策解读形式不够丰富、业务培训不够经常等问题。",
    "下一步，我单位将丰富解读形式，加强业务培训，提高公开质量。",
)
OTHER = "{year}年，本单位未收取政府信息公开信息处理费。"
NO_DISPUTES = "本年度，本单位未发生因政府信息公开引起的行政复议和行政诉讼案件。"


def _say(text: str, draft: Draft) -> str:
    return text.format(year=draft.truth.year, short="我单位")


def assemble(draft: Draft, extras: list[str]) -> None:
    """Fill the draft's body; ``extras`` names the decoys to set in."""
    for name in extras:
        draft.mark(f"decoy:{name}")
    body: list[Element] = []
    for name, decoy in decoys.AT_TOP.items():
        if name == "menu" and name in extras:
            body += decoy(draft)
    body.append(Paragraph(f"{draft.truth.agency}{draft.truth.year}年政府信息公开工作年度报告", "title"))
    if draft.rng.random() < 0.5:
        body.append(Paragraph(f"发布日期：{draft.truth.year + 1}-01-{draft.rng.randint(10, 28)}"))
    if "contents" in extras:
        body += decoys.contents(draft)
    body.append(
        Paragraph(f"根据《中华人民共和国政府信息公开条例》规定，现公布{draft.truth.year}年政府信息公开工作年度报告。")
    )
    order = list(SECTIONS)
    if "exchanged" in extras:
        middle = [1, 2, 3]
        draft.rng.shuffle(middle)
        order[1:4] = [SECTIONS[at] for at in middle]
    foreign = "label:traditional" in draft.marks and draft.rng.random() < 0.5
    renumber = draft.rng.random() < 0.5
    for place, section in enumerate(order):
        number = NUMBERS[place if renumber else SECTIONS.index(section)]
        heading = f"{number}、{HEADINGS[section]}"
        body.append(Paragraph(heading.translate(TRADITIONAL) if foreign else heading, "heading"))
        body += _section(draft, section, extras)
    draft.body = body


def _section(draft: Draft, section: str, extras: list[str]) -> list[Element]:
    if section == "overview":
        parts: list[Element] = [Paragraph(_say(text, draft)) for text in OVERVIEW]
        for name, decoy in decoys.IN_OVERVIEW.items():
            if name in extras:
                at = draft.rng.randint(1, len(parts))
                parts[at:at] = decoy(draft)
                if at == len(parts):
                    parts.append(Paragraph(_say(OVERVIEW[1], draft)))
        return parts
    if section == "problems":
        return [Paragraph(_say(text, draft)) for text in PROBLEMS]
    if section == "other":
        said: list[Element] = [Paragraph(_say(OTHER, draft))]
        return said + (decoys.old_table(draft) if "old-table" in extras else [])
    blocks = draft.section(section)
    parts = [Table(blocks)] if blocks else []
    if section == "requests" and "trend" in extras:
        parts[:0] = decoys.trend(draft)
    if section == "disputes" and draft.style.get("no disputes"):
        parts.append(Paragraph(NO_DISPUTES))
    if "prose" in extras and blocks:
        parts.insert(draft.rng.choice((0, len(parts))), decoys.prose_with_figures(draft, section))
    return parts
