"""The tasks of the organisations app: sweeping up stranded runs and sending invitations."""

from typing import Any

from celery import current_app, shared_task

from organisations import runs
from organisations.actions.invitations import Letter, compose_letter, remember_sent, send_letter
from organisations.models import Invitation
from organisations.runs import RunTask, Taken


@shared_task(ignore_result=True)
def sweep() -> int:
    """Hand stranded runs to the workers again."""
    return runs.sweep()


class SendInvitation(RunTask):
    """Mail one invitation; the token is made here, so that no queue and no row ever holds it."""

    name = "organisations.send_invitation"
    model = Invitation

    def load(self, run: Any) -> Letter:
        return compose_letter(run)

    def think(self, brief: Letter, taken: Taken) -> Letter:
        taken.step("mail versturen")
        return send_letter(brief)

    def save(self, run: Any, result: Letter) -> None:
        remember_sent(run, letter=result)


send_invitation = current_app.register_task(SendInvitation())
