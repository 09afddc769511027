import datetime as dt
import io
import zipfile

import openpyxl
import pytest

from gongkai_site.agencies.actions import correct_agency, edit_agency
from gongkai_site.agencies.actions.importing import import_agencies
from gongkai_site.agencies.exchange.columns import COLUMNS, LAYOUT, printed
from gongkai_site.agencies.exchange.plan import make_plan
from gongkai_site.agencies.models import Agency, Kind, Level
from gongkai_site.audit.models import Event
from gongkai_site.errors import EditedMeanwhile, InvalidInput, NotAllowed, SiteError, UnreadableFile
from gongkai_site.people.models import Role
from gongkai_site.sheets.reading import read_rows
from gongkai_site.sheets.writing import workbook
from tests.site.agencies.build import root, supervisor
from tests.site.build import actor, agency, county

HEADER = ["名称", "类型", "层级", "所在地", "政府信息公开上级"]


def file(*rows, header=HEADER, above=()):
    book = openpyxl.Workbook()
    for row in (*above, header, *rows):
        book.active.append(list(row))
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def upload(*rows, **more):
    return read_rows(LAYOUT, "单位.xlsx", file(*rows, **more))


def done(who, read):
    return import_agencies(who, read, make_plan(who, read).digest)


def exported(who=None):
    listed = Agency.objects.filter(abolished_on=None).select_related("superior", "local_government")
    return workbook(LAYOUT, "单位", map(printed, listed))


def faults(plan):
    return {(each.row.number, fault.column): fault.message for each in plan.refused for fault in each.faults}


class TestDryRun:
    def test_it_lists_what_would_be_added_changed_and_refused_and_writes_nothing(self):
        government, (township, _) = county(2)
        read = upload(
            ["安平县财政局", "政府部门", "县级", "安平县", "安平县人民政府"],
            [township.name, "街道办事处", "乡级", "安平县", "安平县人民政府"],
            [government.name, "人民政府", "县级", "安平县", ""],
            ["坏单位", "村委会", "村级", "安平县", "没有的单位"],
        )
        plan = make_plan(supervisor(government), read)
        assert [each.name for each in plan.added] == ["安平县财政局"]
        assert [(c.column, c.before, c.after) for c in plan.changed[0].changes] == [
            ("类型", "乡镇人民政府", "街道办事处（派出机关）")
        ]
        assert [each.name for each in plan.same] == [government.name]
        assert set(faults(plan)) == {(5, "类型"), (5, "层级"), (5, "政府信息公开上级")}
        assert not Event.objects.exists() and Agency.objects.count() == 3

    @pytest.mark.parametrize(
        ("row", "column", "words"),
        [
            (["", "政府部门", "县级", "", "安平县人民政府"], "名称", "没有填写"),
            (["某单位", "", "", "", "安平县人民政府"], "类型", "看不出来"),
            (["某镇人民政府", "", "县级", "", "安平县人民政府"], "层级", "应为乡级"),
            (["某局", "政府部门", "县级", "", ""], "政府信息公开上级", "请填写"),
            (["某局", "政府部门", "县级", "", "某局"], "政府信息公开上级", "成环"),
            (["和平县教育局", "政府部门", "县级", "", "和平县人民政府"], "政府信息公开上级", "无权"),
            (["和平县人民政府", "人民政府", "县级", "和平县", ""], "名称", "不在您的管理范围"),
        ],
    )
    def test_every_fault_is_told_by_row_and_column(self, row, column, words):
        government, _ = county(0)
        county(0, "和平县")
        plan = make_plan(supervisor(government), upload(row))
        assert words in faults(plan)[2, column]

    @pytest.mark.parametrize(
        ("header", "value", "words"),
        [
            ("行政区划代码", "32081", "6位、9位或12位"),
            ("行政区划代码", 320013, "6位、9位或12位"),
            ("垂直管理", "可能", "应为“是”或“否”"),
            ("设立日期", "去年", "不是日期"),
            ("设立日期", "2025-02-30", "不是日期"),
            ("电子邮箱", "没有", "有效的"),
            ("邮政编码", "22310", "6位数字"),
            ("办公地址", "长" * 201, "200"),
        ],
    )
    def test_values_that_do_not_fit_are_refused_in_their_column(self, header, value, words):
        government, _ = county(0)
        read = upload(["石桥镇人民政府", "安平县人民政府", value], header=["名称", "上级单位", header])
        found = faults(make_plan(supervisor(government), read))
        assert list(found) == [(2, header)] and words in found[2, header]

    @pytest.mark.parametrize(
        ("header", "value", "field", "kept"),
        [
            ("设立日期", dt.date(2019, 5, 15), "established_on", dt.date(2019, 5, 15)),
            ("成立日期", "2019年5月15日", "established_on", dt.date(2019, 5, 15)),
            ("设立日期", "2019/5/15", "established_on", dt.date(2019, 5, 15)),
            ("设立日期", None, "established_on", None),
            ("区划代码", 320813101, "division_code", "320813101"),
            ("邮编", 223100.0, "postcode", "223100"),
            ("垂直管理", "是", "vertical", True),
            ("电话", " 0517-1 ", "telephone", "0517-1"),
        ],
    )
    def test_cells_are_taken_as_excel_holds_them(self, header, value, field, kept):
        government, _ = county(0)
        done(
            supervisor(government), upload(["石桥镇人民政府", "安平县人民政府", value], header=["名称", "上级", header])
        )
        assert getattr(Agency.objects.get(name="石桥镇人民政府"), field) == kept

    @pytest.mark.parametrize(
        ("name", "kind", "level"),
        [
            ("石桥镇人民政府", Kind.TOWNSHIP, Level.TOWNSHIP),
            ("路北街道办事处", Kind.SUBDISTRICT, Level.TOWNSHIP),
            ("淮安市洪泽区财政局", Kind.DEPARTMENT, Level.COUNTY),
            ("淮安市洪泽区人民政府办公室", Kind.OFFICE, Level.COUNTY),
            ("国家税务总局淮安市洪泽区税务局", Kind.DEPARTMENT, Level.COUNTY),
        ],
    )
    def test_a_kind_and_level_left_blank_are_told_from_the_name(self, name, kind, level):
        government, _ = county(0)
        done(supervisor(government), upload([name, "", "", "", government.name]))
        made = Agency.objects.get(name=name)
        assert (made.kind, made.level) == (kind, level)


