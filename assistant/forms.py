"""The shapes of asking for an analysis and deciding about a claim."""

import datetime
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils import timezone

from assistant.gateway.fence import AddressRefused, check_address
from assistant.models import ModelEndpoint, Place
from cases.forms import LONGEST_NOTE, TOO_LONG
from knowledge.models import Perspective

LONGEST_QUESTION = 2000
TOO_LONG_A_QUESTION = f"Deze vraag is langer dan {LONGEST_QUESTION} tekens. Kort ze in; er is niets verloren."
DEFAULT_PERSPECTIVES = ["systeem", "veiligheid", "kracht", "ontwikkeling"]


class AnalysisForm(forms.Form):
    """What she wants to look at, and what she thinks herself."""

    hypothesis = forms.CharField(
        label="Wat denk je zelf dat er speelt?",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Jouw eerste hypothese staat straks bovenaan, zoals je ze schreef.",
        error_messages={"required": "Schrijf eerst je eigen hypothese op; één zin is genoeg."},
    )
    question = forms.CharField(
        label="Waar wil je over meedenken?",
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bijvoorbeeld wat je wilt bereiken of waar je vastzit. Namen worden vervangen.",
        error_messages={"max_length": TOO_LONG},
    )
    perspectives = forms.MultipleChoiceField(
        label="Invalshoeken",
        choices=Perspective.choices,
        initial=DEFAULT_PERSPECTIVES,
        widget=forms.CheckboxSelectMultiple,
        help_text="Kies er minstens twee, zodat ze elkaar kunnen tegenspreken.",
        error_messages={"required": "Kies minstens twee invalshoeken."},
    )
    idempotency_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, hypothesis_first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hypothesis"].required = hypothesis_first

    def clean_perspectives(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["perspectives"]
        if len(chosen) < 2:
            raise forms.ValidationError("Kies minstens twee invalshoeken.")
        return chosen


class EndpointForm(forms.Form):
    """A language model: where it is, what may go there."""

    name = forms.CharField(label="Naam", max_length=60, error_messages={"required": "Geef het een naam."})
    url = forms.CharField(
        label="Adres",
        max_length=300,
        help_text="Het adres van een OpenAI-compatibele dienst, bijvoorbeeld https://model.voorbeeld.be/v1.",
        error_messages={"required": "Vul het adres in."},
    )
    model = forms.CharField(label="Model", max_length=120, error_messages={"required": "Vul de naam van het model in."})
    api_key = forms.CharField(
        label="Sleutel",
        required=False,
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text="Wordt versleuteld bewaard en nooit meer getoond. Laat leeg om de huidige te houden.",
    )
    place = forms.ChoiceField(label="Waar draait het", choices=Place.choices)
    for_sensitive = forms.BooleanField(
        label="Mag gevoelige casussen lezen",
        required=False,
        help_text="Alleen voor een model op jullie eigen servers.",
    )
    context_tokens = forms.IntegerField(
        label="Ruimte (tokens)",
        initial=16_000,
        min_value=1_000,
        max_value=1_000_000,
        help_text="Hoeveel het samen kan lezen en schrijven. Wat niet past, blijft weg.",
    )

    @staticmethod
    def values_of(endpoint: ModelEndpoint) -> dict[str, Any]:
        """What the form shows of an endpoint: all but its key."""
        names = ("name", "url", "model", "place", "for_sensitive", "context_tokens")
        return {name: getattr(endpoint, name) for name in names}

    def clean_url(self) -> str:
        url = str(self.cleaned_data["url"]).strip().rstrip("/")
        try:
            check_address(url)
        except (AddressRefused, ValueError) as refused:
            said = str(refused) if isinstance(refused, AddressRefused) else "Dit is geen geldig adres."
            raise forms.ValidationError(said) from refused
        return url

    def clean(self) -> dict[str, Any]:
        held = super().clean() or self.cleaned_data
        if held.get("for_sensitive") and held.get("place") != Place.OWN:
            self.add_error("for_sensitive", "Een gevoelige casus blijft in huis: kies een model op eigen servers.")
        return held


class AdaptForm(forms.Form):
    """Her own wording of a proposal."""

    text = forms.CharField(
        label="Zo doe ik het",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Schrijf hoe je het aanpast."},
    )


class RejectForm(forms.Form):
    """Why a proposal does not fit."""

    reason = forms.CharField(
        label="Waarom niet?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Schrijf kort waarom het niet past. Daar leert het team van."},
    )


class QuestionForm(forms.Form):
    """A question to the knowledge bank, and the day it is about.

    Its text bears no `maxlength`: a browser then cuts off what is pasted, without a word.
    """

    text = forms.CharField(
        label="Je vraag",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Namen worden vervangen voor er iets bewaard wordt.",
        error_messages={"required": "Schrijf je vraag; één zin is genoeg."},
        validators=[MaxLengthValidator(LONGEST_QUESTION, TOO_LONG_A_QUESTION)],
    )
    on_date = forms.DateField(
        label="Op welke dag speelde het?",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Voor recht dat gold op het moment van de feiten. Leeg betekent vandaag.",
        error_messages={"invalid": "Dit is geen datum. Schrijf dag, maand en jaar."},
    )
    idempotency_key = forms.UUIDField(widget=forms.HiddenInput)

    def clean_on_date(self) -> datetime.date | None:
        day: datetime.date | None = self.cleaned_data["on_date"]
        if day is not None and day > timezone.localdate():
            raise forms.ValidationError("Deze dag moet nog komen. Kies vandaag of een dag die voorbij is.")
        return day
