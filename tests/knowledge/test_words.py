"""Dutch words are found in their forms, parts, abbreviations and with slips of the keyboard."""

import pytest

from knowledge.rules.acronyms import acronyms_in
from knowledge.rules.compounds import Splitter
from knowledge.rules.languages import language_of, translated
from knowledge.rules.terms import OTHER_FORM, Vocabulary, index_terms, question_terms
from knowledge.rules.words import fold, other_forms, stem, stopwords, words_of

WORDS = frozenset({"pleegouders", "crisismeldpunt", "schoolweigering", "vertrouwenspersoon", "zelfverwonding", "ass"})
VOCABULARY = Vocabulary.of(WORDS, {"ocj": "ondersteuningscentrum jeugdzorg"})


def terms(question: str) -> set[str]:
    return {term.text for term in question_terms(question, vocabulary=VOCABULARY)}


def test_accents_case_and_possessives_do_not_matter() -> None:
    assert fold("Één Crèche") == "een creche"
    assert words_of("CLB's en foto's") == ["clb", "en", "foto"]


def test_a_hyphenated_word_is_found_whole_and_in_parts() -> None:
    assert {"adocument", "document"} <= set(words_of("het A-document"))


@pytest.mark.parametrize(("one", "other"), [("kinderen", "kinders"), ("scholen", "school"), ("ruzies", "ruzie")])
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_short_abbreviations_are_not_stemmed() -> None:
    assert stem("ass") == "ass"


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("pleegouders", ("pleeg", "ouders")),
        ("crisismeldpunt", ("crisis", "meldpunt")),
        ("levensboek", ("leven", "boek")),
        ("ouderschap", ()),
        ("kinderen", ()),
        ("geit", ()),
    ],
)
def test_compounds_are_split_along_known_words(word: str, parts: tuple[str, ...]) -> None:
    assert Splitter(WORDS).parts(word) == parts


def test_a_part_of_a_compound_counts_less_than_a_word() -> None:
    found = index_terms("pleegouders zoeken ouders", splitter=Splitter(WORDS))
    assert found[stem("pleegouders")] == 1
    assert found[stem("pleeg")] < 1


def test_an_abbreviation_is_learnt_from_the_text_that_explains_it() -> None:
    texts = [
        "Het Vertrouwenscentrum Kindermishandeling (VK) helpt.",
        "Bel het CLB (Centrum voor Leerlingenbegeleiding).",
    ]
    found = acronyms_in(texts, splitter=Splitter(WORDS))
    assert found["vk"] == "vertrouwenscentrum kindermishandeling"
    assert found["clb"] == "centrum voor leerlingenbegeleiding"


def test_an_abbreviation_also_asks_for_what_it_stands_for() -> None:
    assert stem("ondersteuningscentrum") in terms("wat doet het OCJ")


@pytest.mark.parametrize("typed", ["vertrouwnspersoon", "vetrrouwenspersoon", "schoolweigerring", "pleeogouders"])
def test_a_slip_of_the_keyboard_still_finds_the_word(typed: str) -> None:
    assert terms(typed) & {stem(word) for word in WORDS}


def test_a_known_dutch_word_is_not_corrected_into_another() -> None:
    listening = Vocabulary.of(frozenset({"luisteren"}), {})
    assert [term.text for term in question_terms("fluisteren", vocabulary=listening)] == [stem("fluisteren")]


def test_only_small_words_leave_no_terms() -> None:
    assert terms("wat is het en hoe dan") == set()


def test_every_stopword_list_is_folded() -> None:
    assert all(word == fold(word) for code in ("nl", "en", "fr") for word in stopwords(code))


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("What should I say to her?", "en"),
        ("Est-ce que mon enfant peut rester?", "fr"),
        ("Wat zeg ik tegen haar?", "nl"),
        ("teenager drugs", "en"),
        ("ocj aanmelden", "nl"),
        ("", "nl"),
    ],
)
def test_the_language_of_a_question_is_recognised(question: str, language: str) -> None:
    assert language_of(words_of(question), dutch=WORDS) == language


def test_a_phrase_is_translated_before_its_words() -> None:
    assert ["zelfverwonding", "snijden"] in translated(words_of("she is cutting herself"), language="en")
    assert ["pleegzorg", "pleegouder"] in translated(words_of("une famille d'accueil"), language="fr")


def test_a_foreign_question_asks_for_dutch_words() -> None:
    assert stem("zelfverwonding") in terms("What do I do about self-harm?")


def test_a_very_long_question_is_cut_off() -> None:
    assert len(question_terms("geit bok schaap " * 5000, vocabulary=VOCABULARY)) < 100


def test_a_finite_verb_finds_the_noun_of_the_same_root() -> None:
    refusing = Vocabulary.of(frozenset(["schoolweigering", "school"]), {})
    indexed = index_terms("schoolweigering", splitter=Splitter(frozenset(["school", "weigering"])))
    for verb in ("weigert", "weigerde", "weigerden"):
        asked = {term.text: term.weight for term in question_terms(f"Hij {verb}", vocabulary=refusing)}
        assert asked[stem("weigering")] >= OTHER_FORM
        assert stem("weigering") in indexed
    assert other_forms("pest") == []
