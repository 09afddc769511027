import datetime as dt
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongkai_site.agencies.models import Section
from gongkai_site.audit.models import Event
from gongkai_site.errors import EditedMeanwhile, InvalidInput
from gongkai_site.people.exchange.columns import LAYOUT
from gongkai_site.people.exchange.plan import make_plan
from gongkai_site.people.importing import import_people
from gongkai_site.people.models import Membership, Role, User
from gongkai_site.policy import Actor, may
from gongkai_site.sheets.reading import read_rows
from tests.site.build import actor, agency, county, person, signed_in

HEADER = ["姓名", "用户名", "单位", "角色", "科室", "自", "电子邮箱"]


def file(*rows, header=HEADER):
    book = openpyxl.Workbook()
    for row in (header, *rows):
        book.active.append(list(row))
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def upload(*rows, header=HEADER):
    return read_rows(LAYOUT, "人员.xlsx", file(*rows, header=header))


def done(who, read):
    return import_people(who, read, make_plan(who, read).digest)


def faults(plan):
    return {(each.row.number, fault.column): fault.message for each in plan.refused for fault in each.faults}


@pytest.fixture
def land():
    government, towns = county(2)
    return government, towns, actor(government, Role.SUPERVISOR)


def test_people_roles_and_sections_come_in_at_once_and_a_second_upload_changes_nothing(land):
    _, (one, two), who = land
    rows = (
        ["李四", "lisi", one.name, "经办人", "党政办公室", "2026-01-05", "l@example.cn"],
        ["李四", "lisi", one.name, "单位管理员", "", "", ""],
        ["王五", "wangwu", two.name, "审核人", "", dt.datetime(2026, 1, 5), ""],
    )
    slips = done(who, upload(*rows)).slips
    assert [(each.user.username, each.roles) for each in slips] == [
        ("lisi", ["经办人", "单位管理员"]),
        ("wangwu", ["审核人"]),
    ]
    user = User.objects.get(username="lisi")
    assert (user.name, user.email) == ("李四", "l@example.cn")
    clerk = user.memberships.get(role=Role.CLERK)
    assert (clerk.section.name, clerk.since) == ("党政办公室", dt.date(2026, 1, 5))
    assert may(Actor.person(user), "record.edit", one) and not may(Actor.person(user), "record.edit", two)
    told = list(Event.objects.values_list("action", flat=True))
    assert sorted(told) == ["person.add"] * 2 + ["role.give"] * 3 + ["section.add"]
    assert [each.what for each in make_plan(who, upload(*rows)).entries] == ["same"] * 3


def test_a_second_upload_changes_what_changed_only(land):
    _, (one, _two), who = land
    done(who, upload(["李四", "lisi", one.name, "经办人", "办公室", "2026-01-05", "l@example.cn"]))
    before = Event.objects.count()
    plan = done(who, upload(["李思", "lisi", one.name, "经办人", "信访办", "2026-02-01", ""])).plan
    assert [(c.column, c.before, c.after) for c in plan.changed[0].changes] == [
        ("姓名", "李四", "李思"),
        ("科室", "办公室", "信访办（新科室）"),
        ("自", "2026-01-05", "2026-02-01"),
    ]
    user = User.objects.get(username="lisi")
    role = user.memberships.get()
    assert (user.name, user.email, role.section.name) == ("李思", "l@example.cn", "信访办")
    told = Event.objects.order_by("number").values_list("action", flat=True)[before:]
    assert list(told) == ["person.edit", "section.add", "role.correct"]


def test_without_a_user_name_the_one_person_of_that_name_in_the_agency_is_meant(land):
    _, (one, _), who = land
    user = person(one)
    plan = make_plan(who, upload([user.name, "", one.name, "审核人", "", "", ""]))
    assert (plan.changed[0].user, plan.changed[0].username) == (user, user.username)


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (["", "lisi", "甲镇人民政府", "经办人"], "姓名", "没有填写"),
        (["李四", "", "甲镇人民政府", "经办人"], "用户名", "没有填写"),
        (["李四", "li si", "甲镇人民政府", "经办人"], "用户名", "用户名"),
        (["李四", "lisi", "", "经办人"], "单位", "没有填写"),
        (["李四", "lisi", "没有的镇", "经办人"], "单位", "没有找到"),
        (["李四", "lisi", "别县人民政府", "经办人"], "单位", "管理范围"),
        (["李四", "lisi", "同名镇人民政府", "经办人"], "单位", "所在地"),
        (["李四", "lisi", "甲镇人民政府", "镇长"], "角色", "没有“镇长”这一项"),
        (["李四", "lisi", "甲镇人民政府", ""], "角色", "没有填写"),
        (["李四", "lisi", "甲镇人民政府", "经办人", "", "去年"], "自", "不是日期"),
        (["李四", "lisi", "甲镇人民政府", "经办人", "", "", "没有"], "电子邮箱", "有效"),
        (["李四", "stranger", "甲镇人民政府", "经办人"], "用户名", "已有人使用"),
        (["别名", "shared", "甲镇人民政府", "经办人"], "姓名", "管理范围以外"),
    ],
)
def test_every_fault_is_told_by_row_and_column_and_nothing_is_written(row, column, words):
    government, _ = county(0)
    town = agency("甲镇人民政府", government)
    for place in ("东", "西"):
        agency("同名镇人民政府", government, place=place)
    other = agency("别县人民政府")
    User.objects.filter(pk=person(other).pk).update(username="stranger")
    shared = person(town)
    User.objects.filter(pk=shared.pk).update(username="shared")
    Membership.objects.create(user=shared, agency=other, role=Role.CLERK, since=dt.date(2020, 1, 1))
    who = actor(government, Role.SUPERVISOR)
    good = ["好人", "haoren", town.name, "经办人", "", "", ""]
    read = upload(good, [*row, *[""] * (7 - len(row))])
    plan = make_plan(who, read)
    assert list(faults(plan)) == [(3, column)] and words in faults(plan)[3, column]
    with pytest.raises(InvalidInput, match="没有导入任何内容"):
        import_people(who, read, plan.digest)
    assert not Event.objects.exists() and not User.objects.filter(username="haoren").exists()


