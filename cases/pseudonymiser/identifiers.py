"""Numbers and addresses of the wire with a shape of their own: national number, IBAN, phone, e-mail, and so on."""

import re
from collections.abc import Iterator

from cases.pseudonymiser.checksums import IBAN_LENGTHS, is_iban, is_national_number
from cases.pseudonymiser.spans import Candidate

_CHECKED, _CUED, _SHAPED, _LOOSE = 95, 88, 85, 70
_SEP = r"[ .\-/–_\u00a0]{0,3}"
_NATIONAL = re.compile(rf"(?<![\d+])\d{{2}}{_SEP}\d{{2}}{_SEP}\d{{2}}{_SEP}\d{{3}}{_SEP}\d{{2}}(?!\d)")
_NATIONAL_CUE = re.compile(
    r"(?i)(?:rijksregister|nationaal|national|niss|insz|ssin|bis-?|identificatie|\brrn?|\brr-?|\bnn)[a-z]*\.?"
    r"(?:[- ]?(?:nummer|nr|number)\.?)?[ :=(]{0,3}(?:is )?(\d[\d .\-/]{8,16}\d)"
)
_IBAN = re.compile(rf"(?i)(?<![^\W_])(?:{'|'.join(IBAN_LENGTHS)})[ .-]?\d{{2}}(?:[ .\-]?[a-z0-9]){{11,30}}")
_ACCOUNT_CUE = re.compile(
    r"(?i)(?:iban|rekening(?:nummer|nr)?|rek\.?(?:nr)?|zichtrekening|spaarrekening)\W{1,3}(?:is |nr\.? )?"
    r"([a-z]{2} ?\d{2}(?:[ .-]?(?:\d{2,4}|(?-i:[A-Z]{4})\d{0,4})){2,8}|\d{3}[- ]\d{7}[- ]\d{2})(?![^\W_])"
)
_OLD_ACCOUNT = re.compile(r"(?<!\d)\d{3}-\d{7}-\d{2}(?!\d)")
_PHONE = re.compile(
    r"(?<![\w+/.,\-])(?:(?:\(?(?:\+|00)[ ]?\d{2,3}\)?)[ .\-/]{0,2}(?:\(0\)[ ]?)?|\(?0)[1-9](?:[ ./()\-–\u00a0]{0,3}\d){6,10}"
    r"(?![\d])"
)
_PHONE_CUE = re.compile(
    r"(?i)(?:\btel(?:efoon)?|\bgsm|\bnummer|\bnr|\bbel(?:len)?|\bmobiel|\bwhatsapp|\bphone|\bt)\b[ .:]{1,3}(?:nr\.?|nummer)?[ .:]{0,2}"
    r"(\d(?:[ ./\-]{0,2}\d){7,11})(?!\d)"
)
_DIGIT_WORDS = "nul|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen"
_SPOKEN_PHONE = re.compile(rf"(?i)\bnul(?:[ ,-]+(?:{_DIGIT_WORDS}|\w*(?:tig|tien)|elf|twaalf)\b){{4,10}}")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+'-]{1,64}(?:@| @ )[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_AT = r"(?:\(at\)|\[at\]|\{at\}|<at>|\bapenstaart(?:je)?\b|\bapestaart(?:je)?\b|\barobase\b|\bat\b)"
_DOT = r"(?:\(dot\)|\[dot\]|\(punt\)|\bpunt\b|\bdot\b|\bpoint\b|\.)"
_SPELLED = re.compile(
    rf"(?i)(?<![\w])[\w-]{{1,40}}(?:(?: ?{_DOT} ?| (?:underscore|streepje|liggend streepje|koppelteken) | ?_ ?)[\w-]{{1,40}}){{0,5}}"
    rf" ?{_AT} ?[\w-]{{2,40}}(?: ?{_DOT} ?[\w-]{{2,24}}){{1,3}}"
)
_SPELLED_MAY = re.compile(r"(?i)apenst|apest|arobase|[(\[{<]at[)\]}>]| at ")
_URL = re.compile(r"(?i)(?<![\w@])(?:https?://|www\.)[^\s<>\"'()\[\]]{2,300}(?<![.,;:!?])")
_DOMAIN = re.compile(
    r"(?i)(?<![\w@.\-])(?:[a-z0-9-]{2,40}\.){1,3}(?:be|com|net|org|eu|nl|fr|de|vlaanderen|brussels|gent|io|me|tv|app|link)"
    r"(?![\w])(?:/[^\s<>\"'()]{1,200})?(?<![.,;:!?])"
)
_HANDLE = re.compile(r"(?<![\w.@])@\w[\w.\-]{0,40}(?<![.\-])")
_ACCOUNT = re.compile(
    r"(?i)\b(?:snap(?:chat)?|insta(?:gram)?|tik ?tok|discord|facebook|fb|messenger|telegram|roblox|fortnite|psn|xbox|steam|"
    r"bereal|twitch|youtube|minecraft|signal|skype|kik|username|gebruikersnaam|account|accountnaam|acc|profiel|nick(?:name)?|alias|gamertag)"
    r"(?:[- ]?(?:naam|account|profiel|acc|id|tag|username|gebruikersnaam))?"
    r"(?: (?:is|heet|als|onder|met|naam|de naam|van hem|van haar))?[ :=\"'‘“(]{1,4}([\w.\-#]{3,40})"
)
_TAGGED = re.compile(r"(?<![\w#])[\w.]{2,32}#\d{3,5}(?!\w)")
_UNDERSCORED = re.compile(r"(?<![\w.@/])(?=[\w.]*[A-Za-z])(?=[\w.]*(?:_|\d))[A-Za-z][\w]*(?:[._][\w]+)+(?<!\.)(?![\w@])")


