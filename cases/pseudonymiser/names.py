"""Names of people nobody announced: by lexicon, title, kinship, greeting, and capitals that no word explains."""

from collections.abc import Iterator

from cases.pseudonymiser.compounds import is_compound, is_slip_of_word
from cases.pseudonymiser.flags import (
    CITY,
    ENGLISH,
    FIRST,
    FOREIGN,
    FRENCH,
    NAME,
    PLACE,
    PROPER,
    SEEN,
    SURNAME,
    WORD,
)
from cases.pseudonymiser.lexicon import word_flags
from cases.pseudonymiser.rules import rule_phrases, rule_words
from cases.pseudonymiser.spans import Candidate
from cases.pseudonymiser.words import Words, folded_words

_LED, _SURE, _LIKELY = 58, 48, 38
_TITLES = rule_words("titles")
_SHORT_TITLES = rule_words("short_titles")
_KIN = rule_words("kinship")
_INTRODUCE = rule_words("introductions")
_GREET = rule_words("greetings")
_CLOSE = rule_words("closings")
_NAMES_TOO = rule_words("names_too")
_BEFORE_ODD = frozenset(
    ("met", "bij", "door", "tegen", "over", "aan", "met", "voor", "naar", "van", "en", "dat", "da")
)
_BEFORE_PERSON = frozenset(("met", "bij", "door", "aan"))
_NOUNLIKE = frozenset(("van", "en"))
_NAMES_FIRST = rule_words("names_first")
_INTERFIXES = rule_words("interfixes")
_VERBS = rule_words("person_verbs")
_ACTS = _VERBS - rule_words("no_verbs")
_BEFORE_NAME = rule_words("before_small_names")
_DETERMINERS = rule_words("determiners") | rule_words("possessives")
_BRANDS = rule_words("brands")
_NEVER = rule_words("never_names")
_AUTHORS = frozenset(folded_words(line) for line in rule_phrases("authors"))
_PUBLIC = frozenset(folded_words(line) for kind in ("methods", "public_names") for line in rule_phrases(kind))
_LEADERS = _TITLES | _KIN | _INTRODUCE | _GREET | _CLOSE
_ROLES = {role: line.split(" ")[0] for line in rule_phrases("roles") for role in line.split(" ")}
_SPACE = (" ", "  ", "\u00a0", "-", "\n")


def names_in(words: Words) -> list[Candidate]:
    """Return the people a text names, with a role where the word before them tells one."""
    shown = _public_words(words)
    found = dict[int, tuple[int, int, str]]()
    done = -1
    for at in _worth_a_look(words):
        if at <= done or at in shown:
            continue
        strength = _strength(words, at)
        if strength:
            done = _last(words, at, shown)
            found[at] = (done, strength, _role(words, at))
    candidates = [_candidate(words, first, *rest) for first, rest in found.items()]
    return [*candidates, *_repeated(words, found), *_joined_by_slash(words, found), *_initials(words)]


def _worth_a_look(words: Words) -> list[int]:
    """Return the words that may start a name: with a capital, known as a first name, or announced."""
    announced = [False, *(word in _LEADERS for word in words.folded)]
    return [
        at
        for at, (capital, flag, led) in enumerate(zip(words.capital, words.flags, announced, strict=False))
        if capital or led or flag & FIRST or (flag == 0 and not words.cased)
    ]


def _candidate(words: Words, first: int, last: int, strength: int, role: str) -> Candidate:
    while (
        first
        and len(words.folded[first - 1]) == 1
        and words.capital[first - 1]
        and words.gaps[first - 1] in (". ", ".", ".-")
    ):
        first -= 1
    start = words.starts[_leftmost(words, first)]
    end = words.ends[last]
    if (
        last + 1 < len(words)
        and words.gaps[last] == " "
        and len(words.folded[last + 1]) == 1
        and _is_initial(words, last + 1)
        and words.gaps[last + 1][:1] == "."
    ):
        end = words.ends[last + 1]
    return Candidate(start, _without_genitive(words, last, end), "PERSON", strength, role=role)


