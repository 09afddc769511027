"""Saving texts: nobody overwrites anybody, nothing is saved by halves, nothing in a state that does not allow it."""

import pytest

from gongkai_site.annual.actions.texts import save_text, save_texts
from gongkai_site.annual.models import SectionText, State
from gongkai_site.annual.prose import texts_of
from gongkai_site.audit.models import Event
from gongkai_site.errors import EditedMeanwhile, InvalidInput, NotAllowed, WrongState
from gongkai_site.people.models import Role
from tests.site.annual.written import report, town
from tests.site.build import actor


def test_a_text_is_saved_with_its_event_and_who_wrote_it() -> None:
    where = town()
    clerk, written = actor(where), report(where)
    save_text(clerk, written, "overview", "第一行\r\n第二行\x00 ", 0)
    row = SectionText.objects.get(report=written, key="overview")
    assert (row.text, row.changed_by, row.revision) == ("第一行\n第二行", clerk.user, 1)
    event = Event.objects.get(action="report.write")
    assert event.actor == clerk.name and "第一行" in event.after


def test_two_who_write_at_once_cannot_overwrite_each_other() -> None:
    where = town()
    one, other, written = actor(where), actor(where), report(where)
    save_text(one, written, "overview", "甲写的", 0)
    with pytest.raises(EditedMeanwhile):
        save_text(other, written, "overview", "乙写的", 0)
    save_text(other, written, "overview", "乙合并后的", 1)
    with pytest.raises(EditedMeanwhile):
        save_text(one, written, "overview", "甲再写", 1)
    assert texts_of(written)["overview"] == "乙合并后的"


def test_where_one_of_several_texts_was_changed_meanwhile_none_is_saved() -> None:
    where = town()
    one, other, written = actor(where), actor(where), report(where)
    save_text(one, written, "overview", "甲写的", 0)
    with pytest.raises(EditedMeanwhile):
        save_texts(other, written, {"problems": ("乙写的问题", 0), "overview": ("乙写的", 0)})
    assert texts_of(written)["problems"] == ""
    assert Event.objects.filter(action="report.write").count() == 1


def test_an_old_page_may_send_back_texts_that_it_did_not_change() -> None:
    where = town()
    clerk, written = actor(where), report(where)
    save_texts(clerk, written, {"overview": ("总体", 0), "problems": ("问题", 0)})
    save_text(clerk, written, "overview", "总体改", 1)
    # The other page still has revision 1 of the overview but shows and sends what is stored.
    assert save_texts(clerk, written, {"overview": ("总体改", 1), "problems": ("问题改", 1)}) == ["problems"]


@pytest.mark.parametrize("state", [State.REVIEWED, State.SIGNED_OFF, State.LOCKED])
def test_only_a_draft_is_written(state: State) -> None:
    where = town()
    written = report(where, state)
    with pytest.raises(WrongState, match=str(state.label)):
        save_text(actor(where), written, "overview", "改", 0)
    assert not written.texts.exists()


@pytest.mark.parametrize("role", [Role.LEADER, Role.ADMIN, Role.SUPERVISOR])
def test_who_does_not_write_saves_nothing(role: str) -> None:
    where = town()
    with pytest.raises(NotAllowed):
        save_text(actor(where, role), report(where), "overview", "改", 0)


@pytest.mark.parametrize(("key", "text"), [("chapter", "改"), ("overview", "长" * 100_001)])
def test_unknown_parts_and_absurd_lengths_are_refused(key: str, text: str) -> None:
    where = town()
    with pytest.raises(InvalidInput):
        save_text(actor(where), report(where), key, text, 0)


def test_writing_makes_the_reviewers_page_old() -> None:
    where = town()
    written = report(where)
    save_text(actor(where), written, "overview", "总体", 0)
    before = written.revision
    written.refresh_from_db()
    assert written.revision == before + 1
