"""Django's settings, all from the environment; ``docs/site-settings.md`` lists the variables.

``GONGKAI_DATA`` is the one folder that holds what must be kept: the embedded database, uploaded files, the secret key.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import dj_database_url
from csp.constants import NONCE, NONE, SELF

import gongkai
from gongkai_site.front.limits import FORM

DATA = Path(os.environ.get("GONGKAI_DATA", "data")).resolve()
HERE = Path(__file__).parent


def _switch(name: str, default: bool) -> bool:
    return os.environ.get(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def _words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def _secret_key() -> str:
    """The key of the environment, else one made on the first start and kept beside the data."""
    if key := os.environ.get("GONGKAI_SECRET_KEY"):
        return key
    file = DATA / "secret-key"
    DATA.mkdir(parents=True, exist_ok=True)
    try:
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as new:
            new.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return file.read_text("utf-8")


SECRET_KEY = _secret_key()
DEBUG = _switch("GONGKAI_DEBUG", False)
ALLOWED_HOSTS = _words("GONGKAI_HOSTS", "localhost,127.0.0.1,[::1]")
BASE_URL = os.environ.get("GONGKAI_URL", "http://localhost:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [BASE_URL]
SECURE_HTTPS = BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_HTTPS
SESSION_COOKIE_HTTPONLY = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _switch("GONGKAI_BEHIND_PROXY", False) else None
CSRF_FAILURE_VIEW = "gongkai_site.faults.csrf_failure"
SECURE_HSTS_SECONDS = int(os.environ.get("GONGKAI_HSTS_SECONDS", "0"))
SECOND_FACTOR_REQUIRED = _switch("GONGKAI_SECOND_FACTOR", False)
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

INSTALLED_APPS = [
    "gongkai_site.agencies",
    "gongkai_site.people",
    "gongkai_site.audit",
    "gongkai_site.records",
    "gongkai_site.registers",
    "gongkai_site.requests",
    "gongkai_site.disputes",
    "gongkai_site.facts",
    "gongkai_site.annual",
    "gongkai_site.intake",
    "gongkai_site.redaction",
    "gongkai_site.filings",
    "gongkai_site.portal",
    "gongkai_site.home",
    "gongkai_site.look",
    "gongkai_site.drafts",
    "gongkai_site.screening",
    "gongkai_site.handbook",
    "django_tasks",
    "django_tasks_db",
    "django_htmx",
    "django_tables2",
    "django_filters",
    "crispy_forms",
    "crispy_bootstrap5",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "gongkai_site.faults.FaultMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "gongkai_site.refusals.RefusalMiddleware",
    "gongkai_site.drafts.middleware.DraftMiddleware",
    "gongkai_site.office.door.DoorMiddleware",
    "gongkai_site.office.reaching.ReachMiddleware",
    "gongkai_site.screening.gate.GateMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "gongkai_site.urls"
WSGI_APPLICATION = "gongkai_site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gongkai_site.look.current.in_templates",
            ],
            "libraries": {"findings": "gongkai_site.findings"},
        },
    }
]

DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL") or f"sqlite:///{DATA / 'gongkai.sqlite3'}", conn_max_age=60
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATA.mkdir(parents=True, exist_ok=True)
    # IMMEDIATE: a writer waits for the lock at the start of its transaction instead of failing in the middle of it.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;",
    }
else:
    DATABASES["default"]["OPTIONS"] = {**DATABASES["default"].get("OPTIONS", {}), "connect_timeout": 5}
    DATABASES["default"] |= {"ENGINE": "gongkai_site.postgresql", "CONN_HEALTH_CHECKS": True}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": name}
    for name in (
        "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "gongkai_site.people.passwords.LongEnough",
        "django.contrib.auth.password_validation.CommonPasswordValidator",
        "django.contrib.auth.password_validation.NumericPasswordValidator",
    )
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "gongkai_site.people.passwords.FirstPasswordHasher",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workbench"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_ADAPTER = "gongkai_site.people.adapter.ClosedAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
# Nothing is counted by address alone: a whole county may sit behind one. Axes, below, counts passwords; of allauth
# the limits of who is known by his password remain, five codes of his second factor among them.
ACCOUNT_RATE_LIMITS = {"login": "", "login_failed": "5/5m/key"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "公开 gongkai"

# Throttled sign-in: five failures of one name from one address shut it for a quarter of an hour.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_TEMPLATE = "account/locked_out.html"
AXES_CLIENT_IP_CALLABLE = "gongkai_site.people.visitor.address_of"
# Proxies in front whose last entry of X-Forwarded-For is believed; allauth's own limits read it by this name.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if _switch("GONGKAI_BEHIND_PROXY", False) else 0

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [HERE / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

CRISPY_TEMPLATE_PACK = CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
DJANGO_TABLES2_TEMPLATE = "django_tables2/bootstrap5.html"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
# The document beside its figures is drawn by the library, with the library's own style sheet.
STATICFILES_DIRS = [HERE / "static", ("gongkai", Path(gongkai.__file__).parent / "viewing" / "data")]
MEDIA_ROOT = DATA / "files"
# Uploaded files are only served by views that ask the policy; there is no address of the folder itself.
MEDIA_URL = "/never-served/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o600, 0o700
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
DATA_UPLOAD_MAX_NUMBER_FILES = 300  # 来文识读 takes a hundred and more at once
DATA_UPLOAD_MAX_MEMORY_SIZE = FORM
THREADS = int(os.environ.get("GONGKAI_THREADS", "8"))

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# Where the end of the audit log is put down every day, so that nobody who owns this machine alone can rewrite it.
AUDIT_ANCHORS = _words("GONGKAI_ANCHORS")

EMAIL_BACKEND = os.environ.get("GONGKAI_EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
EMAIL_HOST = os.environ.get("GONGKAI_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("GONGKAI_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("GONGKAI_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("GONGKAI_SMTP_PASSWORD", "")
EMAIL_USE_TLS = _switch("GONGKAI_SMTP_TLS", False)
PROCESSING_FEE = _words("GONGKAI_PROCESSING_FEE", "2021:counted")
TELLS_BY_MAIL = _switch("GONGKAI_TELL_BY_MAIL", False)
DEFAULT_FROM_EMAIL = os.environ.get("GONGKAI_MAIL_FROM", "gongkai@localhost")

# Pages load from this host alone, and only those scripts that the page itself names: files that others uploaded lie on
# the same host, so the host alone is no reason to run anything.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}

_LOG_LEVEL = os.environ.get("GONGKAI_LOG_LEVEL", "WARNING")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            # The worker tells each task at INFO whatever the root says; asked for less than usual, it tells less too.
            "level": "NOTSET" if _LOG_LEVEL == "WARNING" else _LOG_LEVEL,
        }
    },
    "root": {"handlers": ["console"], "level": _LOG_LEVEL},
}