class TestImport:
    def test_superiors_are_named_in_any_order_within_the_file(self):
        government, _ = county(0)
        done(
            supervisor(government),
            upload(
                ["石桥镇水利站", "派出机构", "乡级", "", "石桥镇人民政府"],
                ["石桥镇人民政府", "乡镇人民政府", "乡级", "", "高新区管理委员会"],
                ["高新区管理委员会", "管理委员会", "县级", "", "安平县人民政府"],
            ),
        )
        station = Agency.objects.get(name="石桥镇水利站")
        assert [each.name for each in Agency.objects.order_by("path") if station.path.startswith(each.path)] == [
            "安平县人民政府", "高新区管理委员会", "石桥镇人民政府", "石桥镇水利站"
        ]  # fmt: skip
        assert Event.objects.filter(action="agency.add").count() == 3

    def test_same_named_townships_in_two_counties_are_kept_apart_by_place(self):
        city = agency("大江市人民政府", kind=Kind.GOVERNMENT, level=Level.PREFECTURE)
        who = supervisor(city)
        header = [*HEADER, "上级所在地"]
        rows = [
            ["城关镇人民政府", "", "", "安平县", "安平县人民政府", ""],
            ["城关镇人民政府", "", "", "和平县", "和平县人民政府", ""],
            ["城关镇水利站", "派出机构", "乡级", "和平县", "城关镇人民政府", ""],
            ["城关镇林业站", "派出机构", "乡级", "", "城关镇人民政府", "安平县"],
            ["安平县人民政府", "人民政府", "县级", "安平县", "大江市人民政府", ""],
            ["和平县人民政府", "人民政府", "县级", "和平县", "大江市人民政府", ""],
        ]
        done(who, upload(*rows, header=header))
        places = {each.name: each.superior.place for each in Agency.objects.filter(name__endswith="站")}
        assert places == {"城关镇水利站": "和平县", "城关镇林业站": "安平县"}
        again = make_plan(who, upload(*rows, header=header))
        assert len(again.same) == 6
        unclear = make_plan(who, upload(["城关镇文化站", "派出机构", "乡级", "", "城关镇人民政府"]))
        assert "不能确定是哪一个" in faults(unclear)[2, "政府信息公开上级"]
        unclear = make_plan(who, upload(["城关镇人民政府", "", "", "", "安平县人民政府"]))
        assert "请填写所在地" in faults(unclear)[2, "所在地"]

    def test_one_agency_twice_in_a_file_is_refused_with_the_other_row(self):
        government, (township, _) = county(2)
        row = [township.name, "", "", "", ""]
        plan = make_plan(supervisor(government), upload(row, row, ["新局", "部门", "县级", "", government.name]))
        assert "第2行" in faults(plan)[3, "名称"]
        with pytest.raises(InvalidInput, match="没有导入任何内容"):
            import_agencies(supervisor(government), plan.upload, plan.digest)
        assert not Agency.objects.filter(name="新局").exists()

    def test_an_empty_place_stored_is_filled_and_makes_no_second_agency(self):
        government, _ = county(0)
        agency("石桥镇人民政府", government)
        plan = done(supervisor(government), upload(["石桥镇人民政府", "", "", "安平县", ""]))
        assert [(c.column, c.after) for c in plan.changed[0].changes] == [("所在地", "安平县")]
        assert Agency.objects.get(name="石桥镇人民政府").place == "安平县"

    def test_columns_that_are_absent_leave_values_and_empty_cells_empty_them(self):
        government, (township, _) = county(2)
        Agency.objects.filter(pk=township.pk).update(fax="1", telephone="2")
        read = upload([township.name, township.place, ""], header=["名称", "所在地", "传真"])
        done(supervisor(government), read)
        township.refresh_from_db()
        assert (township.fax, township.telephone, township.kind) == ("", "2", Kind.TOWNSHIP)

    def test_a_circle_that_the_file_would_close_is_refused_and_one_it_opens_is_not(self):
        government, (upper, other) = county(2)
        lower = agency("下级单位", upper, Kind.BRANCH)
        who = supervisor(government)
        circle = make_plan(who, upload([upper.name, "", "", "", lower.name]))
        assert "成环" in faults(circle)[2, "政府信息公开上级"]
        done(who, upload([upper.name, "", "", "", lower.name], [lower.name, "", "", "", other.name]))
        upper.refresh_from_db()
        assert upper.path == f"{other.path}{lower.pk}/{upper.pk}/"

    def test_a_vertical_department_names_its_local_government_also_where_that_comes_later(self):
        line = agency("江苏省税务局", kind=Kind.DEPARTMENT, level=Level.PROVINCE)
        header = [*HEADER, "所在行政区划的政府", "垂直管理"]
        done(
            root(),
            upload(
                ["和平县税务局", "部门", "县级", "", line.name, "和平县人民政府", "是"],
                ["和平县人民政府", "政府", "县级", "", line.name, "", ""],
                header=header,
            ),
        )
        taxes = Agency.objects.get(name="和平县税务局")
        assert (taxes.vertical, taxes.local_government.name) == (True, "和平县人民政府")

    def test_a_register_changed_after_the_dry_run_is_shown_again_and_nothing_is_written(self):
        government, (township, _) = county(2)
        who = supervisor(government)
        read = upload([township.name, township.place, "0517-9"], header=["名称", "所在地", "电话"])
        digest = make_plan(who, read).digest
        edit_agency(who, township, {"telephone": "0517-1"}, revision=1)
        with pytest.raises(EditedMeanwhile):
            import_agencies(who, read, digest)
        township.refresh_from_db()
        assert township.telephone == "0517-1"

    def test_a_failure_in_the_last_row_leaves_nothing_of_the_first(self, monkeypatch):
        government, _ = county(0)
        read = upload(*([f"第{n}局", "部门", "县级", "", government.name] for n in range(3)))
        who = supervisor(government)
        digest = make_plan(who, read).digest
        from gongkai_site.agencies.actions import importing

        made = []

        def broken(*args):
            if len(made) == 2:
                raise OSError("disk")
            made.append(importing_add(*args))
            return made[-1]

        importing_add = importing.add_agency
        monkeypatch.setattr(importing, "add_agency", broken)
        with pytest.raises(OSError, match="disk"):
            import_agencies(who, read, digest)
        assert len(made) == 2
        assert Agency.objects.count() == 1 and not Event.objects.exists()

    def test_an_agencys_own_administrator_imports_its_particulars_and_nothing_of_its_neighbour(self):
        _, (own, neighbour) = county(2)
        who = actor(own, Role.ADMIN)
        rows = [[each.name, each.place, "0517-9"] for each in (own, neighbour)]
        plan = make_plan(who, upload(*rows, header=["名称", "所在地", "电话"]))
        assert [each.name for each in plan.changed] == [own.name]
        assert list(faults(plan)) == [(3, "名称")]
        plan = make_plan(who, upload([own.name, own.place, "县级"], header=["名称", "所在地", "层级"]))
        assert (2, "层级") in faults(plan)

    def test_rights_lost_since_the_dry_run_are_asked_again(self):
        government, _ = county(0)
        who = supervisor(government)
        read = upload(["新局", "部门", "县级", "", government.name])
        digest = make_plan(who, read).digest
        who.user.memberships.all().delete()
        with pytest.raises(SiteError):
            import_agencies(who, read, digest)
        assert not Agency.objects.filter(name="新局").exists()


