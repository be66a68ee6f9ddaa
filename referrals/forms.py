"""The shapes of searching services and importing a directory."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from referrals.actions.imports import allowed_address
from referrals.gazetteer import locate, suggest
from referrals.models import WaitSource
from referrals.queries import ServiceFilters
from referrals.rules import WAIT_EXPIRES_DAYS, Access
from referrals.wording import ACCESS_WORDS, LANGUAGE_WORDS

ANY = [("", "Maakt niet uit")]


class SearchForm(forms.Form):
    """A need in everyday words, and what a service must answer to."""

    q = forms.CharField(
        label="Wat is er nodig?", required=False, max_length=400,
        error_messages={"max_length": "Zeg het in hoogstens 400 tekens. Er is nog niet gezocht.",
                        "null_characters_not_allowed": "In je vraag staat een teken dat niet te lezen is. "
                                                       "Typ ze opnieuw."},
    )  # fmt: skip
    leeftijd = forms.IntegerField(
        label="Leeftijd", required=False, min_value=0, max_value=99,
        error_messages={"invalid": "Schrijf de leeftijd als getal.", "min_value": "Schrijf een leeftijd vanaf 0.",
                        "max_value": "Schrijf een leeftijd tot 99."},
    )  # fmt: skip
    gemeente = forms.CharField(label="Gemeente of postcode", required=False, max_length=80)
    km = forms.TypedChoiceField(
        label="Hoe ver", required=False, coerce=int, empty_value=None,
        choices=[*ANY, (5, "5 km"), (10, "10 km"), (20, "20 km"), (30, "30 km"), (50, "50 km")],
    )  # fmt: skip
    toegang = forms.ChoiceField(
        label="Toegang", required=False, choices=[*ANY, *((str(one), ACCESS_WORDS[one]) for one in Access)]
    )
    taal = forms.ChoiceField(label="Taal", required=False, choices=[*ANY, *LANGUAGE_WORDS.items()])
    wachten = forms.TypedChoiceField(
        label="Wachttijd", required=False, coerce=int, empty_value=None,
        choices=[*ANY, *((weeks, f"hoogstens {weeks} weken") for weeks in (2, 4, 8, 26))],
    )  # fmt: skip
    gratis = forms.BooleanField(label="Gratis", required=False)
    rubriek = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def clean_gemeente(self) -> str:
        typed = str(self.cleaned_data["gemeente"]).strip()
        if typed and locate(typed) is None:
            near = suggest(typed)
            hint = f" Bedoel je {' of '.join(near)}?" if near else " Schrijf de naam of de postcode."
            raise ValidationError(f"We kennen {typed} niet.{hint}")
        return typed

    def active(self) -> int:
        """How many filters beside the need itself ask something."""
        names = [name for name in self.fields if name not in {"q", "rubriek"}]
        return sum(bool(self[name].value()) for name in names)

    def has_filter_errors(self) -> bool:
        """Whether a filter, and not the need itself, could not be read."""
        return bool(set(self.errors) - {"q"})

    def filters(self) -> ServiceFilters:
        """What to search with; fields that were refused filter nothing."""
        held = self.cleaned_data
        return ServiceFilters(
            age=held.get("leeftijd"),
            municipality=held.get("gemeente") or None,
            max_km=held.get("km") or None,
            access=held.get("toegang") or None,
            language=held.get("taal") or None,
            free=bool(held.get("gratis")),
            max_wait_weeks=held.get("wachten"),
            rubric=held.get("rubriek") or None,
        )


class WaitForm(forms.Form):
    """What somebody knows of waiting: weeks, free places, or both; who knew it, and on which day."""

    weeks = forms.IntegerField(
        label="Wachttijd in weken", required=False, min_value=0, max_value=260, help_text="0 als er geen wachttijd is.",
        error_messages={"invalid": "Schrijf het aantal weken als getal.", "min_value": "Schrijf een getal vanaf 0.",
                        "max_value": "Schrijf hoogstens 260 weken."},
    )  # fmt: skip
    places = forms.IntegerField(
        label="Vrije plaatsen", required=False, min_value=0, max_value=99,
        error_messages={"invalid": "Schrijf het aantal plaatsen als getal.", "min_value": "Schrijf een getal vanaf 0.",
                        "max_value": "Schrijf hoogstens 99 plaatsen."},
    )  # fmt: skip
    source = forms.ChoiceField(label="Wie zei het?", choices=WaitSource.choices)
    reported_on = forms.DateField(
        label="Op welke dag", initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Schrijf een dag, zoals 2026-11-20.", "required": "Kies een dag."},
    )  # fmt: skip

    def clean_reported_on(self) -> date:
        day: date = self.cleaned_data["reported_on"]
        today = timezone.localdate()
        if day > today:
            raise ValidationError("Deze dag moet nog komen.")
        if day < today - timedelta(days=WAIT_EXPIRES_DAYS):
            raise ValidationError(f"Dat is langer dan {WAIT_EXPIRES_DAYS} dagen geleden: te oud om nog iets te zeggen.")
        return day

    def clean(self) -> dict[str, Any]:
        held: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and held.get("weeks") is None and held.get("places") is None:
            raise ValidationError("Vul de wachttijd of de vrije plaatsen in.")
        return held


class ImportForm(forms.Form):
    """A file, or an address with a rubric."""

    file = forms.FileField(
        label="Bestand (JSON)",
        required=False,
        error_messages={"empty": "Dit bestand is leeg. Er is niets gewijzigd."},
    )
    url = forms.URLField(
        label="Of een adres", required=False, assume_scheme="https",
        help_text="Bijvoorbeeld https://www.desocialekaart.be/api",
        error_messages={"invalid": "Dit is geen volledig adres."},
    )  # fmt: skip
    rubric = forms.CharField(label="Rubriek", required=False, max_length=200, help_text="Alleen nodig bij een adres.")
    idempotency_key = forms.UUIDField(widget=forms.HiddenInput)

    def clean_url(self) -> str:
        url = str(self.cleaned_data["url"])
        if url and not allowed_address(url):
            raise ValidationError(
                f"Alleen deze bronnen mogen: {', '.join(settings.SERVICE_HOSTS)}. Er is niets opgehaald."
            )
        return url

    def clean(self) -> dict[str, Any]:
        held: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not held.get("file") and not held.get("url"):
            raise ValidationError("Kies een bestand of vul een adres in.")
        if held.get("url") and not held.get("rubric"):
            self.add_error("rubric", "Vul ook de rubriek in.")
        return held
