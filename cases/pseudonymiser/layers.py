"""The layers in one list: each looks at the same words and proposes pieces to hide."""

from cases.pseudonymiser.deadline import Deadline
from cases.pseudonymiser.identifiers import identifiers_in
from cases.pseudonymiser.key import Key
from cases.pseudonymiser.known import known_people_in
from cases.pseudonymiser.policy import Policy
from cases.pseudonymiser.spans import Candidate
from cases.pseudonymiser.words import words_of


def candidates_in(text: str, *, key: Key, policy: Policy, deadline: Deadline) -> list[Candidate]:
    """Return what every layer proposes for a text; they may overlap."""
    words = words_of(text)
    found = identifiers_in(text)
    deadline.check()
    found += known_people_in(words, key=key)
    deadline.check()
    return found
