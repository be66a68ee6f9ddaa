"""The task that posts a mail about the knowledge bank."""

from typing import Any

from celery import current_app

from knowledge.actions import mails
from knowledge.actions.mails import Letter, letter_of, send_letter
from knowledge.models import KnowledgeMail
from organisations.runs import RunTask, Taken


class SendMail(RunTask):
    """Posts one mail about the knowledge bank."""

    name = mails.TASK
    model = KnowledgeMail

    def load(self, run: Any) -> Letter:
        return letter_of(run)

    def think(self, brief: Letter, taken: Taken) -> None:
        taken.step("mail versturen")
        send_letter(brief)

    def save(self, run: Any, result: None) -> None:
        """That it was sent is the state of the run."""


send_mail = current_app.register_task(SendMail())