def _leftmost(words: Words, first: int) -> int:
    """Return where a name starts that is hyphenated, or a shouted surname before a shouted first name."""
    while first and words.gaps[first - 1] == "-" and words.capital[first - 1]:
        first -= 1
    if (
        first
        and words.folded[first - 1] in _INTERFIXES
        and words.capital[first - 1]
        and words.gaps[first - 1] == " "
        and not words.shouted[first]
    ):
        return _interfixes_start(words, first)
    while first and words.shouted[first] and words.shouted[first - 1] and words.gaps[first - 1] == " ":
        flag = words.flags[first - 1]
        if words.folded[first - 1] not in _INTERFIXES and (not flag & SURNAME or flag & WORD):
            break
        first -= 1
    return first


def _interfixes_start(words: Words, first: int) -> int:
    """Return the first of "Van den" before a surname, unless it opens the sentence: "De Bilal van gisteren"."""
    start = first
    while (
        start
        and words.folded[start - 1] in _INTERFIXES
        and words.gaps[start - 1] == " "
        and not words.opens[start]
    ):
        start -= 1
    while start < first and (not words.capital[start] or words.opens[start]):
        start += 1
    return start


def _without_genitive(words: Words, last: int, end: int) -> int:
    """Leave the s of "Dilans" readable when the name without it is the known one."""
    word = words.folded[last]
    if (
        end == words.ends[last]
        and word.endswith("s")
        and not words.flags[last] & NAME
        and bool(word_flags().get(word[:-1], 0) & NAME)
    ):
        return end - 1
    return end


def _strength(words: Words, at: int) -> int:
    """Return how surely a name starts at a word, 0 when none does."""
    word, flag = words.folded[at], words.flags[at]
    if word in _NEVER or word in _BRANDS or _is_other(words, at):
        return 0
    if len(word) < 2:
        return _SURE if _is_apostrophed(words, at) else 0
    if _is_led(words, at):
        return _LED
    if words.shouted[at]:
        return _shouted(words, at)
    if words.capital[at]:
        return _capital(words, at, word, flag)
    return _small(words, at, word, flag)


def _is_other(words: Words, at: int) -> bool:
    """Whether a title, a kinship word or a greeting stands here itself."""
    word = words.folded[at]
    if word in _TITLES or word in _KIN:
        return not (words.capital[at] and (word in _NAMES_FIRST or word in _NAMES_TOO))
    if word in _GREET or word in _CLOSE:
        return words.opens[at] or not words.capital[at]
    return (
        word == "max"
        and words.gaps[at].strip(" .") == ""
        and words.text[words.ends[at] :].lstrip(" .")[:1].isdecimal()
    )


def _is_apostrophed(words: Words, at: int) -> bool:
    """Whether a surname such as D'hondt starts here."""
    if (
        words.folded[at] not in ("d", "l", "o")
        or not words.capital[at]
        or words.gaps[at] not in ("'", "’")
        or at + 1 == len(words)
    ):
        return False
    return bool(words.flags[at + 1] & SURNAME) or not words.flags[at + 1] & (WORD | FOREIGN)


def _is_led(words: Words, at: int) -> bool:
    """Whether a title, a kinship word or a greeting before it makes a name of the word."""
    if not at:
        return False
    before, gap = words.folded[at - 1], words.gaps[at - 1]
    if before in _TITLES or before in _KIN:
        return _fits_behind(words, at, gap, kin=before in _KIN)
    if before in _INTRODUCE and gap in (" ", ": ", " '", ' "', " “", " ‘"):
        return _fits_behind(words, at, " ", kin=False)
    if before in _GREET and gap in _SPACE or before in _CLOSE and gap.strip(" ,\n.-:)(!xX") == "":
        return _may_be_greeted(words, at)
    return False


