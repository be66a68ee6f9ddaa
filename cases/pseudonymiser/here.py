"""One word in its surroundings, for the layers that weigh context."""

from cases.pseudonymiser.words import Words


class Here:
    """A word with what stands before and after it ("" at a border of the sentence or of the text)."""

    __slots__ = ("after", "at", "before", "capital", "flag", "gap", "gap_after", "opens", "shouted", "word", "words")

    def __init__(self, words: Words, at: int) -> None:
        self.words, self.at = words, at
        self.word, self.flag = words.folded[at], words.flags[at]
        self.capital, self.shouted, self.opens = words.capital[at], words.shouted[at], words.opens[at]
        self.gap = words.gaps[at - 1] if at else ""
        self.gap_after = words.gaps[at]
        self.before = words.folded[at - 1] if at and self.gap == " " else ""
        self.after = words.folded[at + 1] if at + 1 < len(words) and self.gap_after == " " else ""

    def next(self) -> "Here | None":
        """Return the word after this one, or None at the end of the text."""
        return Here(self.words, self.at + 1) if self.at + 1 < len(self.words) else None

    def is_initial(self) -> bool:
        """Whether this is one capital letter."""
        return self.capital and len(self.word) == 1
