"""Pure decisions about the trail: what kind of event something is, and what a spreadsheet may safely be given."""

KINDS = {
    "read": "Inzage",
    "created": "Aangemaakt",
    "changed": "Gewijzigd",
    "deleted": "Verwijderd",
    "other": "Andere handelingen",
}
ENDINGS = {
    "read": ("read", "shown", "exported"),
    "created": ("created",),
    "changed": ("changed",),
    "deleted": ("deleted",),
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def kind_of(event: str) -> str:
    """The kind of a dotted event, one of KINDS: names, exports and reading are all inspection."""
    ending = event.rpartition(".")[2]
    return next((kind for kind, endings in ENDINGS.items() if ending in endings), "other")


def cell(value: object) -> str:
    """The text of one spreadsheet cell; what a spreadsheet would run as a formula becomes plain text.

    The leading apostrophe is the advice of OWASP on CSV injection.
    """
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
