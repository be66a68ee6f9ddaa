"""Wherever text can be typed: when the pseudonymiser fails or is slow, nothing is kept and the text comes back."""

import html
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django import forms

from cases.pseudonymiser import Policy, PseudonymiserError
from organisations.models import TenantModel
from tests.walls.addresses import Address, Answer, addresses, ask, trail_length
from tests.walls.bodies import JSON, body_for
from tests.walls.conftest import Browsers
from tests.walls.letters import TABLE
from tests.walls.world import World

TYPED = "Zeg aan <Jolien> dat 'het' lukt"
TAKE_TEXT = {
    "analysis_ask", "answer_feedback", "case_new", "claim_adapt", "claim_reject", "give_feedback",
    "goal_add", "marks_find", "note_change", "note_write", "service_keep",
}  # fmt: skip
"""Found by posting to every address; a new one that takes text without a line here fails, and so does an old one."""
NOTHING_TYPED = {"marks_find": "the editor keeps the text itself"}
READ_AGAIN = {"case_people"}
"""Takes no text: the people are kept, and a stored text that could not be read again waits for the next reading."""
Break = Callable[[pytest.MonkeyPatch, list[str]], None]


def _fails(patch: pytest.MonkeyPatch, reached: list[str]) -> None:
    def broken(text: str, **_: Any) -> None:
        reached.append(text)
        raise PseudonymiserError("kapot")

    patch.setattr("cases.actions.hide", broken)


def _takes_too_long(patch: pytest.MonkeyPatch, reached: list[str]) -> None:
    def hurried(**choices: Any) -> Policy:
        reached.append("")
        return Policy(**choices, seconds=-1.0)

    patch.setattr("cases.actions.Policy", hurried)


@pytest.mark.parametrize("fault", [_fails, _takes_too_long], ids=["fails", "slow"])
def test_every_form_that_takes_text_keeps_nothing_and_gives_the_text_back(
    fault: Break, world: World, browsers: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached: list[str] = []
    fault(monkeypatch, reached)
    found, problems, length = set(), set(), trail_length(world.horizon.id)
    for address in addresses():
        for who in _allowed(address):
            reached.clear()
            answer = _posted(address, who, world, browsers)
            if reached and address.name not in READ_AGAIN:
                found.add(address.name)
                problems |= set(_wrong(address.name, answer, length))
    assert sorted(problems) == []
    assert found == TAKE_TEXT


def _wrong(name: str, answer: Answer, length: int) -> Iterator[str]:
    if answer.trail != length:
        yield f"{name} kept something"
    if name not in NOTHING_TYPED and answer.seen[0] != 503:
        yield f"{name} answers {answer.seen[0]}"
    if name not in NOTHING_TYPED and TYPED not in html.unescape(answer.seen[1].decode()):
        yield f"{name} loses what was typed"


def _allowed(address: Address) -> Iterator[str]:
    """Who gets through by POST, each role once."""
    row = TABLE[address.name][1] if address.is_inside else ""
    return (who for who, letter in zip("ABHDEVF", row, strict=False) if letter in ".>2")


def _posted(address: Address, who: str, world: World, browsers: Browsers) -> Answer:
    ids = world.horizon.ids
    body = body_for(address.name, ids)
    if address.name not in JSON:
        body = {**dict.fromkeys(_text_fields(), TYPED), **_without_text(body)}
    return ask(browsers[who], "POST", address, address.path("horizon", ids), body=body, at=world.horizon.id)


def _without_text(body: dict[str, Any]) -> dict[str, Any]:
    """What a form needs besides its text: the text itself is TYPED."""
    return {name: value for name, value in body.items() if name not in _text_fields() or value in _CHOSEN}


_CHOSEN = {"onjuist"}  # `reason` is a choice in one form and a text in another


def _text_fields() -> set[str]:
    """The names of every field of ours in which somebody can type a longer text."""
    return {
        name
        for form in _forms(forms.BaseForm)
        if form.__module__.split(".")[0] in _ours()
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field.widget, forms.Textarea)
    } | {"text", "reason", "answer", "comment"}


def _ours() -> set[str]:
    return {model.__module__.split(".")[0] for model in TenantModel.tenant_models()}


def _forms(base: type[Any]) -> Iterator[type[Any]]:
    for form in base.__subclasses__():
        yield form
        yield from _forms(form)
