"""How far a name reaches: surnames with "van den", hyphens, initials, a surname shouted before a first name."""

from cases.pseudonymiser.announced import GREETINGS, INTERFIXES, KIN, TITLES
from cases.pseudonymiser.flags import FIRST, FOREIGN, NAME, PLACE, PROPER, SURNAME, WORD
from cases.pseudonymiser.here import Here
from cases.pseudonymiser.lexicon import word_flags
from cases.pseudonymiser.rules import rule_words
from cases.pseudonymiser.spelling import is_spoken, nameness
from cases.pseudonymiser.starts import BRANDS, FOREIGN_SMALL, NEVER, VERBS, is_apostrophed
from cases.pseudonymiser.words import Words

_GLUE = frozenset((" ", "-", "'", "’", "\u00a0", "  "))
_INITIAL_GLUE = frozenset((". ", ".", ".-"))
# Interfixes that start a surname even in small letters.
_SMALL_STARTS = frozenset(("van", "de", "den", "der", "el", "al", "d", "ben", "vanden"))
_WITH_ARTICLE = rule_words("surnames_with_article")
_BEFORE_SURNAMES = frozenset(("van", "de", "den", "der", "vanden", "vander"))
_ARABIC = frozenset(("el", "al", "ait", "ben", "bin", "abu", "ibn"))
# In small letters these go before a place rather than inside a surname.
_PREPOSITIONS = frozenset(("in", "op", "aan", "bij", "te"))
# With a capital these may open a sentence as the article or the preposition.
_DUTCH = frozenset(("de", "het", "van", "der", "den", "la", "le", "te", "in", "op", "aan", "bij", "y", "e"))
_ABBREVIATED = rule_words("dotted_abbreviations") | NEVER
_LONGEST = 6
# From here on the spelling of a word (see nameness) leaves little doubt.
_CLEAR = 0.3


def last_word(words: Words, at: int, *, shown: set[int]) -> int:
    """Return the last word of the name that starts at `at`; `shown` are words that stay readable."""
    last = at + (len(words.folded[at]) == 1 and is_apostrophed(Here(words, at)))
    if words.folded[at] in INTERFIXES and not words.capital[at]:
        last = max(last, _behind_interfixes(words, at))
    while last + 1 < len(words) and last - at < _LONGEST and words.gaps[last] in _GLUE and last + 1 not in shown:
        ahead = Here(words, last + 1)
        if ahead.word in INTERFIXES:
            end = _behind_interfixes(words, ahead.at)
        else:
            end = ahead.at if _continues(words, ahead, last) else 0
        if not end:
            break
        last = end
    return last


def name_span(words: Words, first: int, last: int) -> tuple[int, int]:
    """Return the code points of a name, with the initials around it and without a genitive s."""
    first = _first_initial(words, first)
    start = words.starts[_leftmost(words, first)]
    ahead = last + 1
    lettered = ahead < len(words) and words.gaps[last] == " " and len(words.folded[ahead]) == 1
    if lettered and words.gaps[ahead][:1] == "." and (words.capital[ahead] or not words.cased):
        return start, words.ends[ahead]
    return start, words.ends[last] - _is_genitive(words, last)


def _first_initial(words: Words, first: int) -> int:
    """Return the first of the initials before a name; in small letters, where that is how everything is written."""
    start, bound = first, max(0, first - _LONGEST)
    while start > bound and words.gaps[start - 1] in _INITIAL_GLUE and len(words.folded[start - 1]) == 1:
        if not words.capital[start - 1] and words.cased:
            break
        start -= 1
    abbreviated = not words.capital[start] and "".join(words.folded[start:first]) in _ABBREVIATED
    return first if abbreviated else start


def _is_genitive(words: Words, last: int) -> bool:
    """Whether a name ends in an s that is not its own: "Dilans"."""
    return ends_in_genitive(words.folded[last], words.flags[last])


def ends_in_genitive(word: str, flag: int) -> bool:
    """Whether a word is a listed name with an s behind it, and no name itself."""
    return word.endswith("s") and not flag & NAME and bool(word_flags().get(word[:-1], 0) & NAME)


def _leftmost(words: Words, first: int) -> int:
    bound = max(0, first - _LONGEST)
    while first > bound and words.gaps[first - 1] == "-" and words.capital[first - 1]:
        first -= 1
    before = first - 1
    if first and not words.cased and words.gaps[before] == " " and _goes_before(words, first):
        while before > bound and words.gaps[before - 1] == " " and words.folded[before - 1] in _BEFORE_SURNAMES:
            before -= 1
        return before
    if not first or words.gaps[before] != " " or not (words.capital[before] or words.folded[before] in INTERFIXES):
        return first
    if not words.shouted[first]:
        return first - 1 if _is_foreign_first_name(words, first - 1) else _first_interfix(words, first)
    while first > bound and words.shouted[first - 1] and words.gaps[first - 1] == " ":
        flag = words.flags[first - 1]
        if words.folded[first - 1] not in INTERFIXES and (not flag & SURNAME or flag & WORD):
            break
        first -= 1
    bearing = first
    while words.folded[bearing] in INTERFIXES and bearing < len(words) - 1 and bearing - first < _LONGEST:
        bearing += 1
    surname = words.flags[bearing] & SURNAME and not words.flags[bearing] & (FIRST | WORD | PLACE)
    return first if surname and words.folded[first] in _SMALL_STARTS else bearing


