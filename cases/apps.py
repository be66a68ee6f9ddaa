"""Starts the cases app: its texts are read again when the pseudonymiser improves."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Casussen."""

    name = "cases"
    verbose_name = "Casussen"

    def ready(self) -> None:
        from cases.models import Goal, Note
        from cases.texts import read_again

        read_again(Note, "text", word="notitie", moment="happened_on")
        read_again(Goal, "text", word="doel", moment="created_at")
