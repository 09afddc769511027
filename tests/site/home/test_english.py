"""What is English to who chose English, and what stays Chinese for everybody: papers, files, the log, refusals."""

import io
from collections.abc import Iterator

import pytest
from django.db.models import TextChoices
from django.urls import reverse
from django.utils.translation import deactivate, override
from openpyxl import load_workbook

from gongkai_site.agencies.models import Kind, Level
from gongkai_site.annual.models import Origin, Scope, State
from gongkai_site.errors import WrongState
from gongkai_site.filings.actions import return_filing
from gongkai_site.filings.models import Filing, Reminder
from gongkai_site.filings.overview import Stand
from gongkai_site.intake.models import IncomingDocument
from gongkai_site.people.models import Membership, Role
from tests.site.build import county, person, signed_in
from tests.site.filings.build import filed, supervisor, version
from tests.site.home.test_languages import HAN

CHOICES = (
    Role, State, Scope, Origin, Stand, Filing.State, Filing.Way, Reminder.About, IncomingDocument.Status, Kind,
    Level,
)  # fmt: skip


@pytest.fixture(autouse=True)
def _chinese_again() -> Iterator[None]:
    """A request leaves its language to whatever the thread does next."""
    yield
    deactivate()


@pytest.mark.parametrize("choices", CHOICES, ids=lambda each: each.__qualname__)
def test_roles_and_states_are_called_in_the_language_of_the_page(choices: type[TextChoices]) -> None:
    for each in choices:
        with override("en"):
            assert not HAN.search(str(each.label)), each
        with override("zh-hans"):
            assert HAN.search(str(each.label)), each


def test_the_first_page_of_who_chose_english_names_his_role_in_english() -> None:
    government, _towns = county()
    page = signed_in(person(government, Role.SUPERVISOR, language="en")).get(reverse("workbench")).content.decode()
    assert "supervisor" in page and "主管部门监督员" not in page


def test_files_the_log_and_refusals_stay_chinese() -> None:
    government, (town, _other) = county()
    handed_up = filed(version(town), Filing.State.ACCEPTED)
    user = person(government, Role.SUPERVISOR, language="en")
    address = reverse("filings:export", args=[government.pk, handed_up.year])
    book = load_workbook(io.BytesIO(signed_in(user).get(address).content))
    values = {str(cell) for row in book.worksheets[0].iter_rows(values_only=True) for cell in row}
    assert "已接收" in values
    assert "乡镇人民政府" in values
    book = load_workbook(io.BytesIO(signed_in(user).get(reverse("agencies:export")).content))
    listed = {str(cell) for row in book.worksheets[0].iter_rows(values_only=True) for cell in row}
    assert {"乡镇人民政府", "县级"} <= listed
    with override("en"):
        assert "主管部门监督员" in str(Membership.objects.get(user=user))
        with pytest.raises(WrongState, match="已退回"):
            Filing.objects.update(state=Filing.State.RETURNED)
            handed_up.refresh_from_db()
            return_filing(supervisor(government), handed_up, reason="改", revision=handed_up.revision)