def _fits_behind(words: Words, at: int, gap: str, *, kin: bool) -> bool:
    word, flag = words.folded[at], words.flags[at]
    if (
        gap not in (" ", ". ", ".", " (", ", ", ": ", "  ", "\u00a0", " = ", "=", " '", ' "', "-")
        or word in _TITLES
        or word in _KIN
    ):
        return False
    if gap in (". ", ".") and words.folded[at - 1] not in _SHORT_TITLES:
        return False
    direct = gap in (" ", ". ", ".", "  ", "\u00a0", " = ", "=", ": ", "-")
    if words.capital[at] and word in _INTERFIXES:
        return (
            direct
            and at + 1 < len(words)
            and words.capital[at + 1]
            and words.shouted[at] == words.shouted[at + 1]
        )
    if words.capital[at] and not words.shouted[at]:
        return (
            bool(flag & NAME or not flag & (WORD | PROPER | PLACE))
            if not direct or kin
            else not (flag & PROPER and not flag & NAME)
        )
    if flag & FIRST:
        return direct or not flag & WORD
    if not direct or flag & (WORD | FOREIGN | PROPER):
        return words.shouted[at] and direct and bool(flag & SURNAME)
    return (
        len(word) > 2
        and not is_compound(word)
        and not (kin and flag == 0 and not words.cased and word in _NEVER)
    )


def _may_be_greeted(words: Words, at: int) -> bool:
    flag = words.flags[at]
    if words.capital[at] and not words.shouted[at]:
        return bool(flag & NAME) or not flag & (WORD | FRENCH | ENGLISH | PROPER)
    return bool(flag & FIRST) or (
        flag == 0 and len(words.folded[at]) > 2 and not is_compound(words.folded[at])
    )


def _capital(words: Words, at: int, word: str, flag: int) -> int:
    opening = words.opens[at]
    if flag & FIRST and not flag & (WORD | FOREIGN) or word in _NAMES_FIRST:
        return _SURE
    if flag & FIRST:
        return _SURE if not opening or _acts_like_person(words, at) else 0
    if flag & SURNAME and not flag & (WORD | FOREIGN):
        return _SURE if not opening or not flag & PROPER else _LIKELY
    if flag & (WORD | PROPER | PLACE | CITY) or (flag & FOREIGN and opening):
        return 0
    if flag & FOREIGN:
        return 0
    return _LIKELY if _is_unexplained(words, at) else 0


def _is_unexplained(words: Words, at: int) -> bool:
    word = words.folded[at]
    if len(word) < 3 or is_compound(word) or (words.opens[at] and word.endswith(_ENDINGS)):
        return False
    return not (words.opens[at] and (not words.cased or words.flags[at] & SEEN))


_ENDINGS = tuple(rule_words("word_endings"))


def _acts_like_person(words: Words, at: int) -> bool:
    """Whether a verb of people, a surname or brackets follow the word."""
    if at + 1 >= len(words):
        return False
    gap, following = words.gaps[at], words.folded[at + 1]
    if gap == " ":
        return following in _VERBS or (words.capital[at + 1] and bool(words.flags[at + 1] & NAME))
    return gap in (" (", ", ", " & ", "'", "’") and (
        gap == " (" or following in ("s", "en") or words.capital[at + 1]
    )


def _small(words: Words, at: int, word: str, flag: int) -> int:
    if flag == 0 and not words.cased:
        return _LIKELY if _is_odd_name(words, at, word) else 0
    if not flag & FIRST or len(word) < 3:
        return 0
    if not flag & (WORD | FOREIGN | PLACE):
        return _LIKELY
    if word in _NAMES_FIRST:
        return _LIKELY if at == 0 or words.folded[at - 1] not in _DETERMINERS else 0
    if words.cased and flag & WORD:
        return 0
    before = words.folded[at - 1] if at and words.gaps[at - 1] == " " else ""
    after = words.folded[at + 1] if at + 1 < len(words) and words.gaps[at] == " " else ""
    if word not in _NAMES_TOO:
        bare_subject = words.opens[at] and after in _ACTS and not words.cased and not word.endswith("en")
        known_word = flag & (WORD | PLACE) or (len(word) < 5 and words.cased)
        return _LIKELY if bare_subject or not known_word else 0
    plain_start = before == "" or before in _BEFORE_NAME
    if plain_start and after in _VERBS:
        return _LIKELY
    return _LIKELY if before in _BEFORE_PERSON and after not in _NOUNLIKE and not flag & PLACE else 0


