"""Words that are no name in any case of the organisation: known again by a keyed hash, readable in no list."""

from collections.abc import Collection, Iterable
from uuid import UUID

from cases.models import Case, SharedWord
from cases.pseudonymiser import Key
from cases.rules import may_be_shared, same_word, searchable_names
from organisations.keys import blind_index, index_keys

_KIND = "no-name:"  # so that the hash of a word never equals that of a name in NameIndex


def share_words(case: Case, words: Iterable[str], *, key: Key) -> int:
    """Remember these words for all cases of the organisation; returns how many.

    Left out are numbers, and who was named in the case: calling her no name here would show her elsewhere.
    """
    given = searchable_names([form for entry in key.entries if entry.given for form in (entry.name, *entry.forms)])
    wanted = [word for word in words if may_be_shared(word) and same_word(word) not in given]
    if not wanted:
        return 0
    newest = index_keys()[0]
    for word in wanted:
        SharedWord.objects.get_or_create(digest=_digest(word, key=newest), defaults={"case": case})
    return len(wanted)


def unshare_word(case: Case, word: str) -> None:
    """Take back what was said in this case; what another case said stays."""
    for held in SharedWord.objects.filter(case=case, digest__in=list(_digests([word]))):
        held.delete()


def shared_among(words: Collection[str], *, key: Key) -> tuple[str, ...]:
    """Which of these words are no name in the organisation; a name that this case knows already stays a name.

    Costs one query when nothing was ever shared, and one more with a hash for each word otherwise.
    """
    if not words or not SharedWord.objects.exists():
        return ()
    names = searchable_names(key.names())
    digests = _digests([word for word in words if may_be_shared(word) and same_word(word) not in names])
    held = SharedWord.objects.filter(digest__in=list(digests)).values_list("digest", flat=True)
    return tuple(dict.fromkeys(digests[bytes(digest)] for digest in held))


def shared_here(case: Case, words: Collection[str]) -> dict[str, SharedWord]:
    """Those of a case's own words that it shared, with their rows."""
    digests = _digests(words)
    rows = SharedWord.objects.filter(case=case, digest__in=list(digests))
    return {digests[bytes(row.digest)]: row for row in rows}


def hash_anew(case_id: UUID, words: Iterable[str], *, was: bytes, now: bytes) -> None:
    """Keep what this case shared known under another key for the index; its words stand in its vault."""
    held = {bytes(row.digest): row for row in SharedWord.objects.filter(case_id=case_id)}
    for word in words if held else ():
        row, digest = held.pop(_digest(word, key=was), None), _digest(word, key=now)
        if row is None:
            continue
        if SharedWord.objects.filter(digest=digest).exists():  # meanwhile another case said the same
            row.delete()
        else:
            SharedWord.objects.filter(id=row.id).update(digest=digest)


def _digests(words: Iterable[str]) -> dict[bytes, str]:
    """Each word by its hash, and by two while the key of the index is being renewed."""
    keys = index_keys()
    return {_digest(word, key=key): word for word in words for key in keys}


def _digest(word: str, *, key: bytes) -> bytes:
    return blind_index(_KIND + same_word(word), key=key)
