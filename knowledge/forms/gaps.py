"""The shape of deciding about a question that no source answers."""

from collections.abc import Mapping
from typing import Any

from django import forms


class GapForm(forms.Form):
    """What an editor does with a question without an answer."""

    slug = forms.ChoiceField(label="Deze bron beantwoordt de vraag", required=False)
    reason = forms.CharField(
        label="Of: waarom er geen bron komt",
        help_text="Wie de vraag stelde, leest je antwoord.",
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, titles: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].choices = [("", "Kies een bron"), *titles.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if bool(data.get("slug")) == bool(data.get("reason")):
            raise forms.ValidationError("Kies de bron die de vraag beantwoordt, of schrijf waarom er geen komt.")
        return data
