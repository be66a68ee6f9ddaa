"""Starts the referrals app."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    """Sociale Kaart."""

    name = "referrals"
    verbose_name = "Sociale Kaart"

    def ready(self) -> None:
        from cases.texts import read_again
        from referrals.models import Referral

        read_again(Referral, "reason", word="reden van een verwijzing", moment="created_at")
