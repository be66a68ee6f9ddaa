"""Keeping what somebody typed, or giving it back with why it could not be kept."""

from collections.abc import Callable

from django import forms
from django.db import transaction

from cases.actions import CaseClosed
from cases.pseudonymiser import PseudonymiserError

NOT_NOW = "De pseudonimiseerder antwoordt niet. Er is niets bewaard; je tekst staat hieronder. Probeer het zo opnieuw."


def refused(form: forms.Form, keep: Callable[[], object]) -> int:
    """0 when it was kept, else the status of the page that gives the text back; the form then says why."""
    if not form.is_valid():
        return 422
    try:
        with transaction.atomic():
            keep()
    except PseudonymiserError:
        form.add_error(None, NOT_NOW)
        return 503
    except CaseClosed as closed:
        form.add_error(None, str(closed))
        return 409
    return 0
