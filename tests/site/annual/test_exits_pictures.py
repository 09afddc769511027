"""The published Word file opens in LibreOffice and looks like the official form; makes the docs' page pictures.

``GONGKAI_PICTURES=docs/site/pictures`` writes them anew.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from gongkai_site.agencies.models import Kind
from gongkai_site.annual.rendering import render
from gongkai_site.annual.sheet import sheet
from gongkai_site.annual.sheet_docx import render_sheet
from tests.site.annual.written import locked, town
from tests.site.build import agency

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
_HIGH = 1.1


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_word_files_open_and_show_every_part_on_a4_pages(tmp_path: Path) -> None:
    version = locked(town(superior=agency("江苏省淮安市洪泽区人民政府", kind=Kind.GOVERNMENT)))
    files = {
        "report-handed-up": (
            render(version, "docx", "handed-up"),
            ("江苏省淮安市洪泽区人民政府：", "一、总体情况", "第二十条第（一）项", "（此件公开发布）"),
        ),
        "report-web": (render(version, "docx", "web"), ("一、总体情况", "第二十条第（一）项")),
        "report-sheet": (render_sheet(sheet(version.report)), ("年度报告审签单", "分管领导", "内容校验码", "日志锚点")),
    }
    for name, (data, _) in files.items():
        (tmp_path / f"{name}.docx").write_bytes(data)
    _converted(tmp_path)
    for name, (_, texts) in files.items():
        document = pypdfium2.PdfDocument(tmp_path / f"{name}.pdf")
        shown = "".join(each.get_textpage().get_text_bounded() for each in document)
        assert len(document) >= 2 and all(text in shown for text in texts)
        assert all(abs(each.get_width() - 595) < 2 and abs(each.get_height() - 842) < 2 for each in document)
        for number in range(min(len(document), 3)):
            picture = document[number].render(scale=_HIGH).to_pil().convert("L").quantize(16)
            picture.save(tmp_path / f"{name}-{number + 1}.png", optimize=True)
            assert len(picture.getcolors() or ()) > 2
            if folder := os.environ.get("GONGKAI_PICTURES"):
                shutil.copy(tmp_path / f"{name}-{number + 1}.png", folder)


def _converted(folder: Path) -> None:
    profile = f"-env:UserInstallation=file://{folder}/profile"
    order = [str(OFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    order += map(str, sorted(folder.glob("*.docx")))
    subprocess.run(order, check=True, capture_output=True, timeout=600)
