import datetime as dt

import pytest

from gongkai_site.agencies import actions
from gongkai_site.agencies.counted import counted_agencies, owing, owing_copies
from gongkai_site.agencies.due import due
from gongkai_site.agencies.models import Agency, Kind, Level, Reorganisation
from gongkai_site.agencies.names import name_in, names_in
from gongkai_site.audit.models import Event
from gongkai_site.errors import EditedMeanwhile, InvalidFields, InvalidInput, NotAllowed, ReasonRequired, WrongState
from gongkai_site.people.models import Role
from tests.site.agencies.build import ON, supervisor
from tests.site.build import actor, agency, county

MERGED, ABOLISHED = Reorganisation.What.MERGED, Reorganisation.What.ABOLISHED


def end(who, thing, successor, what=MERGED, **more):
    values = {"on": ON, "basis": "安委发〔2025〕3号", "revision": thing.revision, **more}
    return actions.end_agency(who, thing, what, successor, **values)


def rename(who, thing, name, on=ON, **more):
    return actions.rename_agency(who, thing, name, **{"on": on, "basis": "批复", "revision": thing.revision, **more})


class TestMergedInJuly:
    @pytest.mark.parametrize("what", [MERGED, ABOLISHED])
    def test_its_years_figures_go_to_the_successor_once_and_it_owes_no_report(self, what):
        government, (gone, stays) = county(2)
        end(supervisor(government), gone, stays, what)
        gone.refresh_from_db()
        assert (gone.abolished_on, gone.successor) == (ON, stays)
        assert counted_agencies(stays, 2025) == [stays.pk, gone.pk]
        assert counted_agencies(stays, 2024) == [stays.pk]
        assert list(owing(government, 2025)) == [stays]
        assert set(owing(government, 2024)) == {stays, gone}
        assert due(gone, 2025).date is None
        everything = [each for unit in owing(government, 2025) for each in counted_agencies(unit, 2025)]
        assert sorted(everything) == sorted({gone.pk, stays.pk})

    def test_a_successor_merged_in_turn_hands_on_all_it_took_over(self):
        government, (first, second, third) = county(3)
        who = supervisor(government)
        end(who, first, second)
        end(who, second, third, on=dt.date(2025, 11, 1))
        assert sorted(counted_agencies(third, 2025)) == [first.pk, second.pk, third.pk]
        assert list(owing(government, 2025)) == [third]

    @pytest.mark.parametrize(
        ("on", "owes", "counted_by_successor"),
        [
            (dt.date(2025, 12, 30), False, True),
            (dt.date(2025, 12, 31), False, True),
            (dt.date(2026, 1, 1), True, False),
        ],
    )
    def test_on_the_years_last_day_it_has_gone_and_on_the_next_it_still_owes_that_year(
        self, on, owes, counted_by_successor
    ):
        government, (gone, stays) = county(2)
        Agency.objects.filter(pk=gone.pk).update(abolished_on=on, successor=stays)
        assert (gone in owing(government, 2025)) is owes
        assert (gone.pk in counted_agencies(stays, 2025)) is counted_by_successor
        everything = [each for unit in owing(government, 2025) for each in counted_agencies(unit, 2025)]
        assert sorted(everything) == sorted({gone.pk, stays.pk})

    @pytest.mark.parametrize(("on", "owes"), [(dt.date(2025, 12, 31), True), (dt.date(2026, 1, 1), False)])
    def test_one_set_up_on_the_years_last_day_owes_that_years_report(self, on, owes):
        government, (new, _) = county(2)
        Agency.objects.filter(pk=new.pk).update(established_on=on)
        assert (new in owing(government, 2025)) is owes

    def test_what_stood_below_it_stands_below_the_successor(self):
        government, (zone, other) = county(2)
        township = agency("石桥镇人民政府", zone)
        station = agency("石桥镇水利站", township, Kind.BRANCH)
        end(supervisor(government), zone, other)
        township.refresh_from_db()
        station.refresh_from_db()
        assert township.superior == other
        assert station.path == f"{other.path}{township.pk}/{station.pk}/"
        assert list(owing(other, 2025)) == [township]
        kept = set(Event.objects.values_list("object_type", "object_id"))
        assert kept >= {("agencies.agency", str(township.pk)), ("agencies.agency", str(zone.pk))}

    def test_the_name_of_one_that_is_no_more_may_be_borne_anew(self):
        government, (gone, stays) = county(2)
        who = supervisor(government)
        end(who, gone, stays)
        values = {"name": gone.name, "kind": Kind.TOWNSHIP, "level": Level.TOWNSHIP, "place": gone.place}
        assert actions.add_agency(who, government, values).pk != gone.pk

    def test_a_wrong_entry_is_taken_back_with_a_reason_and_can_be_read_on(self):
        government, (gone, stays) = county(2)
        who = supervisor(government)
        made = end(who, gone, stays)
        with pytest.raises(ReasonRequired):
            actions.undo_reorganisation(who, made, reason="")
        actions.undo_reorganisation(who, made, reason="登记错了单位")
        made.refresh_from_db()
        assert made.voided
        assert counted_agencies(stays, 2025) == [stays.pk]
        assert set(owing(government, 2025)) == {gone, stays}

    def test_it_cannot_be_taken_back_once_another_bears_its_name(self):
        government, (gone, stays) = county(2)
        who = supervisor(government)
        made = end(who, gone, stays)
        agency(gone.name, government, place=gone.place)
        with pytest.raises(InvalidFields, match="同名单位"):
            actions.undo_reorganisation(who, made, reason="登记错了单位")
        assert Agency.objects.get(pk=gone.pk).successor == stays


