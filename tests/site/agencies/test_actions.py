import datetime as dt
import json

import pytest

from gongkai_site.agencies import actions
from gongkai_site.agencies.models import Agency, Kind, Level, Section
from gongkai_site.audit.models import Event
from gongkai_site.errors import EditedMeanwhile, InvalidFields, InvalidInput, NotAllowed, ReasonRequired, WrongState
from gongkai_site.people.models import Membership, Role
from tests.site.agencies.build import ON, VALUES, root, supervisor
from tests.site.build import actor, agency, county, person


def changed_to(event: Event, name: str) -> object:
    return json.loads(event.after)[name]


class TestAdding:
    def test_a_new_agency_stands_below_its_superior_and_its_event_is_its_own(self):
        government, _ = county(0)
        made = actions.add_agency(supervisor(government), government, VALUES)
        made.refresh_from_db()
        assert made.path == f"{government.path}{made.pk}/"
        event = Event.objects.get(action="agency.add")
        assert (event.agency_id, event.title) == (made.pk, "新设镇人民政府")
        assert changed_to(event, "path") == made.path

    @pytest.mark.parametrize(
        ("values", "field"),
        [
            ({"name": ""}, "name"),
            ({"kind": "village"}, "kind"),
            ({"level": Level.COUNTY}, "level"),
            ({"kind": Kind.GOVERNMENT}, "kind"),
            ({"division_code": "32081"}, "division_code"),
            ({"division_code": "320013"}, "division_code"),
            ({"email": "没有"}, "email"),
            ({"website": "网站"}, "website"),
            ({"postcode": "22310"}, "postcode"),
            ({"postcode": "２２３１００"}, "postcode"),
        ],
    )
    def test_values_in_fault_are_named_by_their_field_and_nothing_is_kept(self, values, field):
        government, _ = county(0)
        with pytest.raises(InvalidFields) as refused:
            actions.add_agency(supervisor(government), government, {**VALUES, **values})
        assert list(refused.value.fields) == [field]
        assert not Agency.objects.filter(superior=government).exists()
        assert not Event.objects.exists()

    def test_two_agencies_of_one_name_are_kept_apart_by_place_alone(self):
        first, _ = county(0)
        second, _ = county(0, "和平县")
        system = root()
        actions.add_agency(system, first, VALUES)
        actions.add_agency(system, second, {**VALUES, "place": "和平县"})
        with pytest.raises(InvalidFields, match="同名单位"):
            actions.add_agency(system, second, {**VALUES, "place": "和平县"})

    def test_a_supervisor_adds_below_his_own_agency_and_what_is_below_it_but_not_beside_or_at_the_top(self):
        government, (township, _) = county(2)
        other, _ = county(0, "和平县")
        who = supervisor(government)
        actions.add_agency(who, township, {**VALUES, "name": "派出所", "kind": Kind.BRANCH})
        for superior in (other, None):
            with pytest.raises(NotAllowed):
                actions.add_agency(who, superior, VALUES)
        for role in (Role.CLERK, Role.ADMIN, Role.LEADER):
            with pytest.raises(NotAllowed):
                actions.add_agency(actor(government, role), government, VALUES)
        assert actions.add_agency(root(), None, VALUES).path.count("/") == 2

    def test_below_a_superior_moved_meanwhile_it_stands_where_the_superior_stands_now(self):
        government, (zone, other) = county(2)
        stale = Agency.objects.get(pk=zone.pk)
        actions.place_under(supervisor(government), zone, other, revision=1, reason="调整")
        made = actions.add_agency(supervisor(government), stale, VALUES)
        assert made.path == f"{other.path}{zone.pk}/{made.pk}/"

    def test_nothing_is_added_below_an_agency_that_is_no_more(self):
        government, (township, _) = county(2)
        Agency.objects.filter(pk=township.pk).update(abolished_on=ON)
        township.refresh_from_db()
        with pytest.raises(WrongState):
            actions.add_agency(supervisor(government), township, VALUES)


class TestEditing:
    def test_an_agency_keeps_its_particulars_and_those_above_what_is_registered(self):
        government, (township, _) = county(2)
        own, above = actor(township, Role.ADMIN), supervisor(government)
        township = actions.edit_agency(own, township, {"telephone": "0517-12345678"}, revision=1)
        assert (township.telephone, township.revision) == ("0517-12345678", 2)
        with pytest.raises(NotAllowed):
            actions.correct_agency(own, township, {"place": "和平县"}, revision=2, reason="录错")
        with pytest.raises(InvalidInput, match="不能修改：kind"):
            actions.edit_agency(own, township, {"kind": Kind.BRANCH}, revision=2)
        township = actions.correct_agency(above, township, {"place": "和平县"}, revision=2, reason="录错")
        assert township.place == "和平县"
        assert Event.objects.get(action="agency.correct").reason == "录错"

    def test_correcting_asks_for_a_reason(self):
        government, (township, _) = county(2)
        with pytest.raises(ReasonRequired):
            actions.correct_agency(supervisor(government), township, {"place": "x"}, revision=1, reason=" ")

    def test_of_two_who_opened_the_same_page_the_second_is_told_and_overwrites_nothing(self):
        _, (township, _) = county(2)
        first, second = actor(township, Role.ADMIN), actor(township, Role.ADMIN)
        actions.edit_agency(first, township, {"address": "幸福路1号"}, revision=1)
        with pytest.raises(EditedMeanwhile):
            actions.edit_agency(second, township, {"address": "幸福路2号", "fax": "1"}, revision=1)
        township.refresh_from_db()
        assert (township.address, township.fax) == ("幸福路1号", "")

    def test_an_agency_moved_meanwhile_keeps_its_new_place_in_the_tree(self):
        government, (township, other) = county(2)
        stale = Agency.objects.get(pk=township.pk)
        actions.place_under(supervisor(government), township, other, revision=1, reason="调整")
        edited = actions.edit_agency(supervisor(government), stale, {"fax": "1"}, revision=2)
        assert edited.path == f"{other.path}{township.pk}/"


