"""Whether a name starts at a word, and how surely: by the lexicon, by capitals, by what stands around it."""

from cases.pseudonymiser.announced import CLOSINGS, GREETINGS, INTERFIXES, KIN, TITLES, is_announced
from cases.pseudonymiser.compounds import is_compound, is_plain_compound, is_slip_of_word
from cases.pseudonymiser.flags import CITY, FIRST, FOREIGN, FRENCH, NAME, PLACE, PROPER, SEEN, SURNAME, WORD
from cases.pseudonymiser.forms import Form
from cases.pseudonymiser.here import Here
from cases.pseudonymiser.lexicon import word_flags
from cases.pseudonymiser.rules import rule_words
from cases.pseudonymiser.spelling import is_spoken, nameness

LED, SURE, LIKELY = 58, 48, 38
BRANDS = rule_words("brands")
NEVER = rule_words("never_names") | rule_words("large_countries")
NAMES_TOO = rule_words("names_too")
FOREIGN_SMALL = rule_words("foreign_small_words")
_NAMES_FIRST = rule_words("names_first")
_BEFORE_ODD = rule_words("before_odd_names")
_BEFORE_PERSON = frozenset(("met", "bij", "door", "aan"))
_BEFORE_MONTH = frozenset(("in", "begin", "midden", "medio", "eind", "einde", "half", "sinds", "vanaf"))
_NOT_BEHIND_PERSON = frozenset(("van", "en"))
VERBS = rule_words("person_verbs")
_ACTS = VERBS - rule_words("no_verbs")
_BEFORE_NAME = rule_words("before_small_names") | {""}
_DETERMINERS = rule_words("determiners") | rule_words("possessives")
_ENDINGS = tuple(rule_words("word_endings"))
_APOSTROPHES = frozenset(("'", "’"))
# The "d'" of D'hondt and its like.
_ELIDED = frozenset(("d", "l", "o"))
_OTHERS = TITLES | KIN | GREETINGS | CLOSINGS | {"max"}
# From here on the spelling of a word (see nameness) leaves little doubt.
_CLEAR = 0.3


def may_start(form: Form) -> bool:
    """Whether a name may start at a word that nothing announces; `strength` is 0 at any other."""
    word, flag = form.folded, form.flag
    if word in NEVER or word in BRANDS or (len(word) < 2 and word not in _ELIDED):
        return False
    if flag == 0 or flag & FIRST:
        return True
    if not form.capital:
        return is_surname_only(word, flag)
    explained = flag & (WORD | PROPER | PLACE | CITY | FOREIGN)
    pairs = len(word) < 3 and word not in INTERFIXES
    return not explained or pairs or bool(flag & SURNAME and not flag & (WORD | FOREIGN))


def is_surname_only(word: str, flag: int) -> bool:
    """Whether a folded word is a surname and, as far as the lexicon knows, nothing else: "deschacht"."""
    return len(word) > 4 and bool(flag & SURNAME) and not flag & (WORD | FOREIGN | PLACE | CITY | FIRST)


def strength(here: Here) -> int:
    """Return LED, SURE, LIKELY, or 0 when no name starts here."""
    if here.word in NEVER or here.word in BRANDS or _is_other(here):
        return 0
    if len(here.word) < 2:
        return SURE if is_apostrophed(here) else 0
    if is_announced(here):
        return LED
    if here.shouted:
        return _shouted(here)
    return _capital(here) if here.capital else _small(here)


def is_apostrophed(here: Here) -> bool:
    """Whether a surname such as D'hondt starts here."""
    if here.word not in _ELIDED or not here.capital or here.gap_after not in _APOSTROPHES:
        return False
    ahead = here.next()
    return ahead is not None and (bool(ahead.flag & SURNAME) or not ahead.flag & (WORD | FOREIGN))


