"""What every tenant table shares: the organisation, a scoped manager, references that carry the organisation."""

import uuid
from collections.abc import Collection
from typing import Any, ClassVar, Self, TypeVar

from django.db import models

from organisations.scope import SHARED, current_organisation_id

Row = TypeVar("Row", bound="TenantModel")


class Unaudited(RuntimeError):
    """A bulk write was tried that the audit trail would not see."""


class TenantQuerySet(models.QuerySet[Row]):
    """Refuses bulk writes on audited models, since signals (and so the trail) do not see them."""

    def update(self, **values: Any) -> int:
        self._refuse(values)
        return super().update(**values)

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list[Row]:
        self._refuse(None)
        return super().bulk_create(objs, *args, **kwargs)

    def bulk_update(self, objs: Any, fields: Any, *args: Any, **kwargs: Any) -> int:
        self._refuse(fields)
        return super().bulk_update(objs, fields, *args, **kwargs)

    def _refuse(self, fields: Collection[str] | None) -> None:
        if self.model.audited and (fields is None or set(fields) - self.model.machine_fields):
            raise Unaudited(f"{self.model.__name__} wordt rij per rij bewaard, zodat het spoor elke wijziging ziet.")


class TenantManager(models.Manager[Row]):
    """Rows of the organisation in scope (and shared ones, where the model says so); raises NoScope outside one."""

    def get_queryset(self) -> TenantQuerySet[Row]:
        here = current_organisation_id()
        owners = {here, SHARED} if self.model.shared_reading else {here}
        rows: TenantQuerySet[Row] = TenantQuerySet(self.model, using=self._db)
        return rows.filter(organisation_id__in=owners) if len(owners) > 1 else rows.filter(organisation_id=here)


class TenantForeignKey(models.ForeignKey[Any, Any]):
    """A reference inside one organisation; the migration's Wall adds the composite constraint."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["db_constraint"] = False
        super().__init__(*args, **kwargs)


class TenantModel(models.Model):
    """A row that belongs to exactly one organisation."""

    audited: ClassVar[bool] = True
    machine_fields: ClassVar[frozenset[str]] = frozenset()
    shared_reading: ClassVar[bool] = False

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        default=current_organisation_id,
        editable=False,
    )

    objects = TenantManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def __str__(self) -> str:
        return f"{self._meta.model_name} {self.id}"

    @classmethod
    def tenant_models(cls) -> list[type[Self]]:
        """Every concrete tenant model of the project."""
        from django.apps import apps

        return [model for model in apps.get_models() if issubclass(model, cls)]
