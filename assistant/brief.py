"""The frozen brief of an analysis: all that thinking needs, pseudonymised, so that it holds no scope open."""

from dataclasses import dataclass
from uuid import UUID

from cases.pseudonymiser import SafeText


@dataclass(frozen=True, kw_only=True)
class Brief:
    """One analysis to be thought about."""

    organisation_id: UUID
    text: SafeText
    question: SafeText | None
    perspectives: tuple[str, ...]
    age: int | None
    access_track: str
    municipality: str
    living_situation: str = ""
    sensitive: bool = False
    pronouns: SafeText | None = None