def _is_other(here: Here) -> bool:
    """Whether a title, a kinship word or a greeting stands here itself, or "max." before a number."""
    if here.word not in _OTHERS and here.gap_after not in _APOSTROPHES:
        return False
    if here.word in TITLES or here.word in KIN:
        return not (here.capital and (here.word in _NAMES_FIRST or here.word in NAMES_TOO))
    if here.word in GREETINGS or here.word in CLOSINGS:
        return here.opens or not here.capital
    if here.word == "max":
        end = here.words.ends[here.at]
        return here.words.text[end : end + 4].lstrip(" .")[:1].isdecimal()
    return here.gap_after in _APOSTROPHES and here.words.folded[here.at + 1 : here.at + 2] == ("t",)


def _capital(here: Here) -> int:
    flag = here.flag
    if here.word in _NAMES_FIRST or (flag & FIRST and not flag & (WORD | FOREIGN)):
        return SURE
    if flag & FIRST:
        return SURE if not here.opens or _acts_like_person(here) else 0
    if flag & SURNAME and not flag & (WORD | FOREIGN | PLACE | CITY):
        return LIKELY if here.opens and flag & PROPER else SURE
    if _is_short_pair(here):
        return LIKELY
    if flag & (WORD | PROPER | PLACE | CITY | FOREIGN):
        return 0
    return LIKELY if _is_unexplained(here) else 0


def _is_short_pair(here: Here) -> bool:
    """Whether two short words have a capital inside a sentence: "Li Na"."""
    if len(here.word) != 2 or here.opens or here.shouted or here.gap_after != " ":
        return False
    ahead = here.next()
    if ahead is None or here.word in INTERFIXES or ahead.word in INTERFIXES:
        return False
    return ahead.capital and not ahead.shouted and len(ahead.word) == 2


def _is_unexplained(here: Here) -> bool:
    """Whether nothing but a name explains the capital of an unknown word."""
    if len(here.word) < 3 or is_plain_compound(here.word) or _is_adjective(here.word):
        return False
    if not here.opens:
        return True
    if is_compound(here.word) or here.word.endswith(_ENDINGS):
        return False
    if not here.words.cased:
        return not is_spoken(here.word) and (nameness(here.word) > 0 or not is_slip_of_word(here.word))
    return not here.flag & SEEN or (nameness(here.word) > _CLEAR and _acts_like_person(here))


def _is_adjective(word: str) -> bool:
    """Whether a word is the inflected adjective of a proper noun: "Nederlandse" of "Nederlands"."""
    return word.endswith("se") and bool(word_flags().get(word[:-1], 0) & (PROPER | SEEN))


def _acts_like_person(here: Here) -> bool:
    """Whether a verb of people, a surname or brackets follow the word."""
    ahead = here.next()
    if ahead is None:
        return False
    if here.gap_after == " ":
        return ahead.word in VERBS or (ahead.capital and bool(ahead.flag & NAME))
    listed = here.gap_after in (", ", " & ") and (ahead.capital or ahead.word in ("en", "een", "die"))
    return here.gap_after == " (" or listed or (here.gap_after in _APOSTROPHES and ahead.word == "s")


def _small(here: Here) -> int:
    """Return the strength of a word in small letters."""
    if (here.word == "jan" and here.before in _BEFORE_MONTH) or (here.word == "mark" and here.gap[-2:-1].isdecimal()):
        return 0
    if here.flag == 0:
        return LIKELY if _owns(here) or _is_odd_name(here) else 0
    if is_surname_only(here.word, here.flag):
        return LIKELY if not here.words.cased and not is_spoken(here.word) else 0
    if here.word in FOREIGN_SMALL and here.before not in _BEFORE_PERSON:
        return 0
    if not here.flag & FIRST or (len(here.word) < 3 and here.word not in NAMES_TOO):
        return 0
    if not here.flag & (WORD | FOREIGN | PLACE):
        return LIKELY
    if here.word in _NAMES_FIRST:
        return 0 if here.before in _DETERMINERS else LIKELY
    return LIKELY if _stands_as_name(here) else 0


