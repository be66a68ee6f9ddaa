"""National numbers, bank accounts and telephone numbers: by their shape and check digit, or by the word before."""

import re
from collections.abc import Iterator

from cases.pseudonymiser.checksums import IBAN_LENGTHS, is_iban, is_national_number
from cases.pseudonymiser.cues import ACCOUNT, NATIONAL, PHONE
from cases.pseudonymiser.spans import Candidate
from cases.pseudonymiser.words import Words

# Each pattern opens with a plain character class: that is what lets the search skip the text between.
_CHECKED, _CUED, _SHAPED, _LOOSE = 95, 88, 85, 70
_SEP = r"[ .\-/–_\u00a0]{0,3}"
_NATIONAL = re.compile(rf"[0-9](?<![\d+].)\d{_SEP}\d{{2}}{_SEP}\d{{2}}{_SEP}\d{{3}}{_SEP}\d{{2}}(?!\d)")
_BORN = re.compile(r"\d\d\.\d\d\.\d\d[- ]\d{3}[.\- ]\d\d|\d{6}[- ]\d{3}[-. ]\d\d")
_IBAN = re.compile(r"[0-9](?:(?<=[A-Za-z]{2}.)|(?<=[A-Za-z]{2}[ .\-].))\d(?:[ .\-]?[A-Za-z0-9]){11,30}")
_OLD_ACCOUNT = re.compile(r"[0-9](?<!\d.)\d\d-\d{7}-\d{2}(?!\d)")
_PHONE = re.compile(
    r"[+0(](?<![\w+/.,\-].)(?:(?<=\+)[ ]?\d{2,3}|(?<=0)0[ ]?[1-9]\d{1,2}|(?<=\()(?:\+|00)\d{2,3}\)"
    r"|(?<=\()0\)[ ]?[1-9]\d{0,2}|(?<=\()0[1-9]\d{0,2}\)|(?<=0)[1-9])(?:[ .\-/]{0,2}\(0\)[ ]?)?"
    r"(?:[ ./()\-–\u00a0]{0,3}\d){6,11}(?!\d)"
)
_SPOKEN = re.compile(
    r"(?i)nul(?:[ ,-]+(?:nul|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf"
    r"|honderd|\w{3,20}(?:tig|tien))\b){4,10}"
)
_NATIONAL_TAIL = re.compile(r"[ :=(.]{0,3}(?:is )?(\d[\d .\-/]{8,16}\d)(?!\d)")
_ACCOUNT_TAIL = re.compile(
    r"\W{1,3}(?:(?:is|nr|nummer|op)\W{1,2})?"
    r"([A-Za-z]{2} ?\d{2}(?:[ .-]?(?:\d{2,4}|[A-Z]{4}\d{0,4})){2,8}|\d{3}[- ]\d{7}[- ]\d{2})(?![^\W_])"
)
_PHONE_TAIL = re.compile(
    r"[ .:(]{1,3}(?:(?:nr|nummer|is|op|me|mij|naar)[ .:]{1,2}){0,2}(\d(?:[ ./\-]{0,2}\d){7,11})(?!\d)"
)


def identifiers_in(words: Words) -> list[Candidate]:
    """Return national numbers, accounts and telephones; those with a valid check digit are `checked`."""
    return [*_national_numbers(words), *_accounts(words), *_phones(words), *_announced(words)]


def _national_numbers(words: Words) -> Iterator[Candidate]:
    for match in _NATIONAL.finditer(words.text) if words.longest_number >= 11 else ():
        if is_national_number("".join(c for c in match[0] if c.isdecimal())):
            yield Candidate(*match.span(), "NATIONAL_NUMBER", _CHECKED, checked=True)
        elif _BORN.fullmatch(match[0]):
            # A typing error does not make it somebody else's number.
            yield Candidate(*match.span(), "NATIONAL_NUMBER", _CUED)


def _accounts(words: Words) -> Iterator[Candidate]:
    text = words.text
    for match in _IBAN.finditer(text):
        start = match.start() - (2 if text[match.start() - 1].isalpha() else 3)
        length = IBAN_LENGTHS.get(text[start : start + 2].upper(), 0)
        if not length or text[start - 1 : start].isalnum():
            continue
        places = [at for at in range(start, match.end()) if text[at].isalnum()][:length]
        if is_iban("".join(text[at] for at in places)):
            yield Candidate(start, places[-1] + 1, "BANK_ACCOUNT", _CHECKED, checked=True)
    for match in _OLD_ACCOUNT.finditer(text) if words.longest_number >= 12 else ():
        yield Candidate(*match.span(), "BANK_ACCOUNT", _CUED)


def _phones(words: Words) -> Iterator[Candidate]:
    for match in _PHONE.finditer(words.text) if words.longest_number >= 8 else ():
        yield Candidate(*match.span(), "PHONE", _SHAPED)
    if "nul" in words.folded:
        yield from (Candidate(*match.span(), "PHONE", _LOOSE) for match in _SPOKEN.finditer(words.text))


def _announced(words: Words) -> Iterator[Candidate]:
    for start, end in words.followed(NATIONAL, _NATIONAL_TAIL):
        if 10 <= sum(c.isdecimal() for c in words.text[start:end]) <= 12:
            yield Candidate(start, end, "NATIONAL_NUMBER", _CUED)
    for start, end in words.followed(ACCOUNT, _ACCOUNT_TAIL):
        yield Candidate(start, end, "BANK_ACCOUNT", _CUED)
    for start, end in words.followed(PHONE, _PHONE_TAIL):
        yield Candidate(start, end, "PHONE", _LOOSE)
