"""Every setting, read from the environment; names, meanings and units are in deploy/env.example."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

ROOT = Path(__file__).resolve().parent.parent
env = environ.FileAwareEnv()

# --- what kind of installation this is -------------------------------------------------------------
DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)
VAR_DIR = Path(env("VAR_DIR", default=str(ROOT / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)

SECRET_KEY = env("SECRET_KEY", default="only-for-development-" + "x" * 40) if DEBUG else env("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["*"] if DEBUG else ["localhost", "127.0.0.1"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SOURCE_URL = env("SOURCE_URL", default="/source/")

# --- applications ----------------------------------------------------------------------------------
INSTALLED_APPS = [
    "permissions",
    "documents",
    "workflows",
    "project",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "guardian",
    "simple_history",
    "django_htmx",
    "csp",
    "django.forms",
]
FORM_RENDERER = "project.forms.FormRenderer"
CSRF_FAILURE_VIEW = "project.errors.csrf_failed"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "project.door.CookieMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "project.door.DoorMiddleware",
    "permissions.reads.ReadsMiddleware",
    "project.errors.RefusalMiddleware",
]
ROOT_URLCONF = "project.urls"
WSGI_APPLICATION = "project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "project.context.frame",
            ],
            "builtins": ["project.templatetags.frame"],
        },
    }
]

# --- database --------------------------------------------------------------------------------------
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR}/bangvang.sqlite3")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
    # A file, not memory: the races in the tests need a second connection.
    DATABASES["default"]["TEST"] = {"NAME": env("TEST_DATABASE_NAME", default=str(VAR_DIR / "test.sqlite3"))}
else:
    DATABASES["default"]["OPTIONS"] = {"options": "-c lock_timeout=5000"}
    DATABASES["default"]["TEST"] = {"NAME": env("TEST_DATABASE_NAME", default="test_bangvang")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- people ----------------------------------------------------------------------------------------
AUTH_USER_MODEL = "permissions.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "guardian.backends.ObjectPermissionBackend",
]
ANONYMOUS_USER_NAME = None  # guardian would otherwise create a user row
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/sign-in/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# --- history ---------------------------------------------------------------------------------------
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True
SIMPLE_HISTORY_DATE_INDEX = "Composite"

# --- words, dates, numbers -------------------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese"))]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["project.formats"]

# --- files -----------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = env("STATIC_ROOT", default=str(VAR_DIR / "static"))
Path(STATIC_ROOT).mkdir(parents=True, exist_ok=True)
MEDIA_ROOT = env("MEDIA_ROOT", default=str(VAR_DIR / "media"))
UPLOAD_LIMIT_BYTES = env.int("UPLOAD_LIMIT_BYTES", default=20 * 1024 * 1024)
DATA_UPLOAD_MAX_NUMBER_FILES = 60
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- checkpoints of the evidence -------------------------------------------------------------------
LEDGER_KEY_FILE = env("LEDGER_KEY_FILE", default=f"{VAR_DIR}/ledger-key.pem" if DEMO else "")
CHECKPOINT_HOUR = env.int("CHECKPOINT_HOUR", default=18)

# --- the open page of certificates ------------------------------------------------------------------
PUBLIC_URL = env("PUBLIC_URL", default=env("SITE_URL", default="http://127.0.0.1:8000")).rstrip("/")

# --- digital signatures ----------------------------------------------------------------------------
SIGNATURE_CRL_FOLDER = env("SIGNATURE_CRL_FOLDER", default="")
SIGNING_ADDRESS_MINUTES = env.int("SIGNING_ADDRESS_MINUTES", default=10)
SIGNING_SCRIPT_URL = env("SIGNING_SCRIPT_URL", default="")
SAMPLE_KEY_FILE = env("SAMPLE_KEY_FILE", default=f"{VAR_DIR}/sample-key.p12" if DEMO else "")

# --- notices ---------------------------------------------------------------------------------------
SITE_URL = env("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
NOTICE_MAIL = env("NOTICE_MAIL", default="daily")
NOTICE_HOUR = env.int("NOTICE_HOUR", default=7)
NOTICE_QUIET_MINUTES = env.int("NOTICE_QUIET_MINUTES", default=5)
NOTICE_KEEP_DAYS = env.int("NOTICE_KEEP_DAYS", default=1_095)
REMIND_WORKING_DAYS = env.int("REMIND_WORKING_DAYS", default=2)
CARRIER_FOLDER = env("CARRIER_FOLDER", default="")
CARRIER_MAIL = env("CARRIER_MAIL", default="")
CARRIER_URL = env("CARRIER_URL", default="")
CARRIER_TOKEN = env("CARRIER_TOKEN", default="")
PROVINCE_LIST_COLUMNS = env.list("PROVINCE_LIST_COLUMNS", default=["kind", "name", "detail", "unit", "summary", "code"])
_mail = env.email_url("EMAIL_URL", default=f"filemail:///{VAR_DIR}/mail")
EMAIL_BACKEND, EMAIL_FILE_PATH = _mail["EMAIL_BACKEND"], _mail["EMAIL_FILE_PATH"]
EMAIL_HOST, EMAIL_PORT = _mail["EMAIL_HOST"] or "localhost", _mail["EMAIL_PORT"] or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_USER"] or "", _mail["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.get("EMAIL_USE_TLS", False), _mail.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env("MAIL_FROM", default="Bang Vang <bangvang@localhost>")

# --- safety ----------------------------------------------------------------------------------------
HTTPS = env.bool("HTTPS", default=not DEBUG)
SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_AGE = env.int("SESSION_SECONDS", default=8 * 3600)
SESSION_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "frame-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    # The readers of signed files name people and what stands in a file: nothing of it belongs into a log.
    "loggers": {
        "pikepdf": {"level": "WARNING"},
        "pyhanko": {"level": "CRITICAL"},
        "pyhanko_certvalidator": {"level": "CRITICAL"},
    },
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
}
