"""How scores are fused, and when there is an answer."""

from uuid import UUID

from knowledge.rules.ranking import ENOUGH, Candidate, PieceScore, best_pieces, confidence, ranked, why_found
from knowledge.rules.terms import Asked, Term

ASKED = Asked((Term("geit", 1.0, 0, "geit"), Term("bok", 0.4, 0, "geit"), Term("wei", 1.0, 1, "wei")), "nl")


def candidate(slug: str, *, lexical: float, passage: float = 0.85, situation: float = 0.87) -> Candidate:
    return Candidate(UUID(int=len(slug)), slug, lexical, passage, situation, 10.0)


def test_words_and_vectors_both_count() -> None:
    order = ranked([candidate("a", lexical=1), candidate("bb", lexical=6), candidate("ccc", lexical=1, passage=0.95)])
    assert [placed.candidate.slug for placed in order] == ["bb", "ccc", "a"]


def test_a_question_that_matches_nothing_is_not_answered() -> None:
    strong, weak = ranked([candidate("a", lexical=6)]), ranked([candidate("a", lexical=0, passage=0.8, situation=0.8)])
    assert confidence(strong, asked=ASKED, beyond=0.8) >= ENOUGH > confidence(weak, asked=ASKED, beyond=0.8)
    assert confidence([], asked=ASKED, beyond=0.8) == 0.0


def test_the_nearer_to_what_nobody_answers_the_less_sure() -> None:
    found = ranked([candidate("a", lexical=6), candidate("bb", lexical=2)])
    sure = [confidence(found, asked=ASKED, beyond=closeness) for closeness in (0.8, 0.85, 0.95)]
    assert sure == sorted(sure, reverse=True)
    assert sure[0] >= ENOUGH > sure[-1]


def test_without_words_there_is_nothing_to_share_and_no_division() -> None:
    assert Candidate(UUID(int=1), "a", 0.0, 0.8, 0.8, 0.0).share == 0.0


def test_the_passage_that_speaks_is_close_and_holds_the_words_and_the_first_of_equals() -> None:
    pieces = [PieceScore(UUID(int=1), UUID(int=n), n, "prose", 0.8, 3.0 if n > 1 else 0.0, []) for n in range(4)]
    assert [piece.position for piece in best_pieces(pieces, most=2)] == [2, 3]
    assert best_pieces([], most=1) == []


def test_why_names_the_words_of_the_question() -> None:
    assert why_found(ASKED.terms, ["bok", "wei"]) == "Gevonden op ‘geit’, ‘wei’"
    assert why_found(ASKED.terms, []) == "Sluit in betekenis aan bij je vraag"