def identifiers_in(text: str) -> list[Candidate]:
    """Return every identifier with a recognisable shape; those with a valid check digit are `checked`."""
    found = [*_ibans(text), *_cued_ids(text), *_wire(text), *_phones(text)]
    if _DIGITS.search(text):
        found += _national_numbers(text)
    return found


_DIGITS = re.compile(r"\d{2}")


def _national_numbers(text: str) -> Iterator[Candidate]:
    for match in _NATIONAL.finditer(text):
        if is_national_number("".join(c for c in match[0] if c.isdecimal())):
            yield Candidate(*match.span(), "NATIONAL_NUMBER", _CHECKED, checked=True)
        elif _looks_born(match[0]):
            yield Candidate(*match.span(), "NATIONAL_NUMBER", _CUED)


def _looks_born(written: str) -> bool:
    """Whether a number with a wrong check digit is still written as a national number: 09.03.14-670.22."""
    return bool(re.fullmatch(r"\d\d\.\d\d\.\d\d[- ]\d{3}[.\- ]\d\d|\d{6}[- ]\d{3}[-. ]\d\d", written))


def _ibans(text: str) -> Iterator[Candidate]:
    for match in _IBAN.finditer(text):
        plain = [(at, c) for at, c in enumerate(match[0], match.start()) if c.isalnum()]
        code = "".join(c for _, c in plain)[: IBAN_LENGTHS[match[0][:2].upper()]]
        if is_iban(code):
            yield Candidate(match.start(), plain[len(code) - 1][0] + 1, "BANK_ACCOUNT", _CHECKED, checked=True)


def _cued_ids(text: str) -> Iterator[Candidate]:
    for pattern, label in ((_NATIONAL_CUE, "NATIONAL_NUMBER"), (_ACCOUNT_CUE, "BANK_ACCOUNT")):
        for match in pattern.finditer(text):
            digits = sum(c.isdecimal() for c in match[1])
            if label == "BANK_ACCOUNT" or 10 <= digits <= 12:
                yield Candidate(*match.span(1), label, _CUED)
    for match in _OLD_ACCOUNT.finditer(text):
        yield Candidate(*match.span(), "BANK_ACCOUNT", _CUED)


def _wire(text: str) -> Iterator[Candidate]:
    if "@" in text:
        yield from (Candidate(*m.span(), "EMAIL", _CHECKED) for m in _EMAIL.finditer(text))
        yield from (Candidate(*m.span(), "URL_OR_HANDLE", _SHAPED) for m in _HANDLE.finditer(text))
    if _SPELLED_MAY.search(text):
        yield from (Candidate(*m.span(), "EMAIL", _SHAPED) for m in _SPELLED.finditer(text))
    for pattern in (_URL, _DOMAIN, _UNDERSCORED, _TAGGED):
        yield from (Candidate(*m.span(), "URL_OR_HANDLE", _SHAPED) for m in pattern.finditer(text))
    for match in _ACCOUNT.finditer(text):
        if any(c in "._#" or c.isdecimal() for c in match[1].strip(".-")):
            start, end = match.span(1)
            yield Candidate(start, end - len(match[1]) + len(match[1].rstrip(".-")), "URL_OR_HANDLE", _LOOSE)


def _phones(text: str) -> Iterator[Candidate]:
    for match in _PHONE.finditer(text):
        yield Candidate(*match.span(), "PHONE", _SHAPED)
    for match in _PHONE_CUE.finditer(text):
        yield Candidate(*match.span(1), "PHONE", _LOOSE)
    for match in _SPOKEN_PHONE.finditer(text):
        yield Candidate(*match.span(), "PHONE", _LOOSE)
