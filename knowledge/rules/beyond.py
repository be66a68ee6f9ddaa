"""Recognises questions that no article can answer, however near its subject lies: one sentence says why."""

import re

from knowledge.rules.words import fold

QUESTION_LIMIT = 2000
_COUNTRIES = (
    r"(?:nederland|holland|rotterdam|amsterdam|utrecht|eindhoven|tilburg|maastricht|frankrijk|parijs|rijsel|"
    r"duitsland|berlijn|keulen|luxemburg|engeland|londen|zwitserland|spanje|italie|amerika|canada|portugal|"
    r"oostenrijk|ierland|polen)"
)
_ADJECTIVES = r"(?:nederlandse?|hollandse?|franse?|duitse?|engelse?|britse?|spaanse?|italiaanse?|amerikaanse?)"
_OFFICIAL = r"(?:wet|wetten|recht|rechtbank|regels?|procedure|dienst|instanties?|jeugdzorg|jeugdhulp|overheid)"
_PERSON = (
    r"(?:de |mijn |onze |een |die |haar |zijn )?(?:jeugd)?(?:rechter|consulent|advocaat|leerkracht|directeur|"
    r"minister|psychiater|ouders?|vader|moeder|collega|begeleider|arts|dokter|meneer|mevrouw)"
)
_PEOPLE = r"(?:jongeren|kinderen|minderjarigen|gezinnen|meldingen|plaatsingen|zelfdodingen|begeleidingen|leerlingen)"
_NOW = r"(?:vandaag|nu|momenteel|op dit moment|deze week|vanavond|morgen)"
_FREE = r"(?:vrije? (?:plaats|plaatsen|plek|plekken|bed|bedden)|plaats vrij|plek vrij|wachtlijst|wachttijd|wachttijden)"
_ORDERS = r"(?:instructies?|regels|opdracht(?:en)?|instructions?|rules|consignes)"
_JUDGE = r"(?:stel|stellen|geef|geven|bevestig|bevestigen|welke|juiste)"
_CHANGE = r"(?:verhogen|verlagen|verdubbelen|starten|opbouwen|afbouwen)"

CUES: dict[str, tuple[str, ...]] = {
    "Een vraag over de werking van het systeem zelf hoort niet in de kennisbank.": (
        rf"\b(?:negeer|vergeet|omzeil|ignore|disregard|oublie|ignorez)\b.{{0,40}}\b{_ORDERS}\b",
        r"\b(?:systeem ?prompt|system prompt|jailbreak|ontwikkelaarsmodus|developer mode)\b",
        r"\b(?:doe alsof je|speel de rol|gedraag je als|je bent (?:vanaf )?nu een|act as|pretend to be)\b",
        r"\b(?:toon|geef|druk|print|show|reveal)\b.{0,30}\b(?:prompt|wachtwoord|wachtwoorden|passwords?|api-?sleutel)\b",
    ),
    "De kennisbank kent het recht en de diensten van Vlaanderen en België, niet die van een ander land.": (
        rf"\b(?:in|naar|volgens|van|voor) (?:zuid-|noord-)?{_COUNTRIES}\b",
        rf"\b{_ADJECTIVES} {_OFFICIAL}\b",
        r"\b(?:in|under) (?:the )?(?:netherlands|dutch law|france|french law|germany|england|uk)\b",
        r"\b(?:en|selon) (?:la |le |les )?(?:loi francaise|allemagne|pays-bas|france)\b",
        r"\b(?:veilig thuis|meldcode|wijkteam|wmo)\b",
    ),
    "Een diagnose stelt een arts of een psycholoog, niet een kennisbank.": (
        rf"\b{_JUDGE} (?:je |jij |mij |me |eens )?(?:de |een |welke )?(?:diagnose|stoornis)\b",
        r"\bdiagnosticeer",
    ),
    "Een dosis bepaalt een arts of apotheker: vraag het daar na.": (
        r"\b(?:hoeveel|how many|combien de) (?:mg|milligram|gram|druppels|pillen|tabletten|ml)\b",
        r"\bwelke dos(?:is|ering)\b",
        rf"\b(?:dosis|dosering)\b.{{0,40}}\b{_CHANGE}\b",
        rf"\b{_CHANGE}\b.{{0,40}}\b(?:dosis|dosering|medicatie|mg)\b",
    ),
    "Wat er vandaag vrij of open is, verandert te snel voor een kennisbank: bel de dienst.": (
        rf"\b{_NOW}\b.{{0,50}}\b{_FREE}\b",
        rf"\b{_FREE}\b.{{0,50}}\b{_NOW}\b",
        r"\bhoeveel (?:dagen|weken|maanden)\b.{0,40}\bwachten\b",
    ),
    "Gegevens van een persoon staan niet in de kennisbank.": (
        rf"\b(?:gsm|gsm-?nummer|telefoonnummer|nummer|e?-?mailadres|(?:thuis|woon)?adres) (?:van|bij) {_PERSON}\b",
        r"\bwie is de (?:dader|melder)\b",
        r"\bstrafblad\b.{0,30}\b(?:van|heeft)\b",
        r"\b(?:staat|stond|staan) er in (?:het|zijn|haar) dossier van\b",
    ),
    "Voorspellen wat een kind of gezin zal doen, doet een kennisbank niet.": (
        r"\b(?:voorspel|voorspellen|predict|prediction|risicoscore|kansberekening)\b",
        r"\bhoe groot is de kans\b",
        r"\bwelke? (?:kind|kinderen|jongeren?|gezin|gezinnen) (?:zal|zullen|gaat|gaan)\b",
    ),
    "Cijfers en statistieken staan niet in de kennisbank.": (
        rf"\bhoeveel {_PEOPLE}\b.{{0,60}}\b(?:vlaanderen|belgie|20\d\d|jaar|jaarlijks|vorig|zijn er|waren er)\b",
        r"\b(?:welk|hoeveel) (?:percentage|procent)\b",
        r"\b(?:statistieken?|cijfers)\b.{0,20}\b(?:over|van|rond)\b",
    ),
}
_COMPILED = {sentence: re.compile("|".join(patterns)) for sentence, patterns in CUES.items()}


def beyond_knowledge(question: str) -> str:
    """Why no article can answer this (one Dutch sentence), or nothing. The nearest sources can still be shown."""
    text = " ".join(fold(question[:QUESTION_LIMIT]).split())
    return next((sentence for sentence, pattern in _COMPILED.items() if pattern.search(text)), "")
