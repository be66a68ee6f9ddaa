"""The shipped word lists, loaded once on first use."""


def is_common_word(word: str) -> bool:
    """Whether a folded word is an ordinary Dutch word."""
    return False


def is_known_word(word: str) -> bool:
    """Whether a folded word is in any list."""
    return is_common_word(word)