def _owns(here: Here) -> bool:
    """Whether a first name with an s owns the next word: "jefs papa"; in a chat any next word will do."""
    stem = here.word[:-1]
    if not here.word.endswith("s") or len(stem) < 3:
        return False
    if not (here.after in KIN or here.after in TITLES) and (here.words.cased or len(stem) < 4):
        return False
    flag = word_flags().get(stem, 0)
    return stem in _NAMES_FIRST or bool(flag & FIRST and not flag & (WORD | FOREIGN))


def _stands_as_name(here: Here) -> bool:
    """Whether a name that is a word as well stands where a person stands: "roos zegt", "bij storm"."""
    if here.opens and _is_act(here) and not here.word.endswith("en"):
        # No Dutch noun opens a sentence before its verb without an article, but for names.
        return True
    if here.opens and here.word in NAMES_TOO and here.gap_after[:1] == ":":
        return True
    if here.word in _DETERMINERS and here.after not in VERBS:
        return False
    if here.words.cased and here.flag & WORD:
        return False
    if not here.words.cased and not here.flag & (WORD | FRENCH | PLACE):
        # In a Dutch chat "joy" and "sky" are people.
        return True
    if here.word not in NAMES_TOO:
        return not here.flag & (WORD | PLACE) and (len(here.word) > 4 or not here.words.cased)
    if here.before in _BEFORE_NAME and here.after in VERBS:
        return True
    return here.before in _BEFORE_PERSON and here.after not in _NOT_BEHIND_PERSON and not here.flag & PLACE


def _is_act(here: Here) -> bool:
    """Whether the next word says what somebody does: a listed verb, or for "roos" and the like any stem with a t."""
    if here.after in _ACTS:
        return True
    stem = here.after[:-1]
    is_verb = here.after.endswith("t") and len(stem) > 3 and bool(word_flags().get(stem, 0) & WORD)
    return is_verb and here.word in NAMES_TOO


def _is_odd_name(here: Here) -> bool:
    """Whether an unknown word in small letters is spelled as a name, or stands as one and is no slip.

    In a text without capitals either will do; in one with capitals it takes both.
    """
    if len(here.word) < 4 or is_compound(here.word) or is_spoken(here.word):
        return False
    spelled = nameness(here.word) > 0
    if spelled and not here.words.cased and (nameness(here.word) > _CLEAR or not is_slip_of_word(here.word)):
        return True
    placed = here.before in _BEFORE_ODD or (here.after in VERBS and here.before in _BEFORE_NAME)
    if here.words.cased:
        return spelled and here.before in _BEFORE_PERSON and not here.flag
    return (placed or (here.after == "hier" and here.opens)) and not is_slip_of_word(here.word)


def _shouted(here: Here) -> int:
    """Return the strength of a word in capitals only: abbreviations and shouting say little."""
    flag, length = here.flag, len(here.word)
    ahead = here.next()
    if ahead and here.gap_after == "-" and not ahead.capital:
        return 0
    usual = here.word in _NAMES_FIRST and (length > 3 or _is_shouting(here))
    listed = flag & FIRST and not flag & (WORD | FOREIGN | PROPER) and (length > 4 or _is_shouting(here))
    if length > 2 and (usual or listed):
        return SURE
    if length > 3 and flag & SURNAME and not flag & (WORD | FOREIGN):
        return LIKELY
    acts = length > 3 and here.opens and here.after in _ACTS
    spelled = length > 4 and nameness(here.word) > _CLEAR
    return LIKELY if flag == 0 and (length > 6 or acts or spelled) and not is_compound(here.word) else 0


def _is_shouting(here: Here) -> bool:
    """Whether a neighbour is in capitals too, and is a word or a name rather than an abbreviation."""
    words = here.words
    near = [at for at in (here.at - 1, here.at + 1) if 0 <= at < len(words)]
    return any(words.shouted[at] and len(words.raw[at]) > 3 and words.flags[at] & (WORD | NAME) for at in near)
