"""The statutory clock of a request: twenty working days to the answer (《条例》第三十三条第二款).

Monday to Friday are counted. Public holidays and the days worked in their place are decreed anew each year and are not
known here, nor is what stops the clock or draws it out (补正、征求意见、延期): what is shown is to be looked at, and is
no verdict.
"""

from __future__ import annotations

import datetime as dt

WORKING_DAYS = 20
"""《条例》第三十三条第二款."""
SOON = 5
"""Working days before its end in which a request is pointed out."""
_DAY = dt.timedelta(days=1)
_FRIDAY = 5


def answer_due(received: dt.date) -> dt.date:
    """The twentieth working day after the day of receipt."""
    return _after(received, WORKING_DAYS)


def received_until(today: dt.date, days: int) -> dt.date:
    """The last day of receipt of those that have ``days`` working days or fewer left today; -1: whose time is over.

    ``answer_due`` never falls when the day of receipt rises, so that one comparison in the database finds them.
    """
    day = today
    while answer_due(day) > (_after(today, days) if days >= 0 else today - _DAY):
        day -= _DAY
    return day


def _after(day: dt.date, working_days: int) -> dt.date:
    left = working_days
    while left:
        day += _DAY
        left -= day.isoweekday() <= _FRIDAY
    return day