class TestPlacing:
    def test_everything_below_moves_along(self):
        government, (zone, other) = county(2)
        township = agency("石桥镇人民政府", zone)
        station = agency("石桥镇水利站", township, Kind.BRANCH)
        actions.place_under(supervisor(government), zone, other, revision=1, reason="体制调整")
        for each in (zone, township, station):
            each.refresh_from_db()
        assert zone.path == f"{other.path}{zone.pk}/"
        assert station.path == f"{other.path}{zone.pk}/{township.pk}/{station.pk}/"
        assert Event.objects.get().agency_id == zone.pk

    def test_ids_that_begin_alike_are_not_taken_for_one_tree(self):
        government, (zone, other) = county(2)
        alike = agency("别的单位", government)
        Agency.objects.filter(pk=alike.pk).update(path=f"{government.path}{zone.pk}1/")
        actions.place_under(supervisor(government), zone, other, revision=1, reason="体制调整")
        assert Agency.objects.get(pk=alike.pk).path == f"{government.path}{zone.pk}1/"

    def test_no_agency_stands_above_itself(self):
        government, (zone, _) = county(2)
        station = agency("水利站", agency("石桥镇人民政府", zone), Kind.BRANCH)
        for below in (zone, station):
            with pytest.raises(InvalidInput, match="不能作为其上级"):
                actions.place_under(root(), zone, below, revision=1, reason="误操作")
        zone.refresh_from_db()
        assert (zone.revision, zone.superior) == (1, government)

    def test_both_the_agency_and_the_new_superior_must_be_ones_own(self):
        government, (township, _) = county(2)
        other, (strange, _) = county(2, "和平县")
        who = supervisor(government)
        with pytest.raises(NotAllowed):
            actions.place_under(who, township, other, revision=1, reason="送出")
        with pytest.raises(NotAllowed):
            actions.place_under(who, strange, government, revision=1, reason="拿来")
        with pytest.raises(NotAllowed):
            actions.place_under(who, government, None, revision=1, reason="升格")


class TestSections:
    def test_sections_are_added_renamed_closed_and_reopened(self):
        township = agency()
        who = actor(township, Role.ADMIN)
        section = actions.add_section(who, township, " 党政办公室 ")
        actions.rename_section(who, section, "综合办公室")
        actions.close_section(who, section)
        assert (section.name, section.closed) == ("综合办公室", True)
        with pytest.raises(InvalidInput, match="可以恢复"):
            actions.add_section(who, township, "综合办公室")
        assert not actions.reopen_section(who, section).closed
        assert Event.objects.filter(object_type="agencies.section", agency_id=township.pk).count() == 4

    @pytest.mark.parametrize("name", ["", "  ", "长" * 61, "办公室"])
    def test_a_section_needs_a_name_of_its_own(self, name):
        township = agency()
        Section.objects.create(agency=township, name="办公室")
        with pytest.raises(InvalidInput):
            actions.add_section(actor(township, Role.ADMIN), township, name)

    def test_a_section_with_people_in_it_is_not_closed(self):
        township = agency()
        who = actor(township, Role.ADMIN)
        section = actions.add_section(who, township, "办公室")
        clerk = person(township, section=section)
        with pytest.raises(WrongState, match="还有1人"):
            actions.close_section(who, section)
        Membership.objects.filter(user=clerk).update(until=who.on - dt.timedelta(days=1))
        assert actions.close_section(who, section).closed

    def test_a_clerk_or_a_neighbour_changes_no_sections(self):
        _, (township, neighbour) = county(2)
        for who in (actor(township), actor(neighbour, Role.ADMIN)):
            with pytest.raises(NotAllowed):
                actions.add_section(who, township, "办公室")


@pytest.mark.parametrize("field", ["name", "body", "address"])
def test_unseen_signs_are_refused(field):
    government, _ = county(0)
    with pytest.raises(InvalidFields) as refused:
        actions.add_agency(supervisor(government), government, VALUES | {field: "甲\x0b乙"})
    assert "控制字符" in refused.value.fields[field][0]
