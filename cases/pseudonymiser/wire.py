"""E-mail addresses, also spelled out, web addresses, and accounts on social media and games."""

import re
from collections.abc import Iterator

from cases.pseudonymiser.cues import HANDLE
from cases.pseudonymiser.forms import sign, sign_of
from cases.pseudonymiser.letters import folded_words
from cases.pseudonymiser.lexicon import is_common_word
from cases.pseudonymiser.spans import Candidate
from cases.pseudonymiser.words import Words

_MAIL, _SHAPED, _LOOSE = 94, 85, 70
_BEFORE_AT = re.compile(r"[\w.+'\-]{1,64} ?\Z")
_AFTER_AT = re.compile(r"@ ?[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_HANDLE = re.compile(r"@(?<![\w.@].)\w[\w.\-]{0,40}(?<![.\-])")
_SPELLED_AT = sign(lambda form: form.folded == "at" or form.folded.startswith(("apenst", "apest", "arobase")))
_WWW = sign_of(("www",))
_AT = r"(?:\(at\)|\[at\]|\{at\}|<at>|\bapenstaart(?:je)?\b|\bapestaart(?:je)?\b|\barobase\b|\bat\b)"
_DOT = r"(?:\(dot\)|\[dot\]|\(punt\)|\bpunt\b|\bdot\b|\bpoint\b|\.(?! ))"
_PIECE = rf"(?:(?: ?{_DOT} ?| (?:underscore|(?:liggend )?streepje|koppelteken) | ?_ ?)[\w-]{{1,40}})"
_SPELLED = re.compile(
    rf"(?i)(?<!\w)[\w-]{{1,40}}{_PIECE}{{0,5}} ?{_AT} ?[\w-]{{2,40}}(?: ?{_DOT} ?[\w-]{{2,24}}){{1,3}}"
)
_URL = re.compile(r"[hHwW](?<!\w.)(?:(?<=[hH])(?i:ttps?://)|(?<=[wW])(?i:ww\.))[^\s<>\"'()\[\]]{2,300}(?<![.,;:!?])")
_INNER = re.compile(r"[._](?<=\w.)(?=\w)")
# Read backwards.
_TOKEN_LEFT = re.compile(r"[\w.\-]{1,60}")
_TOKEN_RIGHT = re.compile(r"[\w.\-]{1,80}(?:/[^\s<>\"'()]{1,200})?")
_TLD = re.compile(
    r"(?i)(?:t\.me|wa\.me)/\S+|(?:[a-z0-9-]{2,40}\.){1,3}(?:be|com|net|org|eu|nl|fr|de|vlaanderen|brussels|gent|io|me|tv|app|link|info|gg|ly|uk|lu|pl|tr|ma|site|online|club)(?:/\S*)?"
)
_TAG = re.compile(r"#(?<=[\w.].)\d{3,5}(?!\w)")
_TAGGED = re.compile(r"[\w.]{2,32}")
_HANDLE_TAIL = re.compile(
    r"(?i)(?:[- ]?(?:naam|account|profiel|acc|id|tag|username|gebruikersnaam))?"
    r"(?: (?:is|heet|heette|noemt|gebruikt|zit|speelt|post|als|onder|met|naam|de naam|van hem|van haar))?"
    r"(?: (?:ze|hij|zij|hem|haar|zich|ook|als|onder|de naam)){0,2}[ :=\"'‘“(,]{1,4}([\w.\-#]{3,40})"
)


def wire_in(words: Words) -> list[Candidate]:
    """Return addresses and accounts of the wire."""
    text = words.text
    found = [*_with_at(text), *_with_dots(text), *_tagged(text), *_named_accounts(words)]
    if "://" in text or words.at(_WWW):
        found += [Candidate(*match.span(), "URL_OR_HANDLE", _SHAPED) for match in _URL.finditer(text)]
    if words.at(_SPELLED_AT):
        found += [Candidate(*match.span(), "EMAIL", _MAIL - 1) for match in _SPELLED.finditer(text)]
    return found


def _with_at(text: str) -> Iterator[Candidate]:
    at = text.find("@")
    while at >= 0:
        after = _AFTER_AT.match(text, at)
        before = _BEFORE_AT.search(text[max(0, at - 65) : at])
        spaced = before is not None and before[0].endswith(" ")
        if after and before and spaced == after[0].startswith("@ "):
            yield Candidate(at - len(before[0]), after.end(), "EMAIL", _MAIL)
        elif handle := _HANDLE.match(text, at):
            yield Candidate(*handle.span(), "URL_OR_HANDLE", _SHAPED)
        at = text.find("@", at + 1)


def _with_dots(text: str) -> Iterator[Candidate]:
    """Yield "naam.be/x", "emir_09" and "xx.jutta.09": words glued by dots or underscores."""
    done = 0
    for match in _INNER.finditer(text):
        if match.start() < done:
            continue
        left = _TOKEN_LEFT.match(text[max(0, match.start() - 60) : match.start()][::-1])
        right = _TOKEN_RIGHT.match(text, match.start())
        if left and right:
            start, end = match.start() - len(left[0]), match.end() - 1 + len(right[0].rstrip(".-"))
            done = end
            if text[start - 1 : start] != "@" and text[end : end + 1] != "@" and _is_account(text[start:end]):
                yield Candidate(start, end, "URL_OR_HANDLE", _SHAPED - 4)


def _is_account(token: str) -> bool:
    if _TLD.fullmatch(token):
        return True
    lettered = token[:1].isalpha() and sum(c.isalpha() for c in token) > 2
    return (
        lettered and "/" not in token and ("_" in token or any(c.isdecimal() for c in token)) and token.count("-") == 0
    )


def _tagged(text: str) -> Iterator[Candidate]:
    for match in _TAG.finditer(text):
        left = _TAGGED.match(text[max(0, match.start() - 33) : match.start()][::-1])
        if left:
            yield Candidate(match.start() - len(left[0]), match.end(), "URL_OR_HANDLE", _SHAPED)


def _named_accounts(words: Words) -> Iterator[Candidate]:
    for start, end in words.followed(HANDLE, _HANDLE_TAIL):
        written = words.text[start:end].rstrip(".-")
        odd = "-" in written and not all(is_common_word(part) for part in folded_words(written))
        if (odd or any(c in "._#" or c.isdecimal() for c in written)) and not written.isdecimal():
            yield Candidate(start, start + len(written), "URL_OR_HANDLE", _LOOSE)
