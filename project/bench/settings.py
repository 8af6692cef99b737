"""Settings of the bench process: the installation's own, with the stock engine beside for comparison."""

from os import getpid
from pathlib import Path
from tempfile import gettempdir

from project.settings import *  # noqa: F403 - everything as installed
from project.settings import DATABASES, INSTALLED_APPS, LOGGING, STORAGES

DEBUG = False  # with it every statement would be kept
INSTALLED_APPS = [*INSTALLED_APPS, "viewflow.workflow", "project.bench.stock"]

_NAME = f"bench_bangvang_{getpid()}"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    _NAME = str(Path(gettempdir()) / f"{_NAME}.sqlite3")
# Django's own way of making a database and dropping it: the one for tests. Tables come straight from the models.
DATABASES["default"]["TEST"] = {"NAME": _NAME, "MIGRATE": False}

# --- the server of `bench council`: plain HTTP on this machine, and the bare page beside the others -----
ROOT_URLCONF = "project.bench.urls"
ALLOWED_HOSTS = ["127.0.0.1"]
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
LOGGING["loggers"]["django"] = {"level": "ERROR"}
