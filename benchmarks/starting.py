"""Makes this process part of the platform, on the embedded services when no addresses are given."""

import os


def start_platform() -> dict[str, str]:
    """Start or join the services and set Django up; returns the addresses as `embedded.ensure` does."""
    from ai4care import embedded, environment

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ai4care.settings")
    embedded.furnish()
    import django

    django.setup()
    return embedded.addresses_in(environment.var())
