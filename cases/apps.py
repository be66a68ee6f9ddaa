"""Starts the cases app."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Casussen."""

    name = "cases"
    verbose_name = "Casussen"
