import datetime as dt
import html
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongkai_site.agencies.models import Agency, Kind, Reorganisation, Section
from gongkai_site.people.models import Role
from tests.site.agencies.build import many
from tests.site.agencies.test_exchange import file
from tests.site.build import agency, county, due_by, person, signed_in

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def url(name, *args, **query):
    asked = "&".join(f"{key}={value}" for key, value in query.items())
    return reverse(f"agencies:{name}", args=args) + (f"?{asked}" if asked else "")


def browser(where, role=Role.SUPERVISOR, **more):
    return signed_in(person(where, role, **more))


def text(answer):
    return html.unescape(answer.content.decode())


@pytest.fixture
def land():
    return county(2)


class TestList:
    def test_a_supervisor_sees_the_tree_below_and_a_clerk_his_own_agency_alone(self, land):
        government, (township, neighbour) = land
        county(1, "和平县")
        above = text(browser(government).get(url("list")))
        assert all(each.name in above for each in (government, township, neighbour))
        assert "和平县" not in above
        own = text(browser(township, Role.CLERK).get(url("list")))
        assert township.name in own and neighbour.name not in own

    @pytest.mark.parametrize(
        ("query", "names"),
        [
            ({"word": "第2"}, {"安平县第2镇人民政府"}),
            ({"kind": Kind.GOVERNMENT}, {"安平县人民政府"}),
            ({"past": 1, "word": "旧"}, {"旧镇人民政府"}),
            ({"word": "旧"}, set()),
        ],
    )
    def test_it_is_narrowed_by_word_kind_and_whether_still_standing(self, land, query, names):
        agency("旧镇人民政府", land[0], abolished_on=dt.date(2020, 1, 1), successor=land[1][0])
        shown = text(browser(land[0]).get(url("list", **query)))
        assert set(re.findall(r'<a href="/admin/agencies/\d+/">([^<]+)</a>', shown)) == names

    def test_three_thousand_agencies_cost_no_more_questions_than_three(self, land, django_assert_max_num_queries):
        who = browser(land[0])
        who.get(url("list"))
        for _ in range(2):
            for address in (url("list"), url("due", land[0].pk), url("open", land[0].pk)):
                with django_assert_max_num_queries(60):
                    assert who.get(address).status_code == 200
            if not Agency.objects.filter(pk=9_000_000).exists():
                many(3000, land[0])
        assert "共3003个单位" in text(who.get(url("list")))

    def test_the_menu_leads_here_for_those_who_see_an_agency(self, land):
        assert url("list") in text(browser(land[1][0], Role.CLERK).get(reverse("workbench")))

    def test_one_without_any_agency_is_refused(self):
        answer = signed_in(person(is_system_admin=False)).get(url("list"))
        assert answer.status_code in (302, 403)


class TestNeighbour:
    def test_a_clerk_of_one_township_gets_nowhere_at_its_neighbours(self, land):
        government, (own, other) = land
        section = Section.objects.create(agency=other, name="办公室")
        notice = due_by(government, dt.date(2026, 1, 9))
        entry = Reorganisation.objects.create(agency=other, what="renamed", on=dt.date(2025, 1, 1), basis="批复")
        who = browser(own, Role.CLERK)
        for address in (
            url("open", other.pk), url("add", other.pk), url("edit", other.pk), url("correct", other.pk),
            url("place", other.pk), url("add-section", other.pk), url("section", other.pk, section.pk),
            url("due", other.pk), url("lay-down", government.pk, "report.due"), url("rulings", other.pk),
            url("withdraw-ruling", government.pk, notice.pk),
            url("reorganise", other.pk), url("undo", other.pk, entry.pk), url("add-top"), url("import"),
            url("edit", own.pk), url("correct", own.pk), url("reorganise", own.pk), url("add", own.pk),
        ):  # fmt: skip
            assert who.get(address).status_code == 403, address
            assert who.post(address, {"name": "x", "reason": "x"}).status_code == 403, address

    def test_a_thing_of_another_agency_is_not_reached_through_ones_own_address(self, land):
        _, (own, other) = land
        section = Section.objects.create(agency=other, name="办公室")
        answer = browser(own, Role.ADMIN).post(url("section", own.pk, section.pk), {"name": "x"})
        assert answer.status_code == 404

    def test_the_export_holds_what_one_may_see_and_no_more(self, land):
        import openpyxl

        _, (own, _) = land
        answer = browser(own, Role.CLERK).get(url("export"))
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
        assert answer["Content-Type"] == XLSX
        assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == [own.name]
        empty = openpyxl.load_workbook(io.BytesIO(browser(own, Role.CLERK).get(url("export", empty=1)).content)).active
        assert empty.max_row == 1


