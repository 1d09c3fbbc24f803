"""All settings, read from the environment (`.env.example` lists every one)."""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from botocore.config import Config as S3Config
from csp.constants import NONE, SELF
from django.contrib.messages import constants as message_levels
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# -- What this process is for ---------------------------------------------------------------------

LAUREL_ENV = env.str("LAUREL_ENV", "production")
if LAUREL_ENV not in {"production", "development", "demo"}:
    raise ImproperlyConfigured(f"LAUREL_ENV is {LAUREL_ENV!r}; it may be production, development or demo.")
PRODUCTION = LAUREL_ENV == "production"
DEBUG = LAUREL_ENV == "development"

SECRET_KEY = env.str("SECRET_KEY", "")
if not SECRET_KEY and PRODUCTION:
    raise ImproperlyConfigured("Set SECRET_KEY, or LAUREL_ENV=demo to try Laurel out.")
SECRET_KEY = SECRET_KEY or "for-development-and-the-demo-only-" + "0123456789" * 3
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])

SITE_URL = env.str("SITE_URL", "http://localhost:8000")  # every absolute link starts with it, never with a Host header
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[urlsplit(SITE_URL).hostname])
if not PRODUCTION:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1"]
VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))

# -- The house ------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "config.apps.ConfigConfig",
    "config.apps.DeskConfig",
    "awards",
    "papers",
    "workshops",
    "accounts",
    "notifications",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "csp",
    "django_countries",
    "simple_history",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "config.middleware.signed_in_pages_are_not_stored",
    "config.middleware.NothingIsAllowedUncounted",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]
ROOT_URLCONF = "config.urls"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # templates/django/forms and templates/admin/widgets
WSGI_APPLICATION = "config.wsgi.application"
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
                "config.context.site",
            ],
        },
    },
]

# -- Data -----------------------------------------------------------------------------------------

DATABASES = {"default": env.db_url("DATABASE_URL", f"sqlite:///{VAR_DIR}/laurel.sqlite3")}
if "sqlite" in DATABASES["default"]["ENGINE"]:
    Path(DATABASES["default"]["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",  # a writer waits for its turn instead of failing half-way
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        "timeout": 20,
    }
else:
    DATABASES["default"] |= {
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 5, "options": "-c statement_timeout=30s"},
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", "").rstrip("/")
if REDIS_URL:
    # Apart: Django's cache.clear() empties a whole Redis database, and must never empty the queue.
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": f"{REDIS_URL}/1",
            "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1},  # a page waits no longer
        }
    }
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

S3_BUCKET = env.str("S3_BUCKET", "")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
if S3_BUCKET:
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": S3_BUCKET,
            "endpoint_url": env.str("S3_ENDPOINT_URL", "") or None,
            "region_name": env.str("S3_REGION", "us-east-1"),
            "access_key": env.str("S3_ACCESS_KEY", "") or None,
            "secret_key": env.str("S3_SECRET_KEY", "") or None,
            "file_overwrite": False,
            "default_acl": None,
            "querystring_expire": 60,
            # Without this, newer boto3 sends checksums that R2, MinIO, B2 and GCS refuse.
            "client_config": S3Config(
                signature_version="s3v4",
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
                connect_timeout=5,
                read_timeout=20,
            ),
        },
    }
