"""The shapes of asking for an analysis and deciding about a claim."""

from typing import Any

from django import forms

from cases.forms import LONGEST_NOTE, TOO_LONG
from knowledge.models import Perspective

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
