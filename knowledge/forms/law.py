"""The shapes of asking for law, importing it, and naming old numbers."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from knowledge.intake.fetching import FetchProblem, check_address


class LawSearchForm(forms.Form):
    """A question, and the day on which the law has to hold."""

    q = forms.CharField(label="Vraag, of nummer van een artikel", required=False, max_length=600)
    op = forms.DateField(
        label="Op het moment van de feiten", required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Laat leeg voor vandaag.", error_messages={"invalid": "Dit is geen datum."},
    )  # fmt: skip

    def clean_op(self) -> Any:
        day = self.cleaned_data["op"]
        if day is not None and day > timezone.localdate():
            raise ValidationError("Deze dag moet nog komen. Kies vandaag of een dag die voorbij is.")
        return day


class LawImportForm(forms.Form):
    """A file, or an address at the Vlaamse Codex."""

    file = forms.FileField(
        label="Bestand (JSON)", required=False,
        help_text="Het ‘VolledigDocument’ van één decreet of besluit.",
        error_messages={"empty": "Dit bestand is leeg. Er is niets gewijzigd."},
    )  # fmt: skip
    url = forms.URLField(
        label="Of een adres", required=False, assume_scheme="https", max_length=400,
        help_text="Zoals https://codex.opendata.api.vlaanderen.be/api/v2/WetgevingDocument/1013455/VolledigDocument",
        error_messages={"invalid": "Dit is geen volledig adres."},
    )  # fmt: skip
    idempotency_key = forms.UUIDField(widget=forms.HiddenInput)

    def clean_url(self) -> str:
        url = str(self.cleaned_data["url"])
        try:
            if url:
                check_address(url, hosts=settings.LAW_HOSTS)
        except FetchProblem as problem:
            raise ValidationError(str(problem)) from problem
        return url

    def clean(self) -> dict[str, Any]:
        held: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not held.get("file") and not held.get("url"):
            raise ValidationError("Kies een bestand of vul een adres in.")
        return held


class AliasForm(forms.Form):
    """An old number, and the article that took its place."""

    name = forms.CharField(label="Oud nummer of oude naam", max_length=80, help_text="Bijvoorbeeld: art. 458 Sw.")
    slug = forms.SlugField(
        label="Artikel", max_length=80,
        help_text="Het laatste deel van het adres van het artikel, zoals codex-1013455-art-7.",
        error_messages={"invalid": "Dit is geen deel van een adres."},
    )  # fmt: skip
    note = forms.CharField(label="Toelichting", max_length=200, required=False)
