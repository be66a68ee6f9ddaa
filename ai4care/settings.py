"""All settings, read from the environment in one place; secure unless the demo profile says otherwise."""

import base64
import re
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import django_stubs_ext
from celery.schedules import crontab

from ai4care.environment import flag, profile, read, var, words

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = var()
DEMO = profile() == "demo"
DEBUG = False
STREAMS = flag("AI4CARE_STREAMS")  # set by ai4care.asgi for the process that serves only event streams


def _required(name: str) -> str:
    value = read(name)
    if not value:
        sys.exit(f"De instelling {name} (of {name}_FILE) ontbreekt. Zet ze in de omgeving en start opnieuw.")
    return value


def _platform_key(given: str) -> bytes | str:
    """32 bytes in base64, or the address of a key in a Transit engine (plain http on this machine only)."""
    if re.fullmatch(r"(https://[^/]+|http://(127\.0\.0\.1|localhost|\[::1\])(:\d+)?)/v1/\S+/keys/[\w.-]+", given):
        return given
    try:
        key = base64.b64decode(given, validate=True)
    except ValueError:
        key = b""
    if len(key) != 32:
        sys.exit(
            "AI4CARE_PLATFORM_KEY is geen sleutel van 32 bytes in base64. Zonder de juiste sleutel start AI4Care niet."
        )
    return key


SECRET_KEY = _required("SECRET_KEY")
PLATFORM_KEYS = (  # the current one, and older ones that still open what they wrapped
    _platform_key(_required("AI4CARE_PLATFORM_KEY")),
    *(_platform_key(older) for older in words("AI4CARE_PLATFORM_KEY_OLD")),
)
KMS_TOKEN = read("AI4CARE_KMS_TOKEN", default="")  # for a platform key in a Transit engine
ALLOWED_HOSTS = words("ALLOWED_HOSTS") or (["127.0.0.1", "localhost", "[::1]"] if DEMO else [])
SITE_URL = read("SITE_URL", default="http://127.0.0.1:8000")
STREAM_ORIGIN = read("STREAM_ORIGIN", default="")
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL.startswith("https://") else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "auditlog",
    "csp",
    "django_htmx",
    "rest_framework",
    "drf_spectacular",
    "organisations",
    "cases",
    "knowledge",
    "referrals",
    "assistant",
    "feedback",
    "privacy",
    "ai4care",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "organisations.middleware.OrganisationMiddleware",
]

ROOT_URLCONF = "ai4care.stream_urls" if STREAMS else "ai4care.urls"
WSGI_APPLICATION = "ai4care.wsgi.application"
ASGI_APPLICATION = "ai4care.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "organisations.context.organisation",
            ],
        },
    }
]


def _database(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    options: dict[str, Any] = {"sslmode": query["sslmode"]} if "sslmode" in query else {}
    if STREAMS:  # many readers in one process share few connections; the other processes hold one each
        options["pool"] = {"min_size": 1, "max_size": 4}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": str(parts.port or query.get("port", "")),
        "CONN_MAX_AGE": 0 if STREAMS else 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


AS_OWNER = read("AI4CARE_DB_ROLE", default="app") == "owner"
DATABASE_URL = _required("DATABASE_URL")
APP_ROLE = _database(DATABASE_URL)["USER"]
DATABASES = {"default": _database(_required("DATABASE_OWNER_URL") if AS_OWNER else DATABASE_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MIGRATION_MODULES = {"auditlog": None}  # its own table has no wall; ours is organisations.TrailEntry

REDIS_URL = _required("REDIS_URL")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL.replace("redis+socket", "unix"),
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"  # a login survives a Redis that is away

AUTH_USER_MODEL = "organisations.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "organisations.accounts.InvitedOnlyAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation reached the address already
ACCOUNT_EMAIL_SUBJECT_PREFIX = "AI4Care: "
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_USER_DISPLAY = "organisations.accounts.shown_as"
ACCOUNT_EMAIL_NOTIFICATIONS = True  # of a changed password or second step
ACCOUNT_FORMS = {
    "change_password": "organisations.account_forms.PasswordForm",
    "reset_password_from_key": "organisations.account_forms.ForgottenPasswordForm",
}
MFA_ADAPTER = "organisations.accounts.SecondStepAdapter"
MFA_FORMS = {
    "activate_totp": "organisations.account_forms.AppForm",
    "authenticate": "organisations.account_forms.SecondStepForm",
    "reauthenticate": "organisations.account_forms.ConfirmForm",
    "add_webauthn": "organisations.account_forms.PasskeyForm",
    "edit_webauthn": "organisations.account_forms.PasskeyNameForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "AI4Care"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO

AUDITLOG_LOGENTRY_MODEL = "organisations.TrailEntry"
AUDITLOG_MASK_CALLABLE = "organisations.trail.mask"
AUDITLOG_DISABLE_REMOTE_ADDR = True  # the request id says enough; addresses of homes are not kept

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]  # French and English follow once their texts are in locale/
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Brussels"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["ai4care.formats"]

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "ai4care.storage.StaticStorage"},
}
MEDIA_ROOT = VAR_DIR / "media"
EMBEDDED_MODEL_DIR = VAR_DIR / "model"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
IMPORT_MAX_BYTES = 64 * 1024 * 1024
CSRF_FAILURE_VIEW = "ai4care.views.csrf_failure"

EMAIL_BACKEND = (
    "django.core.mail.backends.filebased.EmailBackend" if DEMO else "django.core.mail.backends.smtp.EmailBackend"
)
EMAIL_FILE_PATH = VAR_DIR / "mail"
_mail = urlsplit(read("EMAIL_URL", default="smtp://localhost:25"))
EMAIL_HOST, EMAIL_PORT = _mail.hostname or "localhost", _mail.port or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
EMAIL_USE_TLS = _mail.scheme == "smtp+tls"
DEFAULT_FROM_EMAIL = read("MAIL_FROM", default="AI4Care <no-reply@localhost>")

SECURE_SSL_REDIRECT = not DEMO
SECURE_HSTS_SECONDS = 0 if DEMO else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = not DEMO
SECURE_HSTS_PRELOAD = not DEMO
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if flag("BEHIND_PROXY") else None
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if flag("BEHIND_PROXY") else 0
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEMO
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'", *([STREAM_ORIGIN] if STREAM_ORIGIN else [])],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
    }
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
}
SPECTACULAR_SETTINGS = {"TITLE": "AI4Care", "VERSION": "1", "SERVE_INCLUDE_SCHEMA": False, "SERVE_PUBLIC": False}

CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 120}
CELERY_RESULT_BACKEND_TRANSPORT_OPTIONS = {"visibility_timeout": 120}
CELERY_VISIBILITY_TIMEOUT = 120
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_TIME_LIMIT = 300
CELERY_TIMEZONE = TIME_ZONE
RUN_LEASE_SECONDS = int(read("RUN_LEASE_SECONDS", default="60"))
RUN_SWEEP_SECONDS = int(read("RUN_SWEEP_SECONDS", default="10"))
CELERY_BEAT_SCHEDULE = {
    "sweep": {
        "task": "organisations.tasks.sweep",
        "schedule": RUN_SWEEP_SECONDS,
        "options": {"expires": RUN_SWEEP_SECONDS},
    },
    "recall": {"task": "knowledge.tasks.recall", "schedule": 60, "options": {"expires": 60}},
    "index-large-banks": {"task": "knowledge.tasks.index_large_banks", "schedule": crontab(hour=3, minute=50)},
    "remind-keepers": {"task": "knowledge.tasks.remind_keepers", "schedule": crontab(hour=6, minute=10)},
    "watch-addresses": {
        "task": "knowledge.check_watched",
        "schedule": crontab(minute=20),
        "options": {"expires": 3000},
    },
    "forget-questions": {"task": "assistant.forget_questions", "schedule": crontab(hour=4, minute=40)},
    "mail-digests": {"task": "knowledge.tasks.mail_digests", "schedule": crontab(hour=6, minute=30)},
}

DOCUMENT_MAX_BYTES = 20 * 1024 * 1024
DOCUMENT_HOSTS = words("DOCUMENT_HOSTS", default=".vlaanderen.be,.belgium.be")  # whose documents may be watched
LAW_HOSTS = words("LAW_HOSTS", default="codex.opendata.api.vlaanderen.be")  # where law may be fetched from
LAW_MAX_BYTES = 32 * 1024 * 1024
SERVICE_HOSTS = words("SERVICE_HOSTS", default="www.desocialekaart.be")  # where an import may fetch from

SOURCE_URL = read("SOURCE_URL", default="")  # where the source code of this installation can be had (AGPL, section 13)

# The language model: an OpenAI-compatible endpoint. Without one the embedded composer answers.
MODEL_URL = read("MODEL_URL", default="")
MODEL_NAME = read("MODEL_NAME", default="")
MODEL_KEY = read("MODEL_KEY", default="")
MODEL_TIMEOUT_SECONDS = float(read("MODEL_TIMEOUT_SECONDS", default="45"))  # keep it under RUN_LEASE_SECONDS
MODEL_CONTEXT_TOKENS = int(read("MODEL_CONTEXT_TOKENS", default="16000"))  # what it can read and write together
MODEL_HOSTS = words("MODEL_HOSTS")  # addresses inside our own network that organisations may name as a model's
MODEL_CENTS_PER_MILLION_IN = float(read("MODEL_CENTS_PER_MILLION_IN", default="0"))
MODEL_CENTS_PER_MILLION_OUT = float(read("MODEL_CENTS_PER_MILLION_OUT", default="0"))

# Embeddings: an OpenAI-compatible endpoint with 384 dimensions. Without one the embedded model makes them.
EMBEDDING_URL = read("EMBEDDING_URL", default="")
EMBEDDING_MODEL = read("EMBEDDING_MODEL", default="")
EMBEDDING_KEY = read("EMBEDDING_KEY", default="")
EMBEDDING_KEY_OLD = read("EMBEDDING_KEY_OLD", default="")  # of the address still in force while reembed goes to another
SILENCED_SYSTEM_CHECKS = ["security.W003", "security.W021"] if DEMO else []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "ERROR"}, "ai4care": {"level": "INFO"}},
}
