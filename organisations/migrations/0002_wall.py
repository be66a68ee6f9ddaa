"""Puts every table of the app behind the wall, and makes the platform editors' organisation."""

from django.db import migrations

from organisations.scope import SHARED
from organisations.wall import Wall

OWN_ROWS = """
create policy own on organisations_membership for select
 using (user_id = nullif((select current_setting('ai4care.user', true)), '')::uuid)
"""


class Migration(migrations.Migration):
    """A person sees her own memberships before she is in any organisation; all else needs a scope."""

    dependencies = [("organisations", "0001_initial")]

    operations = [
        Wall("Policy", "OrganisationKey", "Team", "Membership", "TeamMember", "Invitation", "TrailEntry"),
        migrations.RunSQL(OWN_ROWS, "drop policy own on organisations_membership"),
        migrations.RunSQL(
            f"insert into organisations_organisation (id, slug, name, created_at) "
            f"values ('{SHARED}', 'redactie', 'AI4Care redactie', now())",
            f"delete from organisations_organisation where id = '{SHARED}'",
        ),
    ]
