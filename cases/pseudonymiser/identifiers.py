"""Numbers and addresses of the wire with a shape of their own: national number, IBAN, phone, e-mail, and so on."""

import re
from collections.abc import Iterator

from cases.pseudonymiser.checksums import IBAN_LENGTHS, is_iban, is_national_number
from cases.pseudonymiser.spans import Candidate

_CHECKED, _SHAPED = 95, 85
_SEP = r"[ .\-/–\u00a0]{0,3}"
_NATIONAL = re.compile(rf"(?<![\d+])\d{{2}}{_SEP}\d{{2}}{_SEP}\d{{2}}{_SEP}\d{{3}}{_SEP}\d{{2}}(?!\d)")
_IBAN = re.compile(rf"(?i)(?<![^\W_])(?:{'|'.join(IBAN_LENGTHS)})[ .-]?\d{{2}}(?:[ .\-]?[a-z0-9]){{11,30}}")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_URL = re.compile(r"(?i)\b(?:https?://|www\.)[^\s<>\"'()\[\]]{2,300}(?<![.,;:!?])")
_HANDLE = re.compile(r"(?<![\w.@])@[\w][\w.]{0,40}(?<!\.)")
_PHONE = re.compile(
    r"(?<![\d+/.,-])(?:(?:\+|00)\d{2}[ .\-/]?(?:\(0\))?|0)[1-9](?:[ ./\-]{0,3}\d){6,9}(?![\d])"
)


def identifiers_in(text: str) -> list[Candidate]:
    """Return every identifier with a recognisable shape; those with a valid check digit are `checked`."""
    return [*_national_numbers(text), *_ibans(text), *_shapes(text)]


def _national_numbers(text: str) -> Iterator[Candidate]:
    for match in _NATIONAL.finditer(text):
        digits = "".join(c for c in match[0] if c.isdecimal())
        valid = is_national_number(digits)
        if valid:
            yield Candidate(*match.span(), "NATIONAL_NUMBER", _CHECKED, checked=valid)


def _ibans(text: str) -> Iterator[Candidate]:
    for match in _IBAN.finditer(text):
        plain = [(at, c) for at, c in enumerate(match[0], match.start()) if c.isalnum()]
        code = "".join(c for _, c in plain)[: IBAN_LENGTHS[match[0][:2].upper()]]
        if is_iban(code):
            yield Candidate(
                match.start(), plain[len(code) - 1][0] + 1, "BANK_ACCOUNT", _CHECKED, checked=True
            )


def _shapes(text: str) -> Iterator[Candidate]:
    for pattern, label in (
        (_EMAIL, "EMAIL"),
        (_URL, "URL_OR_HANDLE"),
        (_HANDLE, "URL_OR_HANDLE"),
        (_PHONE, "PHONE"),
    ):
        for match in pattern.finditer(text):
            yield Candidate(*match.span(), label, _SHAPED)
