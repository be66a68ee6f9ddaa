"""Pseudonymised case records. Names live in the vault, and nowhere else."""

from typing import ClassVar

from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cases.fields import SafeTextField
from organisations.models import Membership, OrganisationKey, Team, TenantForeignKey, TenantModel


class LivingSituation(models.TextChoices):
    """Where the young person lives."""

    HOME = "home", _("thuis bij ouder(s)")
    TWO_HOMES = "two_homes", _("afwisselend bij beide ouders")
    FAMILY = "family", _("bij familie of netwerk")
    FOSTER = "foster", _("in een pleeggezin")
    GROUP = "group", _("in een leefgroep")
    ALONE = "alone", _("alleen of begeleid wonen")
    UNKNOWN = "unknown", _("nog niet bekend")


class AccessTrack(models.TextChoices):
    """Along which way the help came."""

    DIRECT = "rtj", _("rechtstreeks toegankelijk (RTJ)")
    GATEWAY = "nrtj", _("via de toegangspoort (NRTJ)")
    CRISIS = "crisis", _("crisisjeugdhulp")
    COURT = "gerechtelijk", _("gerechtelijk")


class Case(TenantModel):
    """A young person's record, under a pseudonym."""

    pseudonym = models.CharField("schuilnaam", max_length=60)
    team = TenantForeignKey(Team, on_delete=models.PROTECT, related_name="cases", verbose_name="team")
    birth_year = models.PositiveSmallIntegerField("geboortejaar")
    living_situation = models.CharField("woonsituatie", max_length=10, choices=LivingSituation.choices)
    access_track = models.CharField("toegang", max_length=12, choices=AccessTrack.choices)
    opened_by = TenantForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    touched_at = models.DateTimeField(auto_now=True)
    closed_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["organisation", "team", "touched_at"])]
        constraints = [models.UniqueConstraint(fields=["organisation", "pseudonym"], name="pseudonym_once")]

    @property
    def age(self) -> int:
        """Her age at the end of this year, in years: more precise is not kept."""
        return localdate().year - self.birth_year


class Assignment(TenantModel):
    """A caregiver who works on a case."""

    case = TenantForeignKey(Case, on_delete=models.CASCADE, related_name="assignments")
    membership = TenantForeignKey(Membership, on_delete=models.PROTECT, related_name="assignments")

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["organisation", "case", "membership"], name="assigned_once")]


class Vault(TenantModel):
    """The key of one case, sealed: its data key is wrapped by the organisation's key. Destroying that row erases."""

    machine_fields: ClassVar[frozenset[str]] = frozenset({"key_id", "wrapped_key", "sealed"})

    case = TenantForeignKey(Case, on_delete=models.CASCADE, related_name="vaults")
    key = TenantForeignKey(OrganisationKey, on_delete=models.PROTECT, related_name="+")
    wrapped_key = models.BinaryField()
    sealed = models.BinaryField()

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["organisation", "case"], name="vault_once")]


class NameIndex(TenantModel):
    """Keyed hashes of the names in a case, so that a real name can be searched without being kept in the clear."""

    audited = False

    case = TenantForeignKey(Case, on_delete=models.CASCADE, related_name="name_indexes")
    digest = models.BinaryField()

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["organisation", "digest", "case"], name="name_indexed_once")]


class Goal(TenantModel):
    """What the young person and her family want to reach."""

    case = TenantForeignKey(Case, on_delete=models.CASCADE, related_name="goals")
    text = SafeTextField()
    reached_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        ordering = ["created_at"]


class NoteKind(models.TextChoices):
    """What a note is about."""

    TALK = "talk", _("gesprek")
    VISIT = "visit", _("huisbezoek")
    PHONE = "phone", _("telefoon of bericht")
    MEETING = "meeting", _("overleg")
    OBSERVATION = "observation", _("observatie")
    OTHER = "other", _("andere")


class Note(TenantModel):
    """One note in the record. Deleting can be undone until the case is erased."""

    case = TenantForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    author = TenantForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("soort", max_length=12, choices=NoteKind.choices, default=NoteKind.TALK)
    happened_on = models.DateField("datum")
    text = SafeTextField()
    created_at = models.DateTimeField(auto_now_add=True)
    edited_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        ordering = ["-happened_on", "-created_at"]
        indexes = [models.Index(fields=["organisation", "case", "happened_on"])]


class ErasureReason(models.TextChoices):
    """Why a case is erased; a choice and no free text, so that no name can stand in it."""

    ASKED = "asked", _("de jongere of het gezin vroeg het (recht op wissing)")
    EXPIRED = "expired", _("de bewaartermijn is voorbij")
    MISTAKE = "mistake", _("de casus werd bij vergissing of dubbel geopend")
    OFFICER = "officer", _("op vraag van de functionaris voor gegevensbescherming")


class Erasure(TenantModel):
    """The proof that a case was erased: who, when, why, how much; nothing of what stood in it. Rows are only added."""

    audited: ClassVar[bool] = False

    case_id = models.UUIDField()
    pseudonym_digest = models.CharField(max_length=64)
    by = TenantForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField("reden", max_length=8, choices=ErasureReason.choices)
    destroyed = models.JSONField()
    key_fingerprint = models.CharField(max_length=64)
    erased_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        ordering = ["-erased_at", "id"]
        constraints = [models.UniqueConstraint(fields=["organisation", "case_id"], name="erased_once")]


class TextReading(TenantModel):
    """Which version of the pseudonymiser last read one stored text, so that a next reading takes only what is older."""

    audited = False

    case = TenantForeignKey(Case, on_delete=models.CASCADE, related_name="readings")
    text = models.CharField(max_length=60)
    row_id = models.UUIDField()
    version = models.CharField(max_length=40)
    stamp = models.BinaryField()
    read_at = models.DateTimeField(auto_now=True)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["organisation", "case"])]
        constraints = [models.UniqueConstraint(fields=["organisation", "text", "row_id"], name="text_read_once")]


class FindingState(models.TextChoices):
    """What a caregiver did with a finding."""

    OPEN = "open", _("open")
    REPLACED = "replaced", _("vervangen")
    DISMISSED = "dismissed", _("geen naam")


class Finding(TenantModel):
    """Where a later reading saw a name: code points of the text as typed. The words stand in that text alone."""

    audited = False

    case = TenantForeignKey(Case, on_delete=models.CASCADE, related_name="findings")
    reading = TenantForeignKey(TextReading, on_delete=models.CASCADE, related_name="findings")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    label = models.CharField(max_length=16)
    state = models.CharField(max_length=9, choices=FindingState.choices, default=FindingState.OPEN)
    decided_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        ordering = ["start"]
        indexes = [models.Index(fields=["organisation", "case", "state"])]


class SharedWord(TenantModel):
    """A word that is no name in any case of this organisation: its keyed hash, and the case where that was said.

    The word itself stays in the vault of that case, so that only who may open the case reads it, and erasing the case
    takes it along.
    """

    machine_fields: ClassVar[frozenset[str]] = frozenset({"digest"})

    case = TenantForeignKey(Case, on_delete=models.CASCADE, related_name="shared_words")
    digest = models.BinaryField()
    said_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        ordering = ["said_at"]
        constraints = [models.UniqueConstraint(fields=["organisation", "digest"], name="word_shared_once")]