class TestExport:
    def test_what_was_exported_imports_without_a_change(self):
        city = agency("大江市人民政府", kind=Kind.GOVERNMENT, level=Level.PREFECTURE)
        for name in ("安平县", "和平县"):
            government = agency(f"{name}人民政府", city, Kind.GOVERNMENT, place=name)
            agency("城关镇人民政府", government, place=name, division_code="320813101", telephone="=1+1", fax="+86 1")
            agency("税务局", city, Kind.DEPARTMENT, place=name, vertical=True, local_government=government)
        agency("城关镇水利站", Agency.objects.filter(name="城关镇人民政府").last(), established_on=dt.date(2020, 1, 2))
        read = read_rows(LAYOUT, "导出.xlsx", exported())
        plan = make_plan(root(), read)
        assert (len(plan.same), plan.added, plan.changed, plan.refused) == (8, [], [], [])
        assert import_agencies(root(), read, plan.digest).same
        assert not Event.objects.exists()

    @pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "=1+1", "#N/A", "'=1"])
    def test_text_that_looks_like_a_formula_stays_text_also_when_it_is_edited(self, text):
        agency("石桥镇人民政府", address=text)
        data = exported()
        cell = openpyxl.load_workbook(io.BytesIO(data))["单位"].cell(2, [c.key for c in COLUMNS].index("address") + 1)
        assert (cell.value, cell.data_type) == (text, "s")
        assert bool(cell.quotePrefix) is text.startswith(("=", "+", "-", "@"))
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")

    def test_control_characters_do_not_break_the_file(self):
        agency("石桥镇人民政府", address="幸福路\x0b1号")
        assert read_rows(LAYOUT, "x.xlsx", exported()).rows[0].values["address"] == "幸福路1号"


