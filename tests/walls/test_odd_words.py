"""Whatever stands in an address or a form, a page answers: no failure, no markup of a stranger's, nothing dropped."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client

from tests.walls.addresses import Address, Answer, addresses, ask
from tests.walls.bodies import JSON, body_for
from tests.walls.conftest import Browsers
from tests.walls.letters import PEOPLE, TABLE
from tests.walls.world import World

MARKUP = "\"'><script>alert(1)</script>"
ODD = {
    "a null byte": "\0",
    "a half character": "%ED%A0%80",
    "no text at all": "%FF%FE",
    "a number without end": "9" * 400,
    "less than nothing": "-1",
    "digits of another script": "٣٤",
    "a word of ten thousand letters": "a" * 10_000,
    "letters of another script": "مرحبا 你好 🙂",
    "turned around": "\u202eabc",
    "markup": MARKUP,
    "a template": "{{ request.user.password }}{% debug %}",
    "an order to the database": "'; drop table cases_case; --",
}
ASKED = re.compile(r'(?:GET|POST|asked)(?:\.get(?:list)?\(|\[)"(\w+)"')
VIEWS = [*Path().glob("*/views/*.py"), *Path().glob("*/views.py")]
NAMES = sorted({name for path in VIEWS for name in ASKED.findall(path.read_text(encoding="utf-8"))})
"""Everything that a view reads from an address or a form by its name."""
INSIDE = [address for address in addresses() if address.is_inside]


@pytest.mark.parametrize("address", INSIDE, ids=lambda address: address.name)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_odd_words_in_an_address_or_a_form_are_answered(
    address: Address, method: str, world: World, browsers: Browsers
) -> None:
    who = _let_in(address, method)
    for what, written in _rounds() if who else ():
        answer = _asked(address, method, written, browsers[who], world=world)
        assert answer.letter != "500", f"{who} with {what}"
        if answer.seen[2].startswith("text/html"):
            assert MARKUP.encode() not in answer.seen[1], f"{who} with {what}: it comes back as it was"


def _let_in(address: Address, method: str) -> str:
    """The first person of Horizon whom this address lets in; nobody where only another organisation's people go."""
    letters = TABLE[address.name][method == "POST"]
    return next((who for who, letter in zip(PEOPLE, letters, strict=True) if letter in ".>2"), "")


def _rounds() -> Iterator[tuple[str, Callable[[int], str]]]:
    """What the nth name gets: the words that broke things before everywhere, then all words spread over the names."""
    for what in ("a null byte", "markup", "a number without end"):
        yield what, lambda place, word=ODD[what]: word  # type: ignore[misc]
    words = list(ODD.values())
    for shift in (0, 5):
        yield f"all words, from {shift}", lambda place, shift=shift: words[(place + shift) % len(words)]  # type: ignore[misc]


def _asked(address: Address, method: str, written: Callable[[int], str], browser: Client, *, world: World) -> Answer:
    ids = world.horizon.ids
    path, body = address.path("horizon", ids), {}
    if method == "GET":
        pairs = ((name, written(place)) for place, name in enumerate(NAMES))
        path += "?" + "&".join(f"{name}={_in_an_address(word)}" for name, word in pairs)
    elif address.name not in JSON:
        names = [*NAMES, *body_for(address.name, ids)]
        body = {name: written(place) for place, name in enumerate(names)}
    return ask(browser, method, address, path, body=body, at=world.horizon.id)


def _in_an_address(word: str) -> str:
    return word if re.fullmatch(r"(%[0-9A-F]{2})+", word) else quote(word)
