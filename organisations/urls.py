"""Addresses of people, teams and policy, and of everybody's own account."""

from allauth.account.urls import urlpatterns as accounts
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from organisations.views import invitations, members
from organisations.views.accounts import closed

CLOSED = {
    "account_email",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_confirm_login_code",
}
"""Pages of allauth that make no sense here: an invitation reached the one address, and nobody logs in by mail."""


def _open_or_closed(route: URLPattern) -> URLPattern:
    return URLPattern(route.pattern, closed, name=route.name) if route.name in CLOSED else route


urlpatterns = [
    path("beheer/", members.members, name="members"),
    path("beheer/leden/<uuid:member_id>/", members.member, name="member"),
    path("beheer/leden/<uuid:member_id>/stoppen/", members.member_stop, name="member_stop"),
    path("beheer/leden/<uuid:member_id>/hervatten/", members.member_resume, name="member_resume"),
    path("beheer/teams/", members.teams, name="teams"),
    path("beheer/beleid/", members.policy, name="policy"),
    path("beheer/uitnodigingen/", invitations.invitations, name="invitations"),
    path(
        "beheer/uitnodigingen/<uuid:invitation_id>/intrekken/",
        invitations.invitation_withdraw,
        name="invitation_withdraw",
    ),
]

invitation_urls = [
    path("<slug:slug>/<str:token>/", invitations.invitation, name="invitation"),
]

account_urls: list[URLPattern | URLResolver] = [
    path("", RedirectView.as_view(pattern_name="mfa_index"), name="account"),
    *map(_open_or_closed, accounts),
    path("2fa/", include("allauth.mfa.urls")),
]
