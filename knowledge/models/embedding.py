"""Which embedding model searches, and the vectors of the next one while they are made beside."""

from typing import ClassVar

from django.db import models
from pgvector.django import HalfVectorField

from knowledge.models.index import DIMENSIONS
from organisations.models import TenantModel


class ModelInForce(models.Model):
    """The one row that says whose vectors the passages of every organisation hold; nothing of an organisation in it."""

    ONLY: ClassVar[int] = 1

    id = models.SmallIntegerField(primary_key=True, default=ONLY, editable=False)
    name = models.CharField(max_length=80)
    url = models.CharField(max_length=400, blank=True)
    since = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="knowledge_one_model_in_force")]

    def __str__(self) -> str:
        return self.name


class PreparedVector(TenantModel):
    """The vector that another model gave a text, waiting for the switch; the text is known by its hash."""

    audited: ClassVar[bool] = False

    content_hash = models.CharField(max_length=32)
    model = models.CharField(max_length=80)
    embedding = HalfVectorField(dimensions=DIMENSIONS)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "model", "content_hash"], name="knowledge_prepared_once")
        ]
