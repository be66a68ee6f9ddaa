"""Reads a model's answer into a draft; whatever is malformed or uncited is dropped or marked, never shown as fact."""

import json
from collections.abc import Mapping
from typing import Any

from assistant.gateway.door import ModelAway, storable
from assistant.rules.citations import Cited, Passage, checked
from assistant.rules.draft import Draft, Group, Statement, Suggested

MOST = 12
LONGEST_CLAIM = 600


def read_answer(text: str, *, passages: Mapping[int, Passage], services: tuple[Suggested, ...]) -> Draft:
    """The draft in this JSON, with the services found here. Raises ModelAway when it holds no usable claim."""
    try:
        answer = json.loads(_unfenced(text))
    except (ValueError, RecursionError) as problem:
        raise ModelAway("Het taalmodel antwoordde niet in de gevraagde vorm.") from problem
    if not isinstance(answer, dict):
        raise ModelAway("Het taalmodel antwoordde niet in de gevraagde vorm.")
    draft = _Reader(answer, passages).draft(services)
    if not (draft.summary or draft.unknowns or draft.next_steps):
        raise ModelAway("Het antwoord van het taalmodel bevatte geen bruikbare bewering.")
    return draft


def _unfenced(text: str) -> str:
    start, end = text.find("{"), text.rfind("}")
    return text[start : end + 1] if 0 <= start < end else text


class _Reader:
    """One answer with the passages its citations may point at."""

    def __init__(self, answer: dict[str, Any], passages: Mapping[int, Passage]) -> None:
        self.answer, self.passages = answer, passages

    def draft(self, services: tuple[Suggested, ...]) -> Draft:
        return Draft(
            summary=self.claims(self.answer, "summary"),
            unknowns=self.claims(self.answer, "unknowns"),
            perspectives=tuple(
                Group(
                    heading=_line(item, "name"),
                    subject=_line(item, "name").lower(),
                    statements=self.claims(item, "claims"),
                    contradicted=self.claims(item, "contradicts"),
                )
                for item in _objects(self.answer, "perspectives")
            ),
            methods=tuple(
                Group(
                    heading=_line(item, "title"),
                    statements=self.claims(item, "why"),
                    when_not=self.claims(item, "when_not"),
                    steps=self.claims(item, "first_steps"),
                )
                for item in _objects(self.answer, "methods")
            ),
            next_steps=self.claims(self.answer, "next_steps"),
            safety=tuple(
                Group(heading=_line(item, "signal"), statements=self.claims(item, "protocol"))
                for item in _objects(self.answer, "safety")
            ),
            rights=self.claims(self.answer, "rights"),
            services=services,
            reflection=self.claims(self.answer, "reflection"),
        )

    def claims(self, holder: Mapping[str, Any], name: str) -> tuple[Statement, ...]:
        return tuple(
            checked(_line(item, "text"), _citations(item), passages=self.passages)
            for item in _objects(holder, name)
            if _line(item, "text")
        )


def _objects(holder: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    held = holder.get(name)
    return [item for item in held if isinstance(item, dict)][:MOST] if isinstance(held, list) else []


def _line(item: Mapping[str, Any], name: str) -> str:
    held = item.get(name)
    return " ".join(storable(held).split())[:LONGEST_CLAIM] if isinstance(held, str) else ""


def _citations(item: Mapping[str, Any]) -> list[Cited]:
    return [
        Cited(source=cited["source"], quote=cited["quote"])
        for cited in _objects(item, "citations")
        if type(cited.get("source")) is int and isinstance(cited.get("quote"), str)
    ]