class TestAgency:
    def test_the_page_tells_who_is_responsible_and_why_the_report_is_due_when_it_is(self, land):
        government, (township, _) = land
        section = Section.objects.create(agency=township, name="党政办公室")
        clerk = person(township, section=section)
        from django.utils import timezone

        from gongkai_site.agencies.due import reporting_year

        year = reporting_year(timezone.localdate())
        due_by(government, dt.date(year + 1, 1, 9), "安政办〔8〕号")
        shown = text(browser(township, Role.ADMIN).get(url("open", township.pk)))
        assert f"{clerk}（经办人）" in shown
        assert f"{year + 1}年1月9日" in shown and "安政办〔8〕号" in shown and "没有为乡镇人民政府规定日期" in shown
        assert "补全单位概况" in shown

    def test_a_code_of_another_place_is_doubted(self, land):
        government, (township, _) = land
        Agency.objects.filter(pk=township.pk).update(division_code="320813101")
        assert "与所在地“安平县”不符" in text(browser(government).get(url("open", township.pk)))

    def test_what_two_people_typed_is_not_lost_and_the_stored_value_stands_beside_it(self, land):
        township = land[1][0]
        who = browser(township, Role.ADMIN)
        page = text(who.get(url("edit", township.pk)))
        revision = re.search(r'name="revision" value="(\d+)"', page)[1]
        Agency.objects.filter(pk=township.pk).update(address="别人填的路1号", revision=2)
        answer = who.post(url("edit", township.pk), {"address": "我填的路2号", "revision": revision})
        shown = text(answer)
        assert answer.status_code == 409
        assert "我填的路2号" in shown and "别人填的路1号" in shown and "已被他人修改" in shown
        again = re.search(r'name="revision" value="(\d+)"', shown)[1]
        assert who.post(url("edit", township.pk), {"address": "我填的路2号", "revision": again}).status_code == 302
        township.refresh_from_db()
        assert township.address == "我填的路2号"

    def test_a_mistake_is_shown_at_its_field_with_everything_typed(self, land):
        township = land[1][0]
        answer = browser(township, Role.ADMIN).post(
            url("edit", township.pk), {"postcode": "12", "address": "幸福路1号", "revision": 1}
        )
        shown = text(answer)
        assert answer.status_code == 400
        assert "邮政编码应为6位数字" in shown and "幸福路1号" in shown

    def test_a_mistake_does_not_hide_that_somebody_else_saved_meanwhile(self, land):
        township = land[1][0]
        Agency.objects.filter(pk=township.pk).update(revision=2)
        who = browser(township, Role.ADMIN)
        shown = text(who.post(url("edit", township.pk), {"email": "没有", "revision": 1}))
        assert 'name="revision" value="1"' in shown
        assert who.post(url("edit", township.pk), {"postcode": "223100", "revision": 1}).status_code == 409
        assert who.post(url("edit", township.pk), {"email": "没有", "revision": "²"}).status_code == 400

    def test_a_supervisor_adds_corrects_places_and_reorganises(self, land):
        government, (township, other) = land
        who = browser(government)
        values = {"name": "石桥镇人民政府", "kind": Kind.TOWNSHIP, "level": "township", "place": "安平县"}
        assert who.post(url("add", government.pk), values).status_code == 302
        made = Agency.objects.get(name="石桥镇人民政府")
        fixed = {**values, "local_government": "安平县人民政府", "revision": 1}
        assert "这个字段是必填项" in text(who.post(url("correct", made.pk), fixed))
        assert who.post(url("correct", made.pk), {**fixed, "reason": "漏填"}).status_code == 302
        moved = {"superior": other.name, "reason": "体制调整", "revision": 2}
        assert who.post(url("place", made.pk), moved).status_code == 302
        renamed = {
            "what": "renamed",
            "on": "2025-07-01",
            "new_name": "新石桥镇人民政府",
            "basis": "批复",
            "revision": 3,
        }
        assert who.post(url("reorganise", made.pk), renamed).status_code == 302
        made.refresh_from_db()
        assert (made.name, made.superior, made.local_government) == ("新石桥镇人民政府", other, government)
        merged = {"what": "merged", "on": "2025-08-01", "successor": township.name, "basis": "批复", "revision": 4}
        assert who.post(url("reorganise", made.pk), merged).status_code == 302
        shown = text(who.get(url("open", made.pk)))
        assert f"由{township.name}承继" in shown
        entry = made.reorganisations.get(what="merged")
        assert who.post(url("undo", made.pk, entry.pk), {"reason": "登记错了"}).status_code == 302
        assert "登记已撤回" in text(who.get(url("open", made.pk)))

    @pytest.mark.parametrize(
        ("values", "words"),
        [
            ({"what": "merged", "on": "2025-07-01", "basis": "批复"}, "必须填写承继机关"),
            ({"what": "renamed", "on": "2025-07-01", "basis": "批复"}, "必须填写新名称"),
            ({"what": "merged", "on": "2025-07-01", "basis": "批复", "successor": "没有的镇"}, "没有找到“没有的镇”"),
            ({"what": "merged", "on": "2999-07-01", "basis": "批复", "successor": "安平县第2镇人民政府"}, "还没有到"),
        ],
    )
    def test_a_reorganisation_wrongly_filled_in_is_shown_again(self, land, values, words):
        township = land[1][0]
        answer = browser(land[0]).post(url("reorganise", township.pk), {**values, "revision": 1})
        assert answer.status_code == 400 and words in text(answer)
        assert "批复" in text(answer)

    def test_namesakes_are_chosen_with_their_place(self, land):
        government = land[0]
        for place in ("东乡", "西乡"):
            agency("城关镇人民政府", government, place=place)
        made = agency("水利站", government, Kind.BRANCH)
        who = browser(government)
        moved = {"superior": "城关镇人民政府", "reason": "调整", "revision": 1}
        assert "同名单位" in text(who.post(url("place", made.pk), moved))
        assert who.post(url("place", made.pk), {**moved, "superior": "城关镇人民政府（西乡）"}).status_code == 302
        made.refresh_from_db()
        assert made.superior.place == "西乡"

    def test_sections_are_added_renamed_and_closed_on_the_page(self, land):
        township = land[1][0]
        who = browser(township, Role.ADMIN)
        assert who.post(url("add-section", township.pk), {"name": "办公室"}).status_code == 302
        section = Section.objects.get()
        assert who.post(url("section", township.pk, section.pk), {"name": "党政办"}).status_code == 302
        assert who.post(url("section", township.pk, section.pk), {"name": "", "switch": "1"}).status_code == 302
        section.refresh_from_db()
        assert (section.name, section.closed) == ("党政办", True)
        assert "恢复" in text(who.get(url("open", township.pk)))

    def test_only_a_system_administrator_adds_the_topmost(self, land):
        values = {"name": "大江市人民政府", "kind": Kind.GOVERNMENT, "level": "prefecture"}
        assert browser(None, is_system_admin=True).post(url("add-top"), values).status_code == 302
        assert Agency.objects.get(name="大江市人民政府").superior is None


