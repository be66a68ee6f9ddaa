"""Analyses a file of texts: each is pseudonymised first, and nothing is stored."""

from typing import Any, ClassVar

from assistant.brief import Brief
from assistant.rules.draft import as_json
from assistant.thinking import think_about
from cases.pseudonymiser import Key, PseudonymiserError, hide
from knowledge.models import Perspective
from organisations.batch import BadLine, BatchCommand, Row, needed_text
from organisations.runs import Refusal
from organisations.scope import current_organisation_id


class Command(BatchCommand):
    """manage.py analyse --input F --output F"""

    help = 'Maak bij elke regel {"id", "text", "age", "perspectives", "question", "municipality"} een analyse.'
    label: ClassVar[str] = "Analyseren"

    def work(self, row: Row) -> Row:
        try:
            brief = _brief(row)
            thought = think_about(brief, say=lambda step: None)
        except PseudonymiserError as problem:
            raise BadLine("de pseudonimiseerder faalde; deze tekst wordt niet geanalyseerd.") from problem
        except Refusal as refusal:
            raise BadLine(str(refusal)) from refusal
        model = thought.completion.model if thought.completion else ""
        label = "AI-gegenereerd" if model else "Opgesteld zonder taalmodel"
        return {
            "id": row["id"],
            "label": label,
            "model": model or None,
            "seconds": round(thought.seconds, 3),
            **as_json(thought.draft),
        }


def _brief(row: Row) -> Brief:
    text = hide(needed_text(row, "text"), key=Key())
    question = _optional_text(row, "question")
    return Brief(
        organisation_id=current_organisation_id(),
        text=text.safe,
        question=hide(question, key=text.key).safe if question.strip() else None,
        perspectives=_perspectives(row.get("perspectives")),
        age=_age(row.get("age")),
        access_track=_optional_text(row, "access"),
        municipality=_optional_text(row, "municipality"),
    )


def _optional_text(row: Row, name: str) -> str:
    return needed_text(row, name) if row.get(name) is not None else ""


def _age(given: Any) -> int | None:
    if given is None:
        return None
    if isinstance(given, bool) or not isinstance(given, int) or not 0 <= given <= 120:
        raise BadLine("'age' is een getal tussen 0 en 120.")
    return given


def _perspectives(given: Any) -> tuple[str, ...]:
    if given is None:
        return tuple(Perspective.values)
    if not isinstance(given, list) or not all(isinstance(one, str) and one in Perspective.values for one in given):
        raise BadLine(f"'perspectives' is een lijst uit: {', '.join(Perspective.values)}.")
    return tuple(given)