class TestReading:
    def test_a_title_above_the_header_and_columns_of_others_do_not_matter(self):
        read = upload(["某局", "x", "部门"], header=["单位名称*", "备注", " 类 型 "], above=[["单位一览表"], []])
        assert [(row.number, row.values) for row in read.rows] == [(4, {"name": "某局", "kind": "部门"})]
        assert read.ignored == ("备注",)

    @pytest.mark.parametrize(
        ("data", "error", "words"),
        [
            (file(["a"], header=["不认识"]), InvalidInput, "没有找到表头"),
            (file(header=HEADER), InvalidInput, "没有内容"),
            (file(["a", "b", "c"], header=["名称", "单位", "类型"]), InvalidInput, "表头重复：名称"),
            (
                file(*([f"{n}局", "部门"] for n in range(LAYOUT.most + 1)), header=["名称", "类型"]),
                InvalidInput,
                "一次最多",
            ),
            (b"%PDF-1.7 no", UnreadableFile, "PDF"),
            (b"", UnreadableFile, "空的"),
        ],
    )
    def test_a_file_without_a_register_says_what_is_wrong(self, data, error, words):
        with pytest.raises(error, match=words):
            read_rows(LAYOUT, "单位.xlsx", data)


def test_planning_three_thousand_rows_asks_the_database_as_often_as_planning_one(django_assert_num_queries):
    government, _ = county(0)
    for count in (1, 3000):
        read = upload(*([f"第{n}镇人民政府", "", "", "", government.name] for n in range(count)))
        who = supervisor(government)
        with django_assert_num_queries(6):
            assert len(make_plan(who, read).added) == count


def test_correcting_through_the_page_and_through_a_file_are_refused_alike():
    _, (township, _) = county(2)
    with pytest.raises(NotAllowed):
        correct_agency(actor(township), township, {"level": Level.COUNTY}, revision=1, reason="x")
    plan = make_plan(
        actor(township), upload([township.name, township.place, "街道"], header=["名称", "所在地", "类型"])
    )
    assert len(plan.refused) == 1
