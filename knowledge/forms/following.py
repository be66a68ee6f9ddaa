"""The shape of what a member follows."""

from typing import Any

from django import forms

from knowledge.models import Digest, Reader
from knowledge.queries.news import topic_choices


class FollowForm(forms.Form):
    """What a member wants to hear of; kinds and perspectives apart, because some bear the same name."""

    types = forms.MultipleChoiceField(
        label="Soorten bronnen", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Kies je niets, ook geen invalshoek, dan zie je alles.",
    )  # fmt: skip
    perspectives = forms.MultipleChoiceField(
        label="Invalshoeken", required=False, widget=forms.CheckboxSelectMultiple
    )  # fmt: skip
    digest = forms.ChoiceField(label="Overzicht per mail", choices=Digest.choices, widget=forms.RadioSelect)
    recall_mail = forms.BooleanField(
        label="Mail me als een bron wordt ingetrokken die in mijn analyses of antwoorden staat", required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, kind in (("types", "type:"), ("perspectives", "perspective:")):
            choices = [choice for choice in topic_choices() if choice[0].startswith(kind)]
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    @classmethod
    def of(cls, reader: Reader) -> "FollowForm":
        """The form as this reader left it."""
        return cls(
            initial={
                "types": reader.topics, "perspectives": reader.topics, "digest": reader.digest,
                "recall_mail": reader.recall_mail,
            }
        )  # fmt: skip

    def followed(self) -> dict[str, Any]:
        """What the action takes: the topics together, the mails as they were chosen."""
        chosen = self.cleaned_data
        return {
            "topics": [*chosen["types"], *chosen["perspectives"]],
            "digest": chosen["digest"], "recall_mail": chosen["recall_mail"],
        }  # fmt: skip