@pytest.mark.parametrize(
    ("second", "column"),
    [
        (["李斯", "lisi", "安平县第1镇人民政府", "审核人"], "姓名"),
        (["李四", "lisi", "安平县第1镇人民政府", "经办人"], "角色"),
    ],
)
def test_rows_that_contradict_each_other_are_refused(land, second, column):
    _, (one, _), who = land
    plan = make_plan(who, upload(["李四", "lisi", one.name, "经办人", "", "", ""], [*second, "", "", ""]))
    assert list(faults(plan)) == [(3, column)] and "第2行" in faults(plan)[3, column]


def test_an_agencys_own_administrator_brings_in_his_own_people_only(land):
    _, (one, two), _ = land
    plan = make_plan(
        actor(one, Role.ADMIN),
        upload(["李四", "lisi", one.name, "经办人", "", "", ""], ["王五", "wangwu", two.name, "经办人", "", "", ""]),
    )
    assert [each.name for each in plan.added] == ["李四"] and list(faults(plan)) == [(3, "单位")]


def test_what_changed_since_the_dry_run_is_not_overwritten(land):
    _, (one, _), who = land
    read = upload(["李四", "lisi", one.name, "经办人", "", "", ""])
    digest = make_plan(who, read).digest
    import_people(who, read, digest)
    with pytest.raises(EditedMeanwhile):
        import_people(who, read, digest)
    assert User.objects.filter(username="lisi").count() == 1


def test_the_export_imports_again_without_a_change(land):
    _, (one, two), who = land
    person(one, section=Section.objects.create(agency=one, name="办公室"), until=dt.date(2099, 1, 1))
    person(two, Role.REVIEWER, email="r@example.cn")
    exported = signed_in(who.user).get(reverse("people:export")).content
    plan = make_plan(who, read_rows(LAYOUT, "人员.xlsx", exported))
    assert [each.what for each in plan.entries] == ["same", "same"]


def test_first_passwords_differ_and_are_kept_cheaply_only_until_the_first_sign_in(land, client):
    _, (one, _), who = land
    slips = done(who, upload(*([f"人{n}", f"p{n}", one.name, "经办人", "", "", ""] for n in range(30)))).slips
    assert len({each.password for each in slips}) == 30
    assert {each.user.password.split("$")[0] for each in slips} == {"pbkdf2_first"}
    client.post(reverse("account_login"), {"login": "p0", "password": slips[0].password})
    assert not User.objects.get(username="p0").password.startswith("pbkdf2_first")


class TestPages:
    @pytest.fixture
    def admin(self, land):
        return signed_in(person(land[0], Role.SUPERVISOR))

    def confirmed(self, admin, *rows):
        sent = SimpleUploadedFile("人员.xlsx", file(*rows))
        dry = admin.post(reverse("people:import"), {"file": sent})
        sent = {"rows": dry.context["signed"], "digest": dry.context["plan"].digest}
        return admin.post(reverse("people:import"), sent)

    def test_the_first_password_is_shown_once_on_a_slip_and_must_be_changed(self, land, admin, client):
        one = land[1][0]
        answer = self.confirmed(admin, ["李四", "lisi", one.name, "经办人", "", "", ""])
        (slip,) = answer.context["slips"]
        page = answer.content.decode()
        assert slip.password in page and "lisi" in page and answer["Cache-Control"] == "no-store"
        assert not Event.objects.filter(sealed__after__icontains=slip.password).exists()
        sign_in = {"login": "lisi", "password": slip.password}
        assert client.post(reverse("account_login"), sign_in).status_code == 302
        change = reverse("account_change_password")
        for address in (reverse("workbench"), reverse("people:list", args=[one.pk])):
            assert client.get(address).headers["Location"] == change
        new = {"oldpassword": slip.password, "password1": "春风又绿江南岸2026", "password2": "春风又绿江南岸2026"}
        client.post(change, new)
        assert client.get(reverse("workbench")).status_code == 200

    def test_the_same_confirmation_sent_again_opens_nobody_and_shows_no_password(self, land, admin):
        row = ["李四", "lisi", land[1][0].name, "经办人", "", "", ""]
        dry = admin.post(reverse("people:import"), {"file": SimpleUploadedFile("人员.xlsx", file(row))})
        sent = {"rows": dry.context["signed"], "digest": dry.context["plan"].digest}
        assert "slips" in admin.post(reverse("people:import"), sent).context
        again = admin.post(reverse("people:import"), sent)
        assert again.status_code == 409 and "slips" not in again.context

    def test_a_block_pasted_from_excel_is_read_like_a_file(self, land, admin):
        block = f"姓名\t用户名\t单位\t角色\r\n李四\tlisi\t{land[1][0].name}\t经办人\r\n"
        plan = admin.post(reverse("people:import"), {"pasted": block}).context["plan"]
        assert [each.username for each in plan.added] == ["lisi"]

    def test_nothing_sent_is_said_and_who_looks_after_nobody_is_refused(self, land, admin):
        assert "请选择文件" in admin.post(reverse("people:import"), {}).content.decode()
        clerk = signed_in(person(land[1][0]))
        assert {clerk.get(reverse(name)).status_code for name in ("people:import", "people:export")} == {403}
