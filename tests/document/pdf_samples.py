"""PDFs made for tests: set by typst, or written object by object where typst cannot draw what is wanted."""

from __future__ import annotations

import functools

import typst

PAGE = """#set page(width: 595pt, height: 842pt, margin: (x: 72pt, y: 90pt))
#set text(font: "Noto Serif CJK SC", size: 11pt)
"""

RESULTS = [
    ("一、本年新收政府信息公开申请数量", [12, 3, 0, 0, 1, 0, 16]),
    ("二、上年结转政府信息公开申请数量", [2, 0, 0, 0, 0, 0, 2]),
    ("（一）予以公开", [7, 1, 0, 0, 0, 0, 8]),
    ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", [1, 0, 0, 0, 0, 0, 1]),
    ("（七）总计", [13, 3, 0, 0, 1, 0, 17]),
    ("四、结转下年度继续办理", [1, 0, 0, 0, 0, 0, 1]),
]
"""A short table of requests: labels and the seven figures of each row."""

HEADER = ["申请人情况", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]


@functools.cache
def pdf(markup: str, *, plain: bool = False) -> bytes:
    """Set typst markup; ``plain`` leaves out the page and font settings that go before it otherwise."""
    return bytes(typst.compile((markup if plain else PAGE + markup).encode()))


def table(rows: list[tuple[str, list[int | str]]], *, options: str = "", header: bool = True) -> str:
    """Return a typst table of labels and figures, by default fully ruled."""
    cells = [f"[{text}]" for text in HEADER] if header else []
    head = f"table.header({', '.join(cells)})," if header else ""
    body = ", ".join(f"[{label}], " + ", ".join(f"[{value}]" for value in values) for label, values in rows)
    return f"#table(columns: (4fr, 1fr, 1fr, 1fr, 1fr, 1fr, 1fr, 1fr), {options} {head} {body})\n"


def drawn(
    content: str, *, size: tuple[float, float] = (595, 842), page: str = "", objects: tuple[str, ...] = ()
) -> bytes:
    """Return a one-page PDF with this content stream; further objects are numbered from 6.

    Text in it is Helvetica as ``/F``; ``page`` is added to the page's dictionary.
    """
    width, height = size
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents 4 0 R "
        + ("" if "/Resources" in page else "/Resources << /Font << /F 5 0 R >> >> ")
        + f"{page} >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *objects,
    ]
    out = "%PDF-1.7\n"
    offsets = []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n"
    out += "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    out += f"trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    return out.encode("latin-1")


def text_at(x: float, y: float, text: str, size: float = 12) -> str:
    """Return operators that print Latin text with its baseline at ``(x, y)``."""
    return f"BT /F {size} Tf {x} {y} Td ({text}) Tj ET\n"
