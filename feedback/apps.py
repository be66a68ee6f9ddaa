"""Starts the feedback app."""

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    """Feedback."""

    name = "feedback"
    verbose_name = "Feedback"

    def ready(self) -> None:
        from cases.texts import read_again
        from feedback.models import ClaimFeedback

        read_again(ClaimFeedback, "comment", word="melding over een bewering", moment="given_at")
        read_again(ClaimFeedback, "answer", word="antwoord op een melding", moment="answered_at")
