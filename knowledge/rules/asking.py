"""What a question is after, and which parts of an article say that."""

import re

from knowledge.rules.passages import SUMMARY
from knowledge.rules.words import fold

PEOPLE = r"(?:ik|je|jij|we|wij|jullie|men)"
PARTS = (
    (
        re.compile(
            rf"\bwat (?:\w+ ){{0,3}}?(?:doe|doen)\b|\bwat (?:kan|kunnen|moet|moeten|nu)\b|\beerst(?:e)?\b|\bstappen\b"
            rf"|\baanpak|\bhoe (?!veel|lang|oud|vaak)\w+ {PEOPLE}\b|\bwa moe(?:k|t ik|ten we)\b"
            r"|\bwhat (?:can|should|do|to)\b|\bhow (?:do|can|should|to)\b"
            r"|\bque (?:dois|doit|peut|puis|faire)\b|\bcomment\b"
        ),
        frozenset({"protocol", "first_steps"}),
    ),
    (
        re.compile(
            r"\bmag\b|\bmogen\b|\bverplicht|\brecht(?:en)? op\b|\bwettelijk|\btoestemming|\btoelating|\bstrafbaar"
            r"|\bverboden|\bkan\b.*\bzelf\b|\ballowed\b|\bmay\b|\brights?\b|\bdroit\b|\bautoris|\bobligatoire"
        ),
        frozenset({"rights"}),
    ),
    (
        re.compile(
            r"\bwat (?:is|zijn|betekent|houdt)\b|\bverschil\b|\bwie is\b|\bwhat (?:is|are|does)\b|\bdifference\b"
            r"|\bqu.est-ce\b"
        ),
        frozenset({SUMMARY}),
    ),
)
_WORD = re.compile(r"[^\W_]{2}")
_TOKEN = re.compile(r"\[[A-ZÀ-Ž][A-ZÀ-Ž-]*(?:-\d+)?(?:: [^\]\n]{1,60})?\]")


def parts_asked_for(question: str) -> frozenset[str]:
    """The kinds of passages that such a question looks for: steps, rights, or what something is; often none."""
    text = fold(question)
    return frozenset().union(*(kinds for sign, kinds in PARTS if sign.search(text)))


def asks_something(question: str) -> bool:
    """Whether there is a word or a number in it, of two signs at least, beside what stands for a name."""
    return bool(_WORD.search(_TOKEN.sub(" ", question)))


def as_one(question: str) -> str:
    """The question without what makes no other question of it: spaces, capitals, the mark at its end."""
    return " ".join(question.casefold().split()).rstrip("?!. ")
