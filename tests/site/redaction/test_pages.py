"""The pages of redaction: without a script everything is there; pictures and files are given out under the policy."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gongkai_site.people.models import Role
from gongkai_site.policy import Actor
from gongkai_site.redaction import actions
from gongkai_site.redaction.models import RedactionCase, State
from tests.site import build
from tests.site.build import signed_in
from tests.site.redaction.build import boxed, fresh, made, opened, page, text_pdf


def browser(who: Actor) -> Client:
    assert who.user is not None
    return signed_in(who.user)


def at(name: str, case: RedactionCase, *more: object) -> str:
    return reverse(f"redaction:{name}", args=[case.agency_id, case.pk, *more])


def row(left="", top="", right="", bottom="", ground="privacy", by="") -> dict[str, str]:
    return {"left": left, "top": top, "right": right, "bottom": bottom, "ground": ground, "by": by}


def form(*rows: dict[str, str], revision: int = 1, **more: str) -> dict[str, object]:
    """What the form of a page sends."""
    fields: dict[str, object] = {name: [each[name] for each in rows] for name in row()}
    return fields | {"revision": revision, "page-decision": "", "page-ground": "privacy", "page-of": "", **more}


def test_a_file_goes_from_its_upload_to_the_download_by_forms_alone(clerk, reviewer, office, run_tasks):
    writes, looks = browser(clerk), browser(reviewer)
    upload = reverse("redaction:upload", args=[office.pk])
    assert "本系统非涉密，不得录入涉密信息" in writes.get(upload).content.decode()
    sent = {"file": SimpleUploadedFile("来信.pdf", text_pdf("一", "张三")), "title": "来信"}
    writes.post(upload, sent)
    case = RedactionCase.objects.get()
    assert "正在打开" in writes.get(at("case", case)).content.decode()
    run_tasks()
    shown = writes.get(at("case", case)).content.decode()
    assert "还有2页没有决定" in shown and "标记第1页" in shown
    writes.post(at("decide-picked", case), {"pick": ["1:1"], "decision": "release", "ground": "privacy"})
    answer = writes.post(at("page", case, 2), form(row("10", "5", "40", "12.5"), row()))
    assert answer.status_code == 302
    assert page(case, 2).boxes == [{"box": [10, 5, 40, 12.5], "ground": "privacy"}]
    shown = writes.get(at("page", case, 2)).content.decode()
    assert 'class="redaction-mark" x="' in shown and "style=" not in shown.split("<main")[1]
    assert "个人隐私" in writes.get(at("case", case)).content.decode()
    writes.post(at("submit", case), {"revision": fresh(case).revision})
    run_tasks()
    assert fresh(case).state == State.REVIEW
    assert looks.get(at("output", case)).status_code == 403
    shown = looks.get(at("review", case)).content.decode()
    assert at("picture", case, 2) in shown and at("after", case, 2) in shown
    refused = looks.post(at("release", case), {"revision": fresh(case).revision})
    assert refused.status_code == 400 and "逐页对照" in refused.content.decode()
    looks.post(at("release", case), {"revision": fresh(case).revision, "looked": "1"})
    given = looks.get(at("output", case))
    assert b"".join(given.streaming_content).startswith(b"%PDF") and "private" in given["Cache-Control"]


def test_pictures_and_files_are_kept_by_no_cache_and_given_to_nobody_else(clerk, reviewer, office):
    case = made(clerk, office)
    strangers = [build.person(office, Role.SUPERVISOR), build.person(office.superior, Role.SUPERVISOR)]
    for name, more in (("picture", (1,)), ("after", (1,)), ("source", ())):
        answer = browser(clerk).get(at(name, case, *more))
        assert answer.status_code == 200 and answer["Cache-Control"] == "private, no-store"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert [signed_in(each).get(at(name, case, *more)).status_code for each in strangers] == [403, 403]
    assert browser(clerk).get(at("picture", case, 2)).status_code == 404
    assert browser(clerk).get(at("output", case)).status_code == 403


def test_a_stale_save_is_told_and_nothing_typed_is_lost(clerk, reviewer, office):
    case = opened(clerk, office)
    actions.mark_page(reviewer, page(case), boxed(), revision=1)
    answer = browser(clerk).post(at("page", case, 1), form(row("61", "62", "73", "74")))
    text = answer.content.decode()
    assert answer.status_code == 409 and 'value="61"' in text and "redaction-theirs" in text
    assert f'name="revision" value="{page(case).revision}"' in text
    again = browser(clerk).post(at("page", case, 1), form(row("61", "62", "73", "74"), revision=page(case).revision))
    assert again.status_code == 302


def test_a_script_is_answered_in_json_with_what_stands_there_now(clerk, reviewer, office):
    case = opened(clerk, office)
    script = browser(clerk)
    sent = form(row("10", "10", "20", "20"))
    answer = script.post(at("page", case, 1), sent, headers={"accept": "application/json"})
    assert json.loads(answer.content) == {"revision": 2, "boxes": [{"box": [10, 10, 20, 20], "ground": "privacy"}]}
    stale = script.post(at("page", case, 1), sent, headers={"accept": "application/json"})
    assert stale.status_code == 409
    assert json.loads(stale.content)["now"]["revision"] == 2
    assert json.loads(stale.content)["now"]["boxes"][0]["box"] == [10, 10, 20, 20]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (form(row("左", "1", "2", "3")), "第1个方框的“左”不是数字"),
        (form(row("1", "1", "2", "3"), row("5", "", "6", "7")), "第2个方框的“上”不是数字"),
        (form(row("1", "1", "2", "1e9")), "不是数字"),
        (form() | {"left": ["1"]}, "没有完整地收到"),
        (form(**{"page-decision": "part"}), "却没有标记"),
    ],
)
def test_what_was_typed_wrongly_is_named_and_stays(clerk, office, sent, said):
    case = opened(clerk, office)
    answer = browser(clerk).post(at("page", case, 1), sent)
    assert answer.status_code == 400 and said in answer.content.decode()
    assert page(case).boxes == []


def test_a_row_that_is_ticked_is_taken_away(clerk, office):
    case = opened(clerk, office)
    actions.mark_page(clerk, page(case), boxed(), revision=1)
    browser(clerk).post(at("page", case, 1), form(row("10", "5", "40", "12"), revision=2, remove="1"))
    assert page(case).boxes == []


def test_the_second_person_is_told_that_it_waits_and_the_one_who_marked_is_not(clerk, reviewer, office):
    made(clerk, office)
    assert "对照原件复核遮盖并放行" in browser(reviewer).get(reverse("workbench")).content.decode()
    assert "对照原件复核遮盖并放行" not in browser(clerk).get(reverse("workbench")).content.decode()


def test_the_list_is_narrowed_and_leaves_out_what_was_thrown_away(clerk, office):
    case = opened(clerk, office)
    address = reverse("redaction:list", args=[office.pk])
    assert "关于道路的来信" in browser(clerk).get(address).content.decode()
    assert "关于道路的来信" not in browser(clerk).get(address, {"word": "别的"}).content.decode()
    actions.drop(clerk, case, revision=case.revision, reason="传错")
    assert "关于道路的来信" not in browser(clerk).get(address).content.decode()
    assert "关于道路的来信" in browser(clerk).get(address, {"state": "dropped"}).content.decode()


def test_a_released_file_is_given_back_on_its_page(clerk, reviewer, office):
    case = made(clerk, office)
    actions.release(reviewer, case, revision=case.revision)
    sent = {"revision": fresh(case).revision, "reason": "漏了一处"}
    browser(clerk).post(at("return", case), sent)
    assert fresh(case).state == State.MARKING
    assert browser(reviewer).get(at("output", case)).status_code == 403
    assert "漏了一处" in browser(clerk).get(at("case", case)).content.decode()
