"""The models of the organisations app, one module per noun."""

from organisations.models.base import TenantForeignKey, TenantManager, TenantModel, TenantQuerySet
from organisations.models.invitation import Invitation
from organisations.models.membership import Membership, Role, Team, TeamMember
from organisations.models.organisation import AgeChoice, DateChoice, Organisation, OrganisationKey, Policy, Reach
from organisations.models.run import Run, RunState
from organisations.models.trail import TrailEntry
from organisations.models.user import User

__all__ = [
    "AgeChoice",
    "DateChoice",
    "Invitation",
    "Membership",
    "Organisation",
    "OrganisationKey",
    "Policy",
    "Reach",
    "Role",
    "Run",
    "RunState",
    "Team",
    "TeamMember",
    "TenantForeignKey",
    "TenantManager",
    "TenantModel",
    "TenantQuerySet",
    "TrailEntry",
    "User",
]
