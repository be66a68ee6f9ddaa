"""The shape of what a member follows."""

from typing import Any

from django import forms

from knowledge.models import Digest
from knowledge.queries.news import topic_choices


class FollowForm(forms.Form):
    """What a member wants to hear of."""

    topics = forms.MultipleChoiceField(
        label="Onderwerpen", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Kies je niets, dan zie je alles.",
    )  # fmt: skip
    digest = forms.ChoiceField(label="Overzicht per mail", choices=Digest.choices, widget=forms.RadioSelect)
    recall_mail = forms.BooleanField(
        label="Mail me als een bron wordt ingetrokken die in mijn analyses staat", required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topics"].choices = topic_choices()  # type: ignore[attr-defined]
