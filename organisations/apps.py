"""Starts the organisations app: the trail follows every tenant model, grants follow every migration."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class OrganisationsConfig(AppConfig):
    """Tenancy, people and the trail."""

    name = "organisations"
    verbose_name = "Organisaties"

    def ready(self) -> None:
        from organisations import checks  # noqa: F401
        from organisations.models import TenantModel
        from organisations.trail import follow

        for model in TenantModel.tenant_models():
            if model.audited:
                follow(model)
        post_migrate.connect(_grant, sender=self)


def _grant(**_: Any) -> None:
    from organisations.grants import grant_to_app_role

    grant_to_app_role()