def _goes_before(words: Words, first: int) -> bool:
    """Whether in a chat a surname stands before a first name, or a doubtful first name before a surname."""
    word, flag = words.folded[first - 1], words.flags[first - 1]
    if word in KIN or word in TITLES or word in NEVER or word in GREETINGS or word in INTERFIXES:
        return False
    if words.flags[first] & FIRST:
        return bool(flag & SURNAME) and not flag & (WORD | FOREIGN | PLACE)
    return bool(flag & FIRST) and bool(words.flags[first] & SURNAME) and word not in VERBS and len(word) > 2


def _is_foreign_first_name(words: Words, at: int) -> bool:
    """Whether a word of another language with a capital stands before a surname: "Prince" Mukendi."""
    word, flag = words.folded[at], words.flags[at]
    usual = word in NEVER or word in BRANDS or word in KIN or word in TITLES or word in GREETINGS
    return bool(flag & FOREIGN) and not flag & WORD and len(word) > 3 and not usual and not words.shouted[at]


def _first_interfix(words: Words, first: int) -> int:
    """Return the "Van" of "Van den Broeck", unless it opens the sentence: "De Bilal van gisteren"."""
    start = first
    bound = max(0, first - _LONGEST)
    while (
        start > bound
        and words.folded[start - 1] in INTERFIXES
        and words.gaps[start - 1] == " "
        and not words.opens[start]
    ):
        start -= 1
    surname = words.flags[first] & SURNAME and not words.flags[first] & (FIRST | WORD)
    titled = 0 < start < first and words.folded[start - 1] in TITLES and words.gaps[start - 1] in (" ", ". ")
    if titled and surname:
        return start
    while start < first and (
        not words.capital[start] or (words.opens[start] and not surname and words.folded[start] in _DUTCH)
    ):
        start += 1
    return start


def _behind_interfixes(words: Words, start: int) -> int:
    """Return the word that "van den" leads to, or 0 when it leads to no name."""
    at = start
    while at < len(words) and at - start < 4 and words.folded[at] in INTERFIXES and words.gaps[at] in _GLUE:
        at += 1
    if at >= len(words) or words.folded[at] in NEVER or words.folded[at] in BRANDS:
        return 0
    flag = words.flags[at]
    if words.shouted[start]:
        loose = any(words.folded[inside] not in _SMALL_STARTS for inside in range(start, at))
        return at if flag & SURNAME and not flag & WORD and not loose else 0
    if words.capital[at] and (words.capital[start] or words.folded[start] in _SMALL_STARTS):
        ordinary = PROPER if words.capital[start] else PROPER | WORD
        return at if flag & NAME or not flag & ordinary else 0
    if words.folded[start] in _PREPOSITIONS:
        return 0
    titled = start > 0 and (words.folded[start - 1] in TITLES or words.folded[start - 1] in KIN)
    if not words.flags[at] and words.folded[start] in _ARABIC and not words.cased:
        return at if at > start and nameness(words.folded[at]) > 0 else 0
    barred = WORD if words.flags[start - 1] & FIRST or titled else WORD | PLACE
    usual = words.folded[at] in _WITH_ARTICLE and at == start + 1 and words.folded[start] == "de"
    small_name = not words.cased and flag & SURNAME and (titled or usual or not flag & barred)
    return at if small_name and at > start and words.folded[at] not in TITLES else 0


def _continues(words: Words, ahead: Here, last: int) -> bool:
    """Whether a word goes on with the name that so far ends at word `last`."""
    after_capital, after_shout = words.capital[last], words.shouted[last]
    after_first = bool(words.flags[last] & FIRST)
    flag, word = ahead.flag, ahead.word
    if word in NEVER or word in BRANDS or word in KIN or word in TITLES:
        return False
    if word in FOREIGN_SMALL and not ahead.capital:
        return False
    if ahead.is_initial():
        return ahead.gap_after[:1] == "."
    if ahead.shouted:
        if after_first and not after_shout and len(word) == 2 and not flag & WORD:
            return True
        named = bool(flag & NAME) and (not after_shout or (word not in VERBS and not flag & WORD))
        return named or (flag == 0 and (after_shout or len(word) > 4))
    if ahead.capital:
        return not (flag & PROPER and not flag & NAME) or (after_first and nameness(word) > 0)
    if after_capital:
        return False
    surname = flag & SURNAME and not flag & (WORD | PLACE | PROPER)
    if not surname and flag & SURNAME and after_first and not words.flags[last] & WORD and not words.cased:
        # "wendy jacobs": a surname that is a word too, but hardly spelled or used as one.
        surname = len(word) > 3 and word not in VERBS and (nameness(word) > 0 or word.endswith("s"))
    elif not surname and flag in (0, PROPER) and after_first and not words.cased:
        surname = len(word) > 3 and nameness(word) > _CLEAR and not is_spoken(word)
    return bool(surname) or (bool(flag & FIRST) and not flag & (WORD | FOREIGN | PROPER) and ahead.gap == "-")
