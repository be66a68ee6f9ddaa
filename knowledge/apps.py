"""Starts the knowledge app."""

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    """Kennisbank."""

    name = "knowledge"
    verbose_name = "Kennisbank"
