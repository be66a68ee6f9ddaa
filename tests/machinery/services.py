"""The embedded services of the tests, in a state folder of their own."""

import os

from ai4care import embedded, environment

VAR = environment.PROJECT / "var" / "test"


def furnish() -> None:
    """Start or join the services and load Django on them; keeps addresses that are given."""
    os.environ.setdefault("AI4CARE_VAR", str(VAR))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ai4care.settings")
    embedded.furnish()
    import django

    django.setup()
