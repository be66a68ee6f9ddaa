"""How accounts come to be: by invitation only."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from organisations.models import User


class InvitedOnlyAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up by herself; an invitation makes the account."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def shown_as(user: User) -> str:
    """How the account pages call somebody: by address, since names live in organisations."""
    return user.email
