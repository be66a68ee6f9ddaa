"""The pages, for a WSGI server; stops at once when the walls would not hold or the keys do not open."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ai4care.settings")
django = get_wsgi_application()

from django.conf import settings  # noqa: E402

from ai4care.loopback import Wsgi, pages_for_this_machine  # noqa: E402
from organisations.checks import stop_unless_safe  # noqa: E402

stop_unless_safe()
application: Wsgi = django
if settings.DEMO:
    application = pages_for_this_machine(django, site_url=settings.SITE_URL)
