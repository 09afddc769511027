"""One short code is the same on the sheet for signature, beside the version and in its files, and shows misreadings."""

import io
import zipfile

import pypdfium2
import pytest
from django.urls import reverse

from gongkai_site.annual.actions.lock import lock
from gongkai_site.annual.actions.signoff import sign_off
from gongkai_site.annual.rendering import render
from gongkai_site.annual.sheet import sheet
from gongkai_site.annual.sheet_docx import render_sheet
from gongkai_site.annual.shortcode import _SIGNS, code_of, code_of_version, read_code
from gongkai_site.people.models import Role
from tests.site.annual.written import SCAN, SIGNED_ON, locked, reviewed, town
from tests.site.build import actor, person, signed_in

HASHES = ["00" * 32, "ff" * 32, "0123456789abcdef" * 4]
CODES = [code_of(each) for each in HASHES]


def properties(docx: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(docx)).read("docProps/core.xml").decode()


def test_the_code_is_the_same_on_sheet_version_and_files() -> None:
    where = town()
    written, reviewer = reviewed(where), actor(where, Role.REVIEWER)
    paper = sheet(written).check_code
    assert paper in signed_in(person(where)).get(reverse("annual:sheet", args=[where.pk, 2025, "own"])).content.decode()
    sign_off(reviewer, written, written.revision, leader="王镇长", on=SIGNED_ON, scan=SCAN)
    version = lock(reviewer, written, written.revision)
    assert code_of_version(version) == paper == sheet(version.report).check_code
    page = signed_in(person(where)).get(reverse("annual:versions", args=[where.pk, 2025, "own"])).content.decode()
    assert f"<code>{paper}</code>" in page
    for which in ("web", "handed-up"):
        assert paper in properties(render(version, "docx", which))
        assert pypdfium2.PdfDocument(render(version, "pdf", which)).get_metadata_value("Keywords") == paper
    assert paper in properties(render_sheet(sheet(version.report)))


def test_another_content_has_another_code() -> None:
    assert len({*CODES, code_of("1" + "0" * 63), code_of("0" * 63 + "1")}) == 5
    assert all(len(each) == 11 and each[5] == "-" for each in CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_sign_misread_and_two_exchanged_are_told(code: str) -> None:
    signs = code.replace("-", "")
    assert read_code(f" {signs[:5].lower()} {signs[5:]} ") == code
    for place, sign in enumerate(signs):
        others = [signs[:place] + each + signs[place + 1 :] for each in _SIGNS if each != sign]
        assert not any(map(read_code, others))
        if place and signs[place - 1] != sign:
            assert read_code(signs[: place - 1] + sign + signs[place - 1] + signs[place + 1 :]) is None
    assert not any(map(read_code, ["", signs[:9], signs + "2", "O" + signs[1:], "页" * 10]))


@pytest.mark.parametrize(("typed", "told"), [("", "共10位"), ("22222-22223", "共10位"), (CODES[2], "都不一致")])
def test_a_code_off_paper_is_compared_with_the_versions(typed: str, told: str) -> None:
    where = town()
    version = locked(where)
    browser, address = signed_in(person(where)), reverse("annual:versions", args=[where.pk, 2025, "own"])
    assert (told in browser.get(address, {"code": typed}).content.decode()) == bool(typed)
    assert "与第1版的内容一致" in browser.get(address, {"code": code_of_version(version)}).content.decode()
