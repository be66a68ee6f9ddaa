"""The shapes of searching services and importing a directory."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from referrals.actions.imports import allowed_address
from referrals.gazetteer import locate, suggest
from referrals.queries import ServiceFilters
from referrals.rules import Access
from referrals.wording import ACCESS_WORDS, LANGUAGE_WORDS

ANY = [("", "Maakt niet uit")]


class SearchForm(forms.Form):
    """A need in everyday words, and what a service must answer to."""

    q = forms.CharField(label="Wat is er nodig?", required=False, max_length=400)
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
