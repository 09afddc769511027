"""The demonstration county, small, in a place of its own: built there, or copied from where it was built before."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.site.cli.site import Place

_BUILD = """
import os
from pathlib import Path
from gongkai_site.cli.ready import ready
data = Path(os.environ["GONGKAI_DATA"])
ready(data, GONGKAI_EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend")
from gongkai_site.demonstration.opening import make
make(data, small=True, say=print)
"""


def make_county(place: Place, built: Path | None = None) -> None:
    """Make it in this empty place; ``built`` is a folder of ``gongkai demo --small``, for the embedded database."""
    if built is None:
        subprocess.run([sys.executable, "-c", _BUILD], env=place.environment, check=True, stdout=subprocess.DEVNULL)
        return
    shutil.copytree(built, place.data)
    place.migrate()
