"""One Dutch sentence for each event in the trail."""

from collections.abc import Mapping
from typing import Any

from organisations.models import Role

EVENTS = {
    "analysis.read": "las een analyse",
    "case.erased": "wiste een casus voorgoed",
    "case.read": "opende een casus",
    "erasure.exported": "voerde de bewijzen van wissing uit",
    "erasure.read": "las de bewijzen van wissing",
    "case.reread": "las de teksten van een casus na met de pseudonimiseerder",
    "feedback.read": "las meldingen over beweringen",
    "invitation.accepted": "nam een uitnodiging aan",
    "keys.renewed": "vernieuwde de sleutels",
    "names.shown": "liet de namen in een casus tonen",
    "text.decision_undone": "nam een beslissing over een mogelijke naam terug",
    "text.dismissed": "noemde iets in een tekst geen naam",
    "text.replaced": "verving een naam in een bewaarde tekst",
    "trail.exported": "voerde het logboek uit",
    "trail.read": "las het logboek",
    "vault.changed": "paste de versleutelde sleutel van een casus aan",
    "version.renewed": "herlas een bron en verlengde ze",
    "version.sent_back": "stuurde een bron terug naar wie ze schreef",
    "version.submitted": "legde een bron voor aan een validator",
    "version.validated": "valideerde een bron",
    "version.withdrawn": "trok een bron in",
    "wait.reported": "meldde een wachttijd van een dienst",
    "wait.withdrawn": "trok een melding van een wachttijd in",
    "words.shown": "las welke woorden uit een casus geen naam zijn in de organisatie",
}
CHANGES = {"created": "maakte {} aan", "changed": "wijzigde {}", "deleted": "verwijderde {}"}
NOUNS = {
    "analysis": "een analyse",
    "assignment": "een toewijzing aan een casus",
    "case": "een casus",
    "casesensitivity": "dat een casus gevoelig is",
    "claimfeedback": "een melding over een bewering",
    "articlealias": "een oud nummer van een wetsartikel",
    "decision": "een beslissing over een voorstel",
    "document": "een document voor de kennisbank",
    "goal": "een doel",
    "indexing": "het vindbaar maken van een versie",
    "invitation": "een uitnodiging",
    "knowledgegap": "een vraag zonder antwoord",
    "lawimport": "een invoer van wetgeving",
    "modelendpoint": "een taalmodel van de organisatie",
    "membership": "een lidmaatschap",
    "note": "een notitie",
    "organisationkey": "de sleutel van de organisatie",
    "policy": "het beleid",
    "reader": "wat iemand volgt in de kennisbank",
    "question": "een vraag aan de kennisbank",
    "referral": "een verwijzing",
    "serviceimport": "een invoer van de Sociale Kaart",
    "sharedword": "een woord dat in de organisatie geen naam is",
    "source": "een bron",
    "team": "een team",
    "teammember": "een plaats in een team",
    "vault": "de versleutelde sleutel van een casus",
    "version": "een versie van een bron",
    "watchedaddress": "een gevolgd adres voor de kennisbank",
}
FACTS = {
    "minutes": "{} minuten",
    "people": "{} mensen",
    "texts": "{} teksten",
    "findings": "{} plaatsen",
    "feedback": "{} meldingen",
    "format": "als {}",
    "vaults": "{} kluizen",
    "erasures": "{} bewijzen",
}


def is_worded(event: str) -> bool:
    """Whether this event has a sentence of its own."""
    noun, _, ending = event.partition(".")
    return event in EVENTS or (noun in NOUNS and ending in CHANGES)


def sentence_of(event: str, *, who: str, facts: Mapping[str, Any] | None = None) -> str:
    """What happened, as a sentence; an event nobody worded yet is named as it is."""
    noun, _, ending = event.partition(".")
    if event in EVENTS:
        done = EVENTS[event]
    elif is_worded(event):
        done = CHANGES[ending].format(NOUNS[noun])
    else:
        done = f"deed iets waarvoor nog geen zin bestaat: {event}"
    return f"{who or 'AI4Care'} {done}{_details(facts or {})}."


def role_in_words(role: str) -> str:
    """Roles as the trail keeps them, in Dutch; what is no role (platform, genodigde) stays as it is."""
    words = {str(known.value): str(known.label) for known in Role}
    return ", ".join(words.get(part, part) for part in role.split(", "))


def _details(facts: Mapping[str, Any]) -> str:
    said = [words.format(_number(facts[name])) for name, words in FACTS.items() if name in facts]
    return f" ({', '.join(said)})" if said else ""


def _number(value: Any) -> Any:
    return len(value) if isinstance(value, list) else value