def _is_odd_name(words: Words, at: int, word: str) -> bool:
    """Whether an unknown word of a text without capitals stands where people stand, and is no slip of a word."""
    before = words.folded[at - 1] if at and words.gaps[at - 1] == " " else ""
    after = words.folded[at + 1] if at + 1 < len(words) and words.gaps[at] == " " else ""
    placed = before in _BEFORE_ODD or (after in _VERBS and (before == "" or before in _BEFORE_NAME))
    return placed and len(word) > 3 and not is_compound(word) and not is_slip_of_word(word)


def _shouted(words: Words, at: int) -> int:
    """Return the strength of a word in capitals only: abbreviations and shouting say little."""
    flag, word = words.flags[at], words.folded[at]
    if (
        flag & FIRST
        and not flag & (WORD | FOREIGN | PROPER)
        or (word in _NAMES_FIRST and (len(word) > 3 or _is_shouting(words, at)))
    ):
        return _SURE if len(word) > 2 else 0
    if len(word) > 3 and flag & SURNAME and not flag & (WORD | FOREIGN):
        return _LIKELY
    return 0


def _is_shouting(words: Words, at: int) -> bool:
    """Whether a neighbour is in capitals too and long enough to be no abbreviation."""
    return any(words.shouted[i] and len(words.raw[i]) > 3 for i in (at - 1, at + 1) if 0 <= i < len(words))


def _last(words: Words, at: int, shown: set[int]) -> int:
    """Return the last word of the name that starts at `at`."""
    last = at + _is_apostrophed(words, at)
    while (
        last + 1 < len(words)
        and last - at < 6
        and words.gaps[last] in (" ", "-", "'", "’", "\u00a0", "  ")
        and last + 1 not in shown
    ):
        ahead = last + 1
        if (
            words.folded[ahead] in _INTERFIXES
            or words.folded[ahead] in ("d", "l", "o")
            and words.gaps[ahead] in ("'", "’")
        ):
            end = _interfixes_end(words, ahead)
            if not end:
                break
            last = end
        elif _continues(words, last, ahead):
            last = ahead
        else:
            break
    return last


def _interfixes_end(words: Words, ahead: int) -> int:
    """Return the word with a capital behind "van den", or 0."""
    start = ahead
    while (
        ahead < len(words)
        and ahead - start < 4
        and words.folded[ahead] in _INTERFIXES
        and words.gaps[ahead] in (" ", "'", "’", "-")
    ):
        ahead += 1
    if ahead >= len(words) or words.folded[ahead] in _NEVER or words.folded[ahead] in _BRANDS:
        return 0
    if words.capital[ahead] and (
        words.capital[start]
        or words.folded[start] in ("van", "de", "den", "der", "el", "al", "d", "ben", "vanden")
    ):
        return (
            ahead
            if words.flags[ahead] & NAME
            or not words.flags[ahead] & (PROPER | (WORD if not words.capital[start] else 0))
            else 0
        )
    if (
        not words.cased
        and words.flags[ahead] & SURNAME
        and not words.flags[ahead] & (WORD | PLACE)
        and ahead > start
    ):
        return ahead
    return 0


def _continues(words: Words, last: int, ahead: int) -> bool:
    flag, word = words.flags[ahead], words.folded[ahead]
    if word in _NEVER or word in _BRANDS or word in _KIN or word in _TITLES:
        return False
    if words.capital[ahead]:
        if len(word) == 1:
            return words.gaps[ahead][:1] == "."
        if words.shouted[ahead] and not words.shouted[last]:
            return bool(flag & NAME) or flag == 0 and len(word) > 4
        if words.shouted[ahead]:
            return (bool(flag & NAME) and word not in _VERBS and not flag & WORD) or flag == 0
        return not (flag & PROPER and not flag & NAME)
    if words.capital[last]:
        return False
    if flag & SURNAME and not flag & (WORD | PLACE | PROPER):
        return True
    return bool(flag & FIRST and not flag & (WORD | FOREIGN | PROPER)) and words.gaps[last] == "-"


def _role(words: Words, at: int) -> str:
    return _ROLES.get(words.folded[at - 1], "") if at and words.gaps[at - 1] in (" ", ". ") else ""


