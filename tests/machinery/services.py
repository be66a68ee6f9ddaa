"""The embedded services of the tests, in a state folder of their own."""

import os

from ai4care import embedded, environment, stack
from ai4care.embedded import leases

VAR = environment.PROJECT / "var" / "test"


def furnish() -> None:
    """Start or join the services and load Django on them; keeps addresses that are given."""
    os.environ.setdefault("AI4CARE_VAR", str(VAR))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ai4care.settings")
    embedded.furnish()
    import django

    django.setup()
    _collect_static_files()


def _collect_static_files() -> None:
    """The pages name static files by their content, so these are collected when their sources changed."""
    from django.core.management import call_command

    places = embedded.Places.prepare(environment.var())
    with leases.one_at_a_time(places.run / "static.lock"):
        if not stack.static_is_fresh(places):
            call_command("collectstatic", interactive=False, verbosity=0)


def hash_passwords_quickly() -> None:
    """Argon2 is slow on purpose; a test that makes eight accounts need not wait for that."""
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
