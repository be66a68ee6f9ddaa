"""Hiding and revealing are each other's inverse, whatever is typed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.pseudonymiser import Ages, Key, Policy, PseudonymiserError, SafeText, find, hide, reveal
from tests.cases.pseudonymiser.family import FAMILY, KEY, notes

# "Van" and "den" alone name nobody.
_NAMES = [
    part
    for person in FAMILY
    for part in (person.name, *person.name.split(), *person.aliases)
    if part not in ("Van", "den")
]
_ODD = [
    "[JONGERE]",
    "[MOEDER~2]",
    "[~",
    "[",
    "]",
    "~",
    "\u200d",
    "e\u0301",
    "👩‍👧",
    "مريم",
    "\x00",
    "<b>",
    "\n",
    " ",
    ", ",
    "'s",
]
_FOUND = [
    "is 14 jaar",
    "0479 12 34 56",
    "12/03/2024",
    "BE71 0961 2345 6769",
    "a@b.be",
    "Kerkstraat 12",
    "9000 Gent",
    "juf Els",
]
_PIECES = st.sampled_from([*_NAMES, *_ODD, *_FOUND])
_TEXTS = st.one_of(
    st.text(max_size=300), st.lists(_PIECES, max_size=25).map("".join), st.lists(_PIECES, max_size=25).map(" ".join)
)


@given(text=_TEXTS, ages=st.sampled_from(Ages))
@settings(max_examples=300, deadline=None)
def test_revealing_what_was_hidden_gives_the_same_text(text: str, ages: Ages) -> None:
    hidden = hide(text, key=KEY, policy=Policy(ages=ages))
    assert reveal(hidden.safe, key=hidden.key) == text
    again = Key.from_json(hidden.key.to_json())
    assert reveal(SafeText.from_record(hidden.safe.text), key=again) == text


@given(text=_TEXTS)
@settings(max_examples=200, deadline=None)
def test_spans_lie_in_the_text_in_order_and_without_overlap(text: str) -> None:
    spans = find(text, key=KEY)
    borders = [border for span in spans for border in (span.start, span.end)]
    assert borders == sorted(borders)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


@given(
    name=st.sampled_from(_NAMES),
    before=st.text(max_size=20),
    after=st.text(max_size=20),
    change=st.sampled_from(["", "s", "'s", "ke"]),
)
@settings(max_examples=300, deadline=None)
def test_no_known_name_survives_between_other_words(name: str, before: str, after: str, change: str) -> None:
    for written in (name, name.upper(), name.lower(), name.swapcase()):
        text = f"{before} {written}{change} {after}"
        # What surrounds the name may hold it as well, inside a longer word: that is not the name.
        kept = hide(text, key=KEY).safe.text
        assert f" {written}{change} " not in kept


def test_every_note_comes_back_exactly() -> None:
    key = KEY
    safe = []
    for note in notes():
        hidden = hide(note["text"], key=key)
        safe.append((hidden.safe, note["text"]))
        key = hidden.key
    assert [reveal(text, key=key) for text, _ in safe] == [text for _, text in safe]


def test_a_typed_token_is_not_taken_for_somebody() -> None:
    hidden = hide("Zij schreef [JONGERE] over Lotte.", key=KEY)
    assert hidden.safe.for_model() == "Zij schreef [JONGERE] over [JONGERE]."
    assert reveal(hidden.safe, key=hidden.key) == "Zij schreef [JONGERE] over Lotte."


def test_the_key_of_another_case_reveals_nothing() -> None:
    hidden = hide("Lotte belt.", key=KEY)
    with pytest.raises(PseudonymiserError):
        reveal(hidden.safe, key=Key())
