"""Starts the privacy app."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """Privacy."""

    name = "privacy"
    verbose_name = "Privacy"
