"""Everything that changes agencies. Each function asks the policy, makes the change and writes its event."""

from gongkai_site.agencies.actions.agency import add_agency, correct_agency, edit_agency
from gongkai_site.agencies.actions.placing import place_under
from gongkai_site.agencies.actions.reorganising import end_agency, rename_agency, undo_reorganisation
from gongkai_site.agencies.actions.rulings import draft_ruling, set_ruling, withdraw_ruling
from gongkai_site.agencies.actions.sections import add_section, close_section, rename_section, reopen_section

__all__ = [
    "add_agency",
    "add_section",
    "close_section",
    "correct_agency",
    "draft_ruling",
    "edit_agency",
    "end_agency",
    "place_under",
    "rename_agency",
    "rename_section",
    "reopen_section",
    "set_ruling",
    "undo_reorganisation",
    "withdraw_ruling",
]