class TestDue:
    def test_the_years_page_says_who_has_no_date_and_leads_to_where_it_is_laid_down(self, land):
        government, _ = land
        shown = text(browser(government).get(url("due", government.pk, year=2025)))
        assert "还有2个单位没有期限" in shown and url("lay-down", government.pk, "report.due") in shown
        due_by(government, dt.date(2026, 1, 15))
        shown = text(browser(government).get(url("due", government.pk, year=2025)))
        assert shown.count("2026-01-15") == 2

    @pytest.mark.parametrize("year", ["abc", "1", "99999", "²"])
    def test_a_year_that_is_none_gives_the_one_in_hand(self, land, year):
        assert browser(land[0]).get(url("due", land[0].pk, year=year)).status_code == 200

    def test_names_are_those_of_the_years_end(self, land):
        government, (township, _) = land
        names = {"old_name": "旧名镇人民政府", "new_name": township.name}
        Reorganisation.objects.create(agency=township, what="renamed", on=dt.date(2025, 7, 1), basis="批复", **names)
        who = browser(government)
        assert "旧名镇人民政府" in text(who.get(url("due", government.pk, year=2024)))
        assert "旧名镇人民政府" not in text(who.get(url("due", government.pk, year=2025)))


class TestImport:
    def post(self, who, *rows):
        sent = SimpleUploadedFile("单位.xlsx", file(*rows), content_type=XLSX)
        return who.post(url("import"), {"file": sent})

    def hidden(self, answer):
        return {name: re.search(rf'name="{name}" value="([^"]*)"', text(answer))[1] for name in ("rows", "digest")}

    def test_the_dry_run_writes_nothing_and_the_confirmation_all(self, land):
        who = browser(land[0])
        answer = self.post(who, ["石桥镇人民政府", "", "", "安平县", "安平县人民政府"])
        assert "新增1行" in text(answer) and not Agency.objects.filter(name="石桥镇人民政府").exists()
        confirmed = who.post(url("import"), self.hidden(answer), follow=True)
        assert "已导入：新增1个" in text(confirmed)
        assert Agency.objects.get(name="石桥镇人民政府").superior == land[0]

    def test_a_refused_row_leaves_no_way_to_confirm(self, land):
        answer = self.post(browser(land[0]), ["石桥镇人民政府", "村", "", "", "没有的单位"])
        assert "没有“村”这一项" in text(answer) and 'name="rows"' not in text(answer)

    def test_rows_signed_for_another_or_altered_are_not_taken(self, land):
        answer = self.post(browser(land[0]), ["石桥镇人民政府", "", "", "", "安平县人民政府"])
        hidden = self.hidden(answer)
        for who, sent in (
            (browser(land[0]), hidden),
            (browser(land[0]), {**hidden, "rows": hidden["rows"][:-2] + "xx"}),
        ):
            assert "预览已过期" in text(who.post(url("import"), sent))
        assert not Agency.objects.filter(name="石桥镇人民政府").exists()

    def test_a_second_confirmation_adds_nothing_twice(self, land):
        who = browser(land[0])
        hidden = self.hidden(self.post(who, ["石桥镇人民政府", "", "", "安平县", "安平县人民政府"]))
        who.post(url("import"), hidden)
        assert who.post(url("import"), hidden).status_code == 409
        assert Agency.objects.filter(name="石桥镇人民政府").count() == 1

    def test_what_is_no_table_is_refused_at_the_field(self, land):
        sent = SimpleUploadedFile("报告.pdf", b"%PDF-1.7", content_type="application/pdf")
        answer = browser(land[0]).post(url("import"), {"file": sent})
        assert answer.status_code == 400 and "不是表格" in text(answer)
        assert browser(land[0]).post(url("import"), {}).status_code == 400
