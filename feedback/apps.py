"""Starts the feedback app."""

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    """Feedback."""

    name = "feedback"
    verbose_name = "Feedback"
