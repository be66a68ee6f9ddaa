"""The fields that the forms of the knowledge bank share, and what each says when it is left empty."""

from typing import Any

from django import forms

MOST_LINES, LONGEST_LINE = 40, 400


class LinesField(forms.CharField):
    """A list, typed with one item on each line."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 4}), **kwargs)

    def clean(self, value: Any) -> tuple[str, ...]:
        lines = tuple(" ".join(line.split()).removeprefix("- ") for line in str(super().clean(value)).splitlines())
        found = tuple(line for line in lines if line)
        if len(found) > MOST_LINES:
            raise forms.ValidationError(f"Dit zijn {len(found)} lijnen. Hou er hoogstens {MOST_LINES} over.")
        for line in found:
            if len(line) > LONGEST_LINE:
                raise forms.ValidationError(f"Deze lijn is te lang: ‘{line[:60]}…’. Maak er twee van.")
        return found


class DayField(forms.DateField):
    """A day, with the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, error_messages={"invalid": "Vul een datum in zoals 31-12-2026."}, **kwargs)


def needed(sentence: str) -> dict[str, str]:
    """The messages of a field that may not be left empty."""
    return {"required": sentence}
