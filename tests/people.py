"""The cast: who does what in every test. Most work at Horizon; Chris, at Kompas, must see nothing of it."""

from dataclasses import dataclass

from organisations.models import Role

PASSWORD = "vier kleine blauwe fietsen"


@dataclass(frozen=True)
class Person:
    """Somebody with an account."""

    name: str
    organisation: str
    roles: tuple[Role, ...]
    team: str = ""

    @property
    def email(self) -> str:
        """Her address."""
        return f"{self.name.lower()}@{self.organisation or 'niemand'}.example"


ANNA = Person("Anna", "horizon", (Role.CAREGIVER,), "Noord")
BRAM = Person("Bram", "horizon", (Role.COACH,), "Noord")
CHRIS = Person("Chris", "kompas", (Role.CAREGIVER, Role.COACH, Role.DPO, Role.EDITOR, Role.ADMINISTRATOR), "Zuid")
DANA = Person("Dana", "horizon", (Role.DPO,))
ELI = Person("Eli", "horizon", (Role.EDITOR,))
FAY = Person("Fay", "horizon", (Role.ADMINISTRATOR,))
HANNE = Person("Hanne", "horizon", (Role.CAREGIVER,), "Oost")
VERA = Person("Vera", "horizon", (Role.VALIDATOR,))
GIL = Person("Gil", "", ())
CAST = (ANNA, BRAM, CHRIS, DANA, ELI, FAY, HANNE, VERA)
"""Hanne is a caregiver at Horizon in another team than the case's; Gil has an account and belongs nowhere."""
