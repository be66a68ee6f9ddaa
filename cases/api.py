"""Cases for other programs of the organisation: pseudonymised, through the same door."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from cases.models import Case, Note
from cases.permissions import case_for, cases_open_to
from cases.queries import timeline_of

MOST = 200


class CaseSerializer(serializers.ModelSerializer[Case]):
    """A case in a list: no names, no text."""

    class Meta:
        model = Case
        fields = ("id", "pseudonym", "birth_year", "living_situation", "access_track", "opened_at", "closed_at")


class NoteSerializer(serializers.ModelSerializer[Note]):
    """A note, pseudonymised."""

    text = serializers.SerializerMethodField()

    class Meta:
        model = Note
        fields = ("id", "kind", "happened_on", "text")

    def get_text(self, note: Note) -> str:
        return note.text.for_model()


class CaseDetailSerializer(CaseSerializer):
    """A case with its notes."""

    notes = serializers.SerializerMethodField()

    class Meta(CaseSerializer.Meta):
        fields = (*CaseSerializer.Meta.fields, "notes")  # type: ignore[assignment]

    def get_notes(self, case: Case) -> list[dict[str, Any]]:
        return list(NoteSerializer(timeline_of(case)[:MOST], many=True).data)


class CasesApi(APIView):
    """The cases the member may see."""

    @extend_schema(responses=CaseSerializer(many=True))
    def get(self, request: Request) -> Response:
        found = cases_open_to(request._request.membership).order_by("-touched_at", "id")  # type: ignore[attr-defined]
        return Response(CaseSerializer(found[:MOST], many=True).data)


class CaseApi(APIView):
    """One case; reading it is recorded like any other reading."""

    @extend_schema(responses=CaseDetailSerializer)
    def get(self, request: Request, case_id: UUID) -> Response:
        found = case_for(request._request.membership, case_id, to="read")  # type: ignore[attr-defined]
        return Response(CaseDetailSerializer(found).data)
