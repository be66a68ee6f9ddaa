"""Starts the assistant app."""

from django.apps import AppConfig


class AssistantConfig(AppConfig):
    """Sparringpartner."""

    name = "assistant"
    verbose_name = "Sparringpartner"

    def ready(self) -> None:
        from assistant.gateway.choosing import seal_again
        from assistant.models import Analysis, Decision
        from assistant.recalls import ANALYSES, ANSWERS
        from cases.texts import read_again
        from knowledge.leaning import leans
        from organisations.keys.renewal import moves_with_keys

        moves_with_keys(seal_again)
        leans(ANALYSES)
        leans(ANSWERS)

        read_again(Analysis, "question", word="vraag bij een analyse", moment="created_at")
        read_again(Analysis, "hypothesis", word="eerste hypothese", moment="created_at")
        of_claim = "claim__analysis__case"
        read_again(Decision, "adapted", word="aangepast voorstel", moment="decided_at", case=of_claim)
        read_again(Decision, "reason", word="reden bij een voorstel", moment="decided_at", case=of_claim)
