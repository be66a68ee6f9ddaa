"""Starts the assistant app."""

from django.apps import AppConfig


class AssistantConfig(AppConfig):
    """Sparringpartner."""

    name = "assistant"
    verbose_name = "Sparringpartner"
