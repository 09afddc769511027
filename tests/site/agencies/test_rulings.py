"""What superiors lay down from a day on: who may, what is refused, what holds, what moves, and where it is checked."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongkai.report import Report
from gongkai_site.agencies import actions
from gongkai_site.agencies.due import due
from gongkai_site.agencies.models import Agency, Kind, Ruling
from gongkai_site.agencies.rulings.keys import KEYS
from gongkai_site.agencies.rulings.moves import moved_by
from gongkai_site.agencies.rulings.sets import rule_sets_for
from gongkai_site.annual.actions.begin import begin_report
from gongkai_site.annual.actions.texts import save_texts
from gongkai_site.annual.checked import findings_of
from gongkai_site.audit.models import Event
from gongkai_site.errors import InvalidInput, NotAllowed, ReasonRequired, WrongState
from gongkai_site.people.models import Role
from tests.site.agencies.build import root, supervisor
from tests.site.build import actor, agency, county, due_by, person, signed_in
from tests.site.filings.build import content, filed, version

DUE, SET = "report.due", "rule-set"
SINCE, TODAY = dt.date(2025, 12, 31), dt.date(2026, 1, 5)
SHORT = """id = "short"
title = "篇幅要求"
issuer = "安平县人民政府办公室"
[source]
document = "关于编制年度报告的通知"
date = 2025-12-01
[[rules]]
id = "overview"
title = "总体情况不少于十字"
kind = "length"
section = "overview"
at_least = 10
"""


def lay_down(superior: Agency, key: str = DUE, value: str = "01-20", who: Any = None, **more: Any) -> Ruling:
    values = {"since": SINCE, "source": "安政办〔9〕号", "reason": "年度部署", **more}
    return actions.set_ruling(who or supervisor(superior), actions.draft_ruling(superior, key, value, **values))


def told(agency: Agency, year: int = 2025) -> list[str]:
    report = prose(agency, "短", year)
    return [each.rule for each in findings_of(report, agency, year, "own", None) if each.of_superior]


def prose(agency: Agency, overview: str, year: int = 2025) -> Report:
    report = content(agency, year)
    return replace(report, sections={**report.sections, "overview": overview})


class TestActions:
    def test_a_second_ruling_of_the_same_day_voids_the_first_and_a_later_one_leaves_it_as_history(self):
        government, (township, _) = county(2)
        first, second = lay_down(government), lay_down(government, value="1-15")
        third = lay_down(government, value="01-10", since=dt.date(2026, 12, 31))
        first.refresh_from_db()
        assert (first.voided, second.value, Ruling.objects.count()) == (True, "01-15", 3)
        assert second.by is not None and second.at is not None
        assert [due(township, year).date for year in (2024, 2025, 2026)] == [
            None,
            dt.date(2026, 1, 15),
            dt.date(2027, 1, 10),
        ]
        assert [(each.action, each.object_id) for each in Event.objects.order_by("number")] == [
            ("ruling.set", str(pk)) for pk in (first.pk, first.pk, second.pk, third.pk)
        ]

    def test_withdrawing_brings_back_what_held_before_and_happens_once(self):
        government, (township, _) = county(2)
        lay_down(government, since=dt.date(2024, 12, 31))
        mistaken = lay_down(government, value="01-02")
        who = supervisor(government)
        with pytest.raises(ReasonRequired):
            actions.withdraw_ruling(who, mistaken, reason=" ")
        actions.withdraw_ruling(who, mistaken, reason="日期有误")
        assert due(township, 2025).date == dt.date(2026, 1, 20)
        with pytest.raises(WrongState):
            actions.withdraw_ruling(who, mistaken, reason="再撤")

    def test_only_the_superiors_own_supervisor_and_the_administrator_may(self):
        government, (township, _) = county(2)
        kept = lay_down(government, who=root())
        for who in (supervisor(township), actor(government), actor(government, Role.LEADER), actor(township)):
            with pytest.raises(NotAllowed):
                lay_down(government, who=who)
            with pytest.raises(NotAllowed):
                actions.withdraw_ruling(who, kept, reason="x")
        assert Ruling.objects.filter(voided=False).count() == 1

    @pytest.mark.parametrize(
        ("key", "value", "more", "words"),
        [
            (DUE, "1月20日", {}, "不是日期"),
            (DUE, "02-30", {}, "不是日期"),
            (DUE, "2026-02-30", {}, "不是日期"),
            (DUE, "2026-01-20", {"since": dt.date(2026, 1, 1)}, "自2026-01-01起设定不会被用到"),
            (DUE, "2027-01-20", {}, "2026年度报告的期限"),
            (DUE, "", {}, "请填写内容"),
            (DUE, "01-20", {"source": " "}, "通知文号"),
            (DUE, "01-20", {"source": "号" * 201}, "200"),
            (DUE, "01-20", {"kind": "village"}, "没有"),
            (SET, "id =", {}, "不是正确的TOML"),
            (SET, SHORT.replace("issuer", "isuer"), {}, "第3行“isuer”不认识"),
            (SET, SHORT.replace('"length"', '"lenght"'), {}, "1条有误：overview：第10行"),
            (SET, "#" * 200_001, {}, "超过"),
            ("no-such", "1", {}, "没有“no-such”"),
        ],
    )
    def test_what_makes_no_sense_is_refused_in_words(self, key, value, more, words):
        government, _ = county(0)
        with pytest.raises(InvalidInput, match=words):
            lay_down(government, key, value, **more)
        assert not Ruling.objects.exists()

    def test_it_binds_those_below_never_others_and_one_kind_or_one_agency(self):
        government, (township, _) = county(2)
        farther = agency(superior=township)
        assert lay_down(government, agency=farther).agency == farther
        for wrong in (agency("别处的镇"), government):
            with pytest.raises(InvalidInput, match=r"不是.*的下级"):
                lay_down(government, agency=wrong)
        with pytest.raises(InvalidInput, match="只能选一项"):
            lay_down(government, agency=township, kind=Kind.TOWNSHIP)

    def test_the_reason_is_required(self):
        government, _ = county(0)
        with pytest.raises(ReasonRequired):
            lay_down(government, reason=" ")


class TestRuleSets:
    def test_it_is_asked_of_reports_of_those_below_from_its_day_on(self):
        government, (township, _) = county(2)
        assert told(township) == []
        lay_down(government, SET, SHORT)
        assert told(township) == ["superior:short.overview"]
        assert told(township, 2024) == [] and told(government) == []

    def test_the_sets_of_all_superiors_are_asked_and_told_apart(self):
        city = agency("安平市人民政府", kind=Kind.GOVERNMENT)
        government = agency("安平县人民政府", city, Kind.GOVERNMENT)
        township = agency(superior=government)
        lay_down(city, SET, SHORT)
        lay_down(government, SET, SHORT)
        lay_down(government, SET, SHORT.replace('"short"', '"town"'), kind=Kind.TOWNSHIP)
        assert [each.id for each in rule_sets_for(township, 2025)] == ["short", "town"]
        assert [each.id for each in rule_sets_for(government, 2025)] == ["short"]
        department = agency("安平县教育局", government, Kind.DEPARTMENT)
        assert [each.id for each in rule_sets_for(department, 2025)] == ["short", f"short-{government.pk}"]

    def test_an_end_without_value_ends_it_for_later_years(self):
        government, (township, _) = county(2)
        lay_down(government, SET, SHORT)
        lay_down(government, SET, "", since=dt.date(2026, 12, 31))
        assert told(township) and told(township, 2026) == []


class TestMoves:
    def test_each_report_that_gets_another_date_is_told(self):
        government, (first, second) = county(2)
        agency("安平县教育局", government, Kind.DEPARTMENT)
        due_by(government, dt.date(2026, 1, 10), agency=second)
        drafted = actions.draft_ruling(government, DUE, "01-25", since=SINCE, source="通知")
        assert [(each.agency, each.year, each.before, each.after) for each in moved_by(drafted, TODAY)] == [
            (first, 2025, "没有期限", "2026-01-25"),
            (agency_of("教育局"), 2025, "2026-01-31", "2026-01-25"),
        ]
        assert not Ruling.objects.filter(value="01-25").exists()
        kept = actions.set_ruling(supervisor(government), actions.draft_ruling(
            government, DUE, "01-25", since=SINCE, source="通知", reason="部署"
        ))  # fmt: skip
        assert [each.after for each in moved_by(kept, TODAY, taken_back=True)] == ["没有期限", "2026-01-31"]

    def test_each_report_in_which_something_else_is_found_is_told(self):
        government, (first, second) = county(2)
        version(first, 2025, report=prose(first, "短"))
        version(first, 2024, report=prose(first, "短", 2024))
        version(second, 2025, report=prose(second, "一" * 20))
        drafted = actions.draft_ruling(government, SET, SHORT, since=SINCE, source="通知")
        (one,) = moved_by(drafted, TODAY)
        assert (one.agency, one.year, one.before, one.after) == (first, 2025, "没有问题", "1处（overview）")


def agency_of(words: str) -> Agency:
    return Agency.objects.get(name__contains=words)


class TestPages:
    def browser(self, where: Agency, role: str = Role.SUPERVISOR) -> Any:
        return signed_in(person(where, role))

    def sent(self, **more: Any) -> dict[str, Any]:
        values = {"value": "01-20", "since": "2025-12-31", "source": "安政办〔9〕号", "reason": "年度部署"}
        return {**values, "kind": "", "agency": "", **more}

    def test_what_it_moves_is_shown_before_it_is_confirmed(self):
        government, (township, _) = county(2)
        who, address = self.browser(government), reverse("agencies:lay-down", args=[government.pk, DUE])
        shown = who.post(address, self.sent())
        assert shown.status_code == 200 and not Ruling.objects.exists()
        page = shown.content.decode()
        assert str(township) in page and "没有期限" in page and "2026-01-20" in page and 'name="confirmed"' in page
        assert who.post(address, self.sent(confirmed="1")).status_code == 302
        page = who.get(reverse("agencies:rulings", args=[government.pk]), {"on": "2025-12-31"}).content.decode()
        assert "每年1月20日" in page and "安政办〔9〕号" in page and "年度部署" in page and "第四十九条" in page
        before = who.get(reverse("agencies:rulings", args=[government.pk]), {"on": "2025-12-30"}).content.decode()
        assert before.count("每年1月20日") == page.count("每年1月20日") - 1, "in the history only"

    def test_an_uploaded_set_stands_in_the_form_to_be_confirmed(self):
        government, (township, _) = county(2)
        who, address = self.browser(government), reverse("agencies:lay-down", args=[government.pk, SET])
        file = SimpleUploadedFile("要求.toml", b"\xef\xbb\xbf" + SHORT.replace("\n", "\r\n").encode())
        page = who.post(address, self.sent(value="", file=file)).content.decode()
        assert "篇幅要求（short，1条）" in page and "at_least = 10" in page
        who.post(address, self.sent(value=SHORT, confirmed="1"))
        assert told(township) == ["superior:short.overview"]

    @pytest.mark.parametrize(
        ("sent", "words"),
        [
            ({"value": "昨天"}, "不是日期"),
            ({"since": "x"}, ""),
            ({"reason": ""}, ""),
            ({"agency": "没有的镇"}, "没有找到"),
        ],
    )
    def test_a_mistake_is_shown_with_everything_typed(self, sent, words):
        government, _ = county(2)
        answer = self.browser(government).post(
            reverse("agencies:lay-down", args=[government.pk, DUE]), self.sent(**sent, confirmed="1")
        )
        assert answer.status_code == 400 and not Ruling.objects.exists()
        assert words in answer.content.decode() and "安政办〔9〕号" in answer.content.decode()

    def test_a_file_that_is_no_text_is_refused_at_its_field(self):
        government, _ = county(1)
        file = SimpleUploadedFile("要求.toml", b"\xff\xfe\x00")
        address = reverse("agencies:lay-down", args=[government.pk, SET])
        answer = self.browser(government).post(address, self.sent(value="", file=file))
        assert answer.status_code == 400 and "不是UTF-8文本" in answer.content.decode()

    def test_findings_in_a_report_that_was_not_handed_up_are_not_told_to_the_superior(self):
        government, (first, second) = county(2)
        version(first, 2025, report=prose(first, "短"))
        filed(version(second, 2025, report=prose(second, "短")))
        address = reverse("agencies:lay-down", args=[government.pk, SET])
        page = self.browser(government).post(address, self.sent(value=SHORT)).content.decode()
        assert "影响2份报告" in page and page.count("1处（overview）") == 1 and f'">{second}<' in page.replace(" ", "")

    def test_withdrawing_says_what_it_moves(self):
        government, _ = county(2)
        ruling = lay_down(government, value="2026-01-20")
        address = reverse("agencies:withdraw-ruling", args=[government.pk, ruling.pk])
        who = self.browser(government)
        assert "撤回影响2份报告" in who.get(address).content.decode()
        assert who.post(address, {"reason": "有误"}).status_code == 302
        page = who.get(reverse("agencies:rulings", args=[government.pk])).content.decode()
        assert "（已撤回）" in page

    @pytest.mark.parametrize("role", [Role.CLERK, Role.REVIEWER, Role.LEADER])
    def test_others_of_the_superior_read_and_change_nothing(self, role):
        government, _ = county(1)
        ruling = lay_down(government)
        who = self.browser(government, role)
        page = who.get(reverse("agencies:rulings", args=[government.pk]))
        assert page.status_code == 200 and "lay-down" not in page.content.decode()
        for name, place in (("lay-down", DUE), ("withdraw-ruling", ruling.pk)):
            address = reverse(f"agencies:{name}", args=[government.pk, place])
            assert who.get(address).status_code == who.post(address, self.sent(confirmed="1")).status_code == 403

    def test_another_superiors_ruling_and_an_unknown_key_are_not_reached(self):
        government, (township, _) = county(2)
        ruling = lay_down(government)
        who = self.browser(township)
        assert who.get(reverse("agencies:withdraw-ruling", args=[township.pk, ruling.pk])).status_code == 404
        assert who.get(reverse("agencies:lay-down", args=[township.pk, "no-such"])).status_code == 404

    def test_what_superiors_laid_down_is_shown_to_those_below_with_whose_it_is(self):
        government, (township, _) = county(2)
        lay_down(government)
        page = self.browser(township, Role.CLERK).get(
            reverse("agencies:rulings", args=[township.pk]), {"on": "2026-01-01"}
        )
        text = page.content.decode()
        assert f"{government} <strong>" in text and "每年1月20日" in text and 'class="button" href' not in text


def test_every_key_says_what_holds_without_any_ruling():
    assert all(str(key.default) and str(key.asks) and str(key.title) for key in KEYS.values())


def test_on_the_page_of_a_report_a_superiors_document_stands_over_what_it_asks():
    government, (township, _) = county(2)
    lay_down(government, SET, SHORT)
    clerk = actor(township)
    save_texts(clerk, begin_report(clerk, township, 2025, "own"), {"overview": ("短", 0)})
    page = signed_in(clerk.user).get(reverse("annual:report", args=[township.pk, 2025, "own"])).content.decode()
    law, asked = page.split("<h3>上级规定：安平县人民政府办公室《关于编制年度报告的通知》（2025年12月1日）</h3>")
    assert "structure.assessment" not in law and "《政府信息公开条例》第五十条" in law
    assert "总体情况不少于十字" not in law and "总体情况不少于十字" in asked.split("</ol>")[0]
    assert "《政府信息公开条例》" not in asked.split("</ol>")[0]
