"""The knowledge bank for other programs: one question, the ranked sources."""

from dataclasses import asdict
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from knowledge.queries.retrieval import retrieve

LONGEST = 2000


class PassageSerializer(serializers.Serializer[Any]):
    """A citable passage with its source and validity."""

    chunk_id = serializers.UUIDField()
    slug = serializers.CharField()
    title = serializers.CharField()
    type = serializers.CharField()
    version_number = serializers.IntegerField()
    heading = serializers.CharField()
    text = serializers.CharField()
    valid_until = serializers.DateField(allow_null=True)
    validated_by = serializers.CharField()


class AnswerSerializer(serializers.Serializer[Any]):
    """What was found; `answered` is false when no validated source is sure enough."""

    answered = serializers.BooleanField()
    passages = PassageSerializer(many=True)


class KnowledgeApi(APIView):
    """Search the validated sources."""

    @extend_schema(parameters=[OpenApiParameter("q", str)], responses=AnswerSerializer)
    def get(self, request: Request) -> Response:
        found = retrieve(request.query_params.get("q", "")[:LONGEST], k=10)
        answer = {"answered": found.answered, "passages": [asdict(passage) for passage in found.passages]}
        return Response(AnswerSerializer(answer).data)
