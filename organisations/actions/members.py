"""Members, teams and policy, as an administrator changes them."""

from collections.abc import Collection

from organisations.models import Membership, Policy, Role, Team, TeamMember


class LastAdministrator(ValueError):
    """The organisation would be left without anyone who can manage it."""


def change_member(member: Membership, *, roles: Collection[Role], teams: Collection[Team]) -> None:
    """Set her roles and teams. Raises LastAdministrator."""
    if Role.ADMINISTRATOR not in roles:
        _keep_an_administrator(member)
    member.roles = sorted(roles)
    member.save()
    for place in TeamMember.objects.filter(membership=member).exclude(team__in=teams):
        place.delete()
    for team in teams:
        TeamMember.objects.get_or_create(team=team, membership=member)


def deactivate_member(member: Membership) -> None:
    """She can no longer enter; what she wrote stays. Raises LastAdministrator."""
    _keep_an_administrator(member)
    member.active = False
    member.save()


def reactivate_member(member: Membership) -> None:
    """She can enter again, as she was."""
    member.active = True
    member.save()


def create_team(*, name: str) -> Team:
    """A new team; the name must be new in the organisation."""
    return Team.objects.create(name=name)


def policy_here() -> Policy:
    """The policy of the organisation in scope, with the defaults when nobody chose yet."""
    return Policy.objects.first() or Policy.objects.create()


def _keep_an_administrator(member: Membership) -> None:
    if not member.has(Role.ADMINISTRATOR):
        return
    others = Membership.objects.filter(active=True, roles__contains=[Role.ADMINISTRATOR]).exclude(id=member.id)
    if not others.exists():
        raise LastAdministrator("Dit is de laatste beheerder. Maak eerst iemand anders beheerder.")
