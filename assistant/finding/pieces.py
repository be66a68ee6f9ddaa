"""Cuts the text of a case into pieces that can each be one question to the knowledge bank."""

from assistant.rules.note import Note, without_tokens

MOST_PIECES = 10
PIECE_CHARS = 280
SHORTEST = 15


def pieces_of(text: str) -> list[str]:
    """The text in pieces of a few sentences, each short enough to be one question; [MOEDER] reads as moeder."""
    pieces: list[str] = []
    for sentence in Note.of(without_tokens(text)).sentences:
        if pieces and len(pieces[-1]) + len(sentence) < PIECE_CHARS:
            pieces[-1] = f"{pieces[-1]} {sentence}"
        elif len(sentence) > SHORTEST:
            pieces.append(sentence[: 2 * PIECE_CHARS])
    return pieces


def spread(pieces: list[str], *, most: int = MOST_PIECES) -> list[str]:
    """At most so many pieces: the newest half as they are, the older ones at even distances."""
    if len(pieces) <= most:
        return pieces
    recent, older = pieces[-most // 2 :], pieces[: -most // 2]
    step = len(older) / (most - len(recent))
    return [older[int(at * step)] for at in range(most - len(recent))] + recent
