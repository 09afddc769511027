"""The database backend: before a kept connection is used again, its socket is looked at instead of asking the server.

Django asks ``SELECT 1`` at the first query of every request, which would double the queries of the page asked for most.
"""

from __future__ import annotations

import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """As Django's own, but for :meth:`is_usable`."""

    def is_usable(self) -> bool:
        """Whether the connection still stands.

        Between requests a server sends nothing unless it closes the connection; only then is it really asked.
        """
        if self.connection is None or self.connection.closed:
            return False
        waiting = select.poll()
        waiting.register(self.connection.fileno(), select.POLLIN)
        return super().is_usable() if waiting.poll(0) else True
