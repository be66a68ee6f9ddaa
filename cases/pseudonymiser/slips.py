"""Slips of the keyboard: one letter too many, too few, other, or two that changed places."""


def deletions(word: str) -> set[str]:
    """Return the word with each one letter left out, and itself: the neighbours of a typing error."""
    return {word, *[word[:i] + word[i + 1 :] for i in range(len(word))]}


def is_one_slip(typed: str, meant: str) -> bool:
    """Whether one letter added, left out, replaced, or two neighbours swapped, makes `typed` of `meant`."""
    if typed == meant or abs(len(typed) - len(meant)) > 1:
        return typed == meant
    start = next((i for i, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), min(len(typed), len(meant)))
    rest, other = typed[start:], meant[start:]
    if len(rest) == len(other):
        swapped = rest[1:2] + rest[:1] == other[:2] and rest[2:] == other[2:]
        return rest[1:] == other[1:] or swapped
    return rest[1:] == other if len(rest) > len(other) else rest == other[1:]
