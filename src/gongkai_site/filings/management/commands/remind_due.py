"""``remind_due``: what the daily task does, for those who run it by cron."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from gongkai_site.filings.automatic import remind_all


class Command(BaseCommand):
    """Remind every agency whose report is due soon or overdue."""

    help = "向将到期和逾期未报送的单位发催报"

    def add_arguments(self, parser: CommandParser) -> None:
        """``--today``."""
        parser.add_argument("--today", type=dt.date.fromisoformat, default=None, help="按哪一天计算（年-月-日）")

    def handle(self, *args: Any, today: dt.date | None = None, **options: Any) -> None:
        """Run it."""
        self.stdout.write(f"已催报{remind_all(today or timezone.localdate())}个单位。")
