"""Addresses of people, teams and policy."""

from django.urls import path

from organisations.views import invitations, members

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
