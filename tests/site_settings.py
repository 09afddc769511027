"""The site's own settings with a data folder of the test run, quick password hashing and mail that stays here."""

import os
import tempfile

os.environ.setdefault("GONGKAI_DATA", tempfile.mkdtemp(prefix="gongkai-test-"))
os.environ["GONGKAI_EMAIL_BACKEND"] = "django.core.mail.backends.locmem.EmailBackend"

from gongkai_site.settings import *  # noqa: F403
from gongkai_site.settings import DATABASES, STATIC_ROOT

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher",
    "gongkai_site.people.passwords.FirstPasswordHasher",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DATABASES["default"]["CONN_MAX_AGE"] = 0
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
