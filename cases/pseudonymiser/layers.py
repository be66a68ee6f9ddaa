"""The layers in one list: each looks at the same words and proposes pieces to hide."""

from collections.abc import Callable, Iterable

from cases.pseudonymiser.addresses import addresses_in
from cases.pseudonymiser.ages import ages_in
from cases.pseudonymiser.capitals import capitals_in
from cases.pseudonymiser.dates import dates_in
from cases.pseudonymiser.deadline import Deadline
from cases.pseudonymiser.files import files_and_plates_in
from cases.pseudonymiser.identifiers import identifiers_in
from cases.pseudonymiser.institutions import institutions_in
from cases.pseudonymiser.key import Key
from cases.pseudonymiser.known import known_people_in
from cases.pseudonymiser.names import names_in
from cases.pseudonymiser.places import places_in
from cases.pseudonymiser.policy import Policy
from cases.pseudonymiser.small_houses import small_houses_in
from cases.pseudonymiser.spans import Candidate
from cases.pseudonymiser.wire import wire_in
from cases.pseudonymiser.words import Words, words_of

_LAYERS: tuple[Callable[[Words], Iterable[Candidate]], ...] = (
    identifiers_in, files_and_plates_in, wire_in, addresses_in, places_in, institutions_in, names_in, capitals_in,
    small_houses_in,
)  # fmt: skip


def candidates_in(text: str, *, key: Key, policy: Policy, deadline: Deadline) -> list[Candidate]:
    """Return what every layer proposes for a text; they may overlap."""
    words = words_of(text)
    found = [
        *known_people_in(words, key=key),
        *dates_in(words, policy=policy),
        *ages_in(words, policy=policy),
    ]
    for layer in _LAYERS:
        deadline.check()
        found += layer(words)
    return found
