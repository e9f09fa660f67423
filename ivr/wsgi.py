"""The WSGI application that serves Movie Info."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ivr.settings")
application = get_wsgi_application()
