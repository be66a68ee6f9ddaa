"""One word in its surroundings, for the layers that weigh context."""

from cases.pseudonymiser.words import Words


class Here:
    """A word with what stands before and after it ("" at a border of the sentence or of the text)."""

    __slots__ = ("at", "capital", "flag", "gap_after", "shouted", "word", "words")

    def __init__(self, words: Words, at: int) -> None:
        self.words, self.at = words, at
        self.word, self.flag = words.folded[at], words.flags[at]
        self.capital, self.shouted = words.capital[at], words.shouted[at]
        self.gap_after = words.gaps[at]

    @property
    def gap(self) -> str:
        """What stands between the word before and this one."""
        return self.words.gaps[self.at - 1] if self.at else ""

    @property
    def opens(self) -> bool:
        """Whether a sentence or a line opens at this word."""
        return self.words.opens[self.at]

    @property
    def before(self) -> str:
        """The folded word before this one, a space between."""
        return self.words.folded[self.at - 1] if self.gap == " " else ""

    @property
    def after(self) -> str:
        """The folded word after this one, a space between."""
        return self.words.folded[self.at + 1] if self.gap_after == " " and self.at + 1 < len(self.words) else ""

    def next(self) -> "Here | None":
        """Return the word after this one, or None at the end of the text."""
        return Here(self.words, self.at + 1) if self.at + 1 < len(self.words) else None

    def is_initial(self) -> bool:
        """Whether this is one capital letter."""
        return self.capital and len(self.word) == 1
