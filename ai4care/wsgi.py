"""The pages, for a WSGI server; refuses to start on a database role that the walls do not bind."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ai4care.settings")
django = get_wsgi_application()

from django.conf import settings  # noqa: E402

from ai4care.loopback import Wsgi, pages_for_this_machine  # noqa: E402
from organisations.checks import refuse_unsafe_database  # noqa: E402

refuse_unsafe_database()
application: Wsgi = django
if settings.DEMO:
    application = pages_for_this_machine(django, site_url=settings.SITE_URL)