MEDIA_ROOT = VAR_DIR / "files"
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(VAR_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
if not PRODUCTION:  # a try-out needs no collectstatic
    WHITENOISE_USE_FINDERS = True
    STATIC_ROOT.mkdir(parents=True, exist_ok=True)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # a programme of 100 slots is typed on one admin page

# -- People ---------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "me"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0)

# -- Institutions ---------------------------------------------------------------------------------

ROR_MAX_AGE_DAYS = env.int("ROR_MAX_AGE_DAYS", 400)  # an older table of institutions decides nothing

# -- Mail -----------------------------------------------------------------------------------------

_mail = env.email_url("EMAIL_URL", "smtp://localhost:1025")
_is_encrypted = "EMAIL_USE_TLS" in _mail or "EMAIL_USE_SSL" in _mail
_is_near = (
    "." not in (_mail["EMAIL_HOST"] or "") or _mail["EMAIL_HOST"] == "127.0.0.1"
)  # here, or a container beside us
if PRODUCTION and not (_is_encrypted or _is_near):
    raise ImproperlyConfigured("Mail would leave in clear text. Write EMAIL_URL as smtp+tls:// or smtp+ssl://.")
vars().update(_mail)
EMAIL_TIMEOUT = 20
MAIL_PROVIDER = env.str("MAIL_PROVIDER", "")  # one that anymail knows takes the mails, instead of SMTP
if MAIL_PROVIDER:
    INSTALLED_APPS.append("anymail")
    EMAIL_BACKEND = f"anymail.backends.{MAIL_PROVIDER}.EmailBackend"
ANYMAIL = {
    "REQUESTS_TIMEOUT": EMAIL_TIMEOUT,
    "WEBHOOK_SECRET": env.list("ANYMAIL_WEBHOOK_SECRET", default=[]),
    **env.dict("MAIL_PROVIDER_SETTINGS", default={}),
}
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Laurel <laurel@localhost>")
MAIL_LEASE_SECONDS = env.int("MAIL_LEASE_SECONDS", 120)  # a claimed message is nobody else's for so long
MAIL_SWEEP_SECONDS = env.int("MAIL_SWEEP_SECONDS", 30)  # beat looks for waiting messages this often
MAIL_PER_CONNECTION = env.int("MAIL_PER_CONNECTION", 50)  # then a new one: relays cut what stays open too long
MAIL_PER_MINUTE = env.int("MAIL_PER_MINUTE", 0)  # so many mails in all, and to one domain; 0: as many as there are
MAIL_PER_MINUTE_TO_DOMAIN = env.int("MAIL_PER_MINUTE_TO_DOMAIN", 0)
MAIL_ONLY_TO = env.list("MAIL_ONLY_TO", default=[])  # addresses and @domains a staging site may write to; empty: all
MAIL_CATCHER_URL = env.str("MAIL_CATCHER_URL", "")  # where a try-out shows the mails it caught

# -- Celery: wakes the outbox, carries nothing ----------------------------------------------------

CELERY_BROKER_URL = f"{REDIS_URL}/0" if REDIS_URL else "filesystem://"
if REDIS_URL:
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "socket_timeout": 2,
        "socket_connect_timeout": 2,
        "visibility_timeout": 300,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
    }
else:
    QUEUE_DIR = VAR_DIR / "queue"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(QUEUE_DIR / "messages"),
        "data_folder_out": str(QUEUE_DIR / "messages"),
        "control_folder": str(QUEUE_DIR / "control"),
        "polling_interval": 0.05,
    }
CELERY_TASK_IGNORE_RESULT = True
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SOFT_TIME_LIMIT = 45
CELERY_TASK_TIME_LIMIT = 60
CELERY_TASK_PUBLISH_RETRY = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BEAT_SCHEDULE = {
    "sweep the outbox": {"task": "notifications.tasks.sweep", "schedule": MAIL_SWEEP_SECONDS},
    "sweep the imports": {"task": "config.tasks.sweep_imports", "schedule": 60},
    "sweep the mailings": {"task": "workshops.tasks.sweep_mailings", "schedule": 60},
    "sweep the offers": {"task": "awards.tasks.sweep_offers", "schedule": 60},
}
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")

# -- Words and times ------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
TIME_ZONE = "UTC"
USE_TZ = True
MESSAGE_TAGS = {message_levels.ERROR: "danger"}

# -- Security -------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
PERMISSIONS_POLICY = {
    feature: [] for feature in ("camera", "geolocation", "microphone", "payment", "usb", "accelerometer", "gyroscope")
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_HTTPONLY = True
if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    CSRF_TRUSTED_ORIGINS = [SITE_URL]
DEMO = LAUREL_ENV == "demo"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"links": {"()": "config.logs.MasksLinks"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        "django": {"handlers": [], "level": "INFO"},  # no mail to administrators: it would hold what was typed
        "django.request": {"filters": ["links"]},
        "django.security.csrf": {"filters": ["links"]},
    },
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", "INFO")},
}
