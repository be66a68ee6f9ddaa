"""The life domains a first analysis should have looked at, and how a note shows that it did."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Domain:
    """A domain, the word beginnings that show it was touched, and what to ask when it was not."""

    name: str
    shown_by: re.Pattern[str]
    question: str


def _domain(name: str, beginnings: str, question: str) -> Domain:
    words = "|".join(re.escape(word) for word in beginnings.split())
    return Domain(name, re.compile(rf"\b(?:{words})", re.IGNORECASE), question)


WISH = "wat de jongere zelf wil"
"""The domain that comes first whenever a note passes it by."""
DOMAINS = (
    _domain(
        WISH, "droomt hoopt wenst verlangt liefst graag zelfgekozen",
        "Wat wil de jongere zelf, en wat is voor de jongere het eerste dat beter moet?",
    ),
    _domain(
        "slaap, eten en gezondheid", "slaap slapen slaapt eet eten eetlust maaltijd huisarts arts medicatie ziek pijn",
        "Hoe is het met slapen, eten en de lichamelijke gezondheid?",
    ),
    _domain(
        "stemming", "somber verdriet angst bang boos stemming huilt huilen paniek zelfmoord suïcid gevoel gelukkig",
        "Hoe voelt de jongere zich de laatste weken, en zijn er gedachten aan de dood of aan zichzelf pijn doen?",
    ),
    _domain(
        "school en dagbesteding", "school klas leerkracht leerling CLB werkt stage opleiding leren lessen punten",
        "Hoe loopt het op school of overdag, en wie is daar het aanspreekpunt?",
    ),
    _domain(
        "vrienden en vrije tijd", "vriend hobby sport club jeugdbeweging voetbal vrije tekent muziek gamen speelt",
        "Waar beleeft de jongere plezier aan, en met wie?",
    ),
    _domain(
        "steunfiguren", "tante oom grootouder oma opa buurvrouw meter peter mentor vertrouwenspersoon netwerk nonkel",
        "Bij wie kan de jongere terecht als het moeilijk gaat, buiten de hulpverlening?",
    ),
    _domain(
        "veiligheid thuis", "veilig geweld slaat slaan klap dreig mishandel ruzie roept schreeuwt schaar mes bang",
        "Wie voelt zich thuis soms niet veilig, en wat gebeurt er dan precies?",
    ),
    _domain(
        "wonen en geld", "huur woning geld schuld inkomen factuur OCMW werkloos budget leefloon appartement huis",
        "Zijn er zorgen over wonen, geld of werk die het gezin onder druk zetten?",
    ),
    _domain(
        "taal en cultuur", "taal tolk nederlands cultuur geloof religie moskee kerk traditie migratie gevlucht",
        "In welke taal praat het gezin het vlotst, en welke gewoonten of overtuigingen tellen mee?",
    ),
    _domain(
        "eerdere hulp", "eerder vroeger begeleiding therapie psycholoog opname dienst consulent traject hulpverlen",
        "Welke hulp was er al, en wat hielp daarvan wel of niet?",
    ),
)  # fmt: skip


def untouched(text: str) -> list[Domain]:
    """The domains of which the text shows no sign, in the order of the list."""
    return [domain for domain in DOMAINS if not domain.shown_by.search(text)]
