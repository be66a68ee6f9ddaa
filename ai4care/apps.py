"""Starts the site: the Celery application is known before any task is."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The site itself."""

    name = "ai4care"
    verbose_name = "AI4Care"

    def ready(self) -> None:
        from ai4care import celery  # noqa: F401
