"""The settings of the project."""

import os

SECRET_KEY = os.environ.get("SECRET_KEY", "of-the-tests")
ALLOWED_HOSTS = ["bikes.example"]
INSTALLED_APPS = ["calls"]
ROOT_URLCONF = "mysite.urls"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "db.sqlite3"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
