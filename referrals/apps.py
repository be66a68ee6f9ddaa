"""Starts the referrals app."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    """Sociale Kaart."""

    name = "referrals"
    verbose_name = "Sociale Kaart"