def _repeated(words: Words, found: dict[int, tuple[int, int, str]]) -> Iterator[Candidate]:
    """Yield the other mentions of names that were found: opening a sentence, or in small letters."""
    sure = {
        words.folded[at]
        for first, (last, strength, _) in found.items()
        for at in range(first, last + 1)
        if strength > _LIKELY
        and len(words.folded[at]) > 2
        and words.folded[at] not in _INTERFIXES
        and words.capital[at] >= words.cased
    }
    for at, word in enumerate(words.folded):
        name = word if word in sure else word[:-1] if word[-1:] == "s" and word[:-1] in sure else ""
        if name and (words.capital[at] or not words.flags[at] & (WORD | FOREIGN)):
            yield Candidate(words.starts[at], words.ends[at] - (word != name), "PERSON", _LIKELY)


def _joined_by_slash(words: Words, found: dict[int, tuple[int, int, str]]) -> Iterator[Candidate]:
    """Yield the doubtful first name beside a sure one: "mo/samira", "jul en samira"."""
    sure = {at for first, (last, _, _) in found.items() for at in (first, last)}
    for at in [at for at, flag in enumerate(words.flags) if flag & FIRST]:
        if at in found or words.folded[at] in _NEVER:
            continue
        glued = (words.gaps[at] in ("/", " / ", "+", " + ", " & ") and at + 1 in sure) or (
            at > 0 and words.gaps[at - 1] in ("/", " / ", "+", " + ", " & ") and at - 1 in sure
        )
        beside = (
            at > 1
            and words.folded[at - 1] in ("en", "of", "et", "and")
            and at - 2 in sure
            and words.folded[at] in _NAMES_TOO
        )
        if glued or beside:
            yield Candidate(words.starts[at], words.ends[at], "PERSON", _LIKELY)


def _initials(words: Words) -> Iterator[Candidate]:
    """Yield "S.K.", and a single "Z." where the sentence goes on behind it."""
    done = -1
    for at in [at for at, word in enumerate(words.folded) if len(word) == 1 and words.capital[at]]:
        if at <= done:
            continue
        end = at
        while (
            end + 1 < len(words)
            and _is_initial(words, end)
            and words.gaps[end] in (".", ". ")
            and _is_initial(words, end + 1)
        ):
            end += 1
        done = end
        if _stands_for_person(words, at, end):
            yield Candidate(
                words.starts[at], words.ends[end] + (words.gaps[end][:1] == "."), "PERSON", _LIKELY
            )


def _stands_for_person(words: Words, at: int, end: int) -> bool:
    dotted = words.gaps[end][:1] == "."
    if end > at:
        return dotted and "".join(words.folded[at : end + 1]) not in _ABBREVIATED
    before = words.folded[at - 1] if at and words.gaps[at - 1] == " " else ""
    following = words.folded[end + 1] if end + 1 < len(words) and words.gaps[end] in (" ", ". ") else ""
    if before in _BEFORE_INITIAL and (dotted or before in _KIN):
        return True
    if not dotted or not following or words.capital[end + 1]:
        return False
    return bool(before) or (following in _VERBS and words.opens[at])


_BEFORE_INITIAL = rule_words("before_initials") | _KIN | _TITLES
_ABBREVIATED = rule_words("dotted_abbreviations")


def _is_initial(words: Words, at: int) -> bool:
    return len(words.folded[at]) == 1 and words.capital[at]


def _public_words(words: Words) -> set[int]:
    """Return the words of methods, books and authors, which name nobody of the case."""
    shown: set[int] = set()
    for at, word in [(at, word) for at, word in enumerate(words.folded) if word in _PHRASES]:
        for phrase in _PHRASES[word]:
            if tuple(words.folded[at : at + len(phrase)]) == phrase:
                shown.update(range(at, at + len(phrase)))
    return shown


_PHRASES: dict[str, list[tuple[str, ...]]] = {}
for _phrase in _AUTHORS | _PUBLIC:
    _PHRASES.setdefault(_phrase[0], []).append(_phrase)
