"""What the supervisor sees before he decides, and the letters before they go; a link to be copied, printed, scanned."""

import pytest
from django.core import mail
from django.urls import reverse

from gongkai_site.annual.models import Explanation, Override
from gongkai_site.filings.actions import hand_up
from gongkai_site.filings.models import Filing, FilingLink, Reminder
from gongkai_site.people.models import Role
from tests.site.annual.written import locked, town
from tests.site.build import actor, county, person, signed_in
from tests.site.filings.build import YEAR, filed, version


@pytest.fixture
def government():
    return county(3)[0]


@pytest.fixture
def boss(government):
    return signed_in(person(government, Role.SUPERVISOR))


def url(name, *arguments):
    return reverse(f"filings:{name}", args=arguments)


def below(government):
    return government.subordinates.order_by("pk").first()


def test_last_years_figure_stands_beneath_one_that_is_another(government, boss):
    where = below(government)
    version(where, YEAR - 1, requests__received__total=7)
    filing = filed(version(where, requests__received__total=12), Filing.State.FILED)
    page = boss.get(url("filing", filing.pk))
    tables = "".join(page.context["beside"].tables)
    assert "12" in tables and "上年7" in tables and tables.count("filings-was") == 1
    (change,) = page.context["beside"].last_year.cells
    assert (change.before, change.after) == ("7", "12")


def test_without_last_year_it_is_said(government, boss):
    filing = filed(version(below(government)), Filing.State.FILED)
    assert f"没有{YEAR - 1}年度的报告可以比较" in boss.get(url("filing", filing.pk)).content.decode()


def test_figures_set_by_hand_and_what_was_explained_stand_with_their_reasons(government, boss):
    made = version(below(government), findings=("error",))
    Override.objects.create(report=made.report, cell="requests.received.total", value=9, reason="另册登记")
    Explanation.objects.create(
        report=made.report, rule=made.findings[0]["rule"], message=made.findings[0]["message"], reason="系统外办理"
    )
    made.report.overrides.update(at=made.locked_at)
    made.report.explanations.update(at=made.locked_at)
    page = boss.get(url("filing", filed(made, Filing.State.FILED).pk)).content.decode()
    assert "另册登记" in page and "系统外办理" in page and "手工填写的 1 格" in page


def test_what_the_sender_says_goes_up_with_the_report(government, boss):
    made = version(below(government))
    clerk = signed_in(person(below(government)))
    clerk.post(url("own", below(government).pk, YEAR), {"version": made.pk, "note": "撤并村两处，数字减少"})
    filing = Filing.objects.get()
    assert filing.note == "撤并村两处，数字减少"
    assert "撤并村两处" in boss.get(url("filing", filing.pk)).content.decode()


def test_a_reminder_is_seen_before_it_goes_to_all(government, boss):
    for each in government.subordinates.all():
        each.email = f"zwgk{each.pk}@example.gov.cn"
        each.save()
    page = boss.post(url("remind", government.pk, YEAR), {"of": "all"})
    assert len(page.context["letters"]) == 3 and not Reminder.objects.exists()
    assert "尚未报送" in page.context["letters"][0].text and "催报" in page.context["letters"][0].subject
    sent = dict(page.context["hidden"])
    assert boss.post(url("remind", government.pk, YEAR), {**sent, "confirmed": 1}).status_code == 302
    assert Reminder.objects.count() == 3
    assert [each.text for each in page.context["letters"]] == [each.text for each in Reminder.objects.order_by("pk")]


def test_a_return_is_seen_before_it_is_decided(government, boss):
    filing = filed(version(below(government)), Filing.State.FILED)
    here = url("filing", filing.pk)
    page = boss.post(here, {"decision": "return", "reason": "请核对第三部分", "revision": filing.revision})
    (letter,) = page.context["letters"]
    assert "请核对第三部分" in letter.text
    filing.refresh_from_db()
    assert filing.state == Filing.State.FILED and filing.slip == "" and not Reminder.objects.exists()
    boss.post(here, {**dict(page.context["hidden"]), "confirmed": 1})
    filing.refresh_from_db()
    assert (filing.state, Reminder.objects.get().text) == (Filing.State.RETURNED, letter.text)
    assert mail.outbox == []


def test_a_return_without_words_is_refused_before_any_letter_is_shown(government, boss):
    filing = filed(version(below(government)), Filing.State.FILED)
    answer = boss.post(url("filing", filing.pk), {"decision": "return", "reason": " ", "revision": filing.revision})
    assert answer.status_code == 400


def test_a_link_is_made_for_copying_printing_and_scanning(government, boss):
    answer = boss.post(url("links", government.pk, YEAR), {"of": below(government).pk, "days": 5})
    page = answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert 'data-copy="made"' in page and "data-print" in page and "<svg" in page and "style=" not in page
    token = answer.context["made"].rstrip("/").split("/")[-1]
    assert token not in "".join(FilingLink.objects.values_list("token_sha256", flat=True))
    assert signed_in(person()).get(reverse("filing-link", args=[token])).status_code == 200


def test_a_note_is_kept_with_the_filing_of_a_report_written_here():
    government, _ = county()
    where = town("安平县第九镇人民政府", superior=government)
    filing = hand_up(actor(where), locked(where), note="首次在本系统编制")
    assert filing.note == "首次在本系统编制"