class TestRefused:
    def test_successors_that_cannot_be(self):
        government, (gone, _) = county(2)
        below = agency("水利站", gone, Kind.BRANCH)
        past = agency("旧单位", government, abolished_on=dt.date(2020, 1, 1))
        for successor, words in ((gone, "自己"), (below, "下级"), (past, "不再存在")):
            with pytest.raises(InvalidInput, match=words):
                end(supervisor(government), gone, successor)
        assert not Event.objects.exists()

    @pytest.mark.parametrize(
        ("more", "words"),
        [
            ({"basis": " "}, "依据文件"),
            ({"on": dt.date(2999, 1, 1)}, "还没有到"),
            ({"on": dt.date(2010, 1, 1)}, "设立日期"),
        ],
    )
    def test_without_basis_before_its_founding_or_in_the_future(self, more, words):
        government, (gone, stays) = county(2)
        Agency.objects.update(established_on=dt.date(2011, 1, 1))
        with pytest.raises(InvalidInput, match=words):
            end(supervisor(government), gone, stays, **more)
        with pytest.raises(InvalidInput, match=words):
            rename(supervisor(government), gone, "新名", **more)

    def test_one_that_is_no_more_is_not_reorganised_again(self):
        government, (gone, stays) = county(2)
        who = supervisor(government)
        end(who, gone, stays)
        gone.refresh_from_db()
        with pytest.raises(WrongState):
            end(who, gone, stays)
        with pytest.raises(WrongState):
            rename(who, gone, "新名")

    def test_by_its_own_people_or_into_one_that_is_not_below_oneself(self):
        government, (gone, stays) = county(2)
        strange, _ = county(0, "和平县")
        with pytest.raises(NotAllowed):
            end(supervisor(gone), gone, stays)
        with pytest.raises(NotAllowed):
            end(actor(gone, Role.ADMIN), gone, stays)
        with pytest.raises(NotAllowed):
            end(supervisor(government), gone, strange)
        end(supervisor(government), gone, government)

    def test_of_two_who_reorganise_at_once_the_second_is_told(self):
        government, (gone, stays) = county(2)
        who = supervisor(government)
        rename(who, gone, "新名镇人民政府")
        with pytest.raises(EditedMeanwhile):
            end(who, gone, stays, revision=1)


class TestRenamed:
    def test_the_old_name_stays_in_force_for_earlier_years(self):
        government, (township, _) = county(2)
        who, old = supervisor(government), township.name
        rename(who, township, "中间镇人民政府", dt.date(2023, 12, 31))
        township.refresh_from_db()
        rename(who, township, "新镇人民政府", dt.date(2025, 7, 1))
        township.refresh_from_db()
        assert [name_in(township, year) for year in (2022, 2023, 2024, 2025, 2026)] == [
            old, "中间镇人民政府", "中间镇人民政府", "新镇人民政府", "新镇人民政府"
        ]  # fmt: skip

    def test_it_still_owes_one_report_and_counts_only_itself(self):
        government, (township, other) = county(2)
        rename(supervisor(government), township, "新镇人民政府")
        assert set(owing(government, 2025)) == {township, other}
        assert counted_agencies(township, 2025) == [township.pk]

    def test_a_name_taken_back_leaves_no_trace_in_the_years(self):
        government, (township, _) = county(2)
        who, old = supervisor(government), township.name
        made = rename(who, township, "新镇人民政府")
        actions.undo_reorganisation(who, made, reason="批复撤回")
        township.refresh_from_db()
        assert [name_in(township, year) for year in (2024, 2025)] == [old, old]

    def test_only_the_newest_entry_is_taken_back(self):
        government, (township, stays) = county(2)
        who = supervisor(government)
        made = rename(who, township, "新镇人民政府", dt.date(2024, 1, 1))
        township.refresh_from_db()
        end(who, township, stays)
        with pytest.raises(WrongState, match="最近一次"):
            actions.undo_reorganisation(who, made, reason="批复撤回")

    @pytest.mark.parametrize("name", ["", " ", "安平县第1镇人民政府", "安平县第2镇人民政府"])
    def test_a_new_name_is_neither_empty_nor_the_old_one_nor_anothers(self, name):
        government, (township, _) = county(2)
        with pytest.raises(InvalidInput):
            rename(supervisor(government), township, name)

    def test_renames_are_entered_in_their_order(self):
        government, (township, _) = county(2)
        rename(supervisor(government), township, "新镇人民政府")
        township.refresh_from_db()
        with pytest.raises(InvalidInput, match="不能早于"):
            rename(supervisor(government), township, "旧镇人民政府", dt.date(2024, 1, 1))

    def test_names_of_many_cost_one_query(self, django_assert_num_queries):
        government, townships = county(5)
        rename(supervisor(government), townships[0], "新镇人民政府")
        with django_assert_num_queries(1):
            names = names_in(townships, 2024)
        assert names[townships[0].pk] == "安平县第1镇人民政府"


class TestOtherLines:
    def test_a_township_whose_superior_is_not_its_division_owes_its_superior_alone(self):
        government, _ = county(0)
        zone = agency("高新区管理委员会", kind=Kind.COMMITTEE)
        township = agency("石桥镇人民政府", zone, local_government=government, division_code="320813101")
        assert list(owing(zone, 2025)) == [township]
        assert not owing(government, 2025).exists()
        assert not owing_copies(government, 2025).exists()

    def test_a_vertical_department_gives_its_local_government_a_copy_only(self):
        government, _ = county(0)
        line = agency("江苏省税务局", kind=Kind.DEPARTMENT, level=Level.PROVINCE)
        taxes = agency("安平县税务局", line, Kind.DEPARTMENT, vertical=True, local_government=government)
        assert list(owing(line, 2025)) == [taxes]
        assert not owing(government, 2025).exists()
        assert list(owing_copies(government, 2025)) == [taxes]
