"""How scores are fused, and when there is an answer."""

from uuid import UUID

from knowledge.rules.ranking import LARGEST_LEAD, Candidate, PieceScore, best_pieces, measures, ranked, why_found
from knowledge.rules.terms import Asked, Term

ASKED = Asked((Term("geit", 1.0, 0, "geit"), Term("bok", 0.4, 0, "geit"), Term("wei", 1.0, 1, "wei")), "nl")


def candidate(slug: str, *, lexical: float, passage: float = 0.85, situation: float = 0.87) -> Candidate:
    return Candidate(UUID(int=len(slug)), slug, lexical, passage, situation, 10.0)


def test_words_and_vectors_both_count() -> None:
    found = [candidate("a", lexical=1), candidate("bb", lexical=6), candidate("ccc", lexical=1, passage=0.95)]
    assert [placed.candidate.slug for placed in ranked(found, closeness=4.0)] == ["bb", "ccc", "a"]
    assert [placed.candidate.slug for placed in ranked(found, closeness=8.0)] == ["ccc", "bb", "a"]


def test_equals_stand_in_the_order_of_their_slugs() -> None:
    found = [candidate(slug, lexical=1) for slug in ("c", "a", "b")]
    assert [placed.candidate.slug for placed in ranked(found, closeness=4.0)] == ["a", "b", "c"]


def test_certainty_is_read_from_the_best_its_lead_and_the_question() -> None:
    found = ranked([candidate("a", lexical=6), candidate("bb", lexical=2, passage=0.80)], closeness=4.0)
    measured = measures(found, asked=ASKED, beyond=0.82)
    assert (measured["share"], measured["words"], measured["foreign"], measured["beyond"]) == (0.6, 2, 0.0, 0.82)
    assert round(measured["lead"], 6) == 0.05


def test_a_single_source_leads_nothing_and_no_lead_counts_beyond_what_was_seen() -> None:
    alone = ranked([candidate("a", lexical=6)], closeness=4.0)
    far = ranked([candidate("a", lexical=6), candidate("bb", lexical=6, passage=0.1)], closeness=4.0)
    leads = [measures(found, asked=ASKED, beyond=0.8)["lead"] for found in (alone, far)]
    assert leads == [0.0, LARGEST_LEAD]


def test_without_words_there_is_nothing_to_share_and_no_division() -> None:
    assert Candidate(UUID(int=1), "a", 0.0, 0.8, 0.8, 0.0).share == 0.0


def test_the_passage_that_speaks_is_close_and_holds_the_words_and_the_first_of_equals() -> None:
    pieces = [PieceScore(UUID(int=1), UUID(int=n), n, "prose", 0.8, 3.0 if n > 1 else 0.0, []) for n in range(4)]
    assert [piece.position for piece in best_pieces(pieces, most=2)] == [2, 3]
    assert best_pieces([], most=1) == []


def test_why_names_the_words_of_the_question() -> None:
    assert why_found(ASKED.terms, ["bok", "wei"]) == "Gevonden op ‘geit’, ‘wei’"
    assert why_found(ASKED.terms, []) == "Sluit in betekenis aan bij je vraag"
