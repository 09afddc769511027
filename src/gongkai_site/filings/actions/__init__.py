"""Everything that changes a filing: handed up, returned, accepted, reminded of, filed by link or on paper."""

from gongkai_site.filings.actions.choosing import choose_members
from gongkai_site.filings.actions.deciding import accept_filing, return_filing, state_blanks
from gongkai_site.filings.actions.filing import file_on_paper, hand_up, hand_up_copy, is_open_to
from gongkai_site.filings.actions.linking import Made, hand_up_by_link, make_link, withdraw_link
from gongkai_site.filings.actions.reminding import remind, remind_automatically

__all__ = [
    "Made",
    "accept_filing",
    "choose_members",
    "file_on_paper",
    "hand_up",
    "hand_up_by_link",
    "hand_up_copy",
    "is_open_to",
    "make_link",
    "remind",
    "remind_automatically",
    "return_filing",
    "state_blanks",
    "withdraw_link",
]
