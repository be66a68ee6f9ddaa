"""The directory for other programs: a need and a few filters, the services that fit."""

from dataclasses import asdict
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from referrals.forms import SearchForm
from referrals.queries import search_services


class ServiceSerializer(serializers.Serializer[Any]):
    """A service with the reasons for showing it."""

    id = serializers.UUIDField()
    external_id = serializers.CharField()
    name = serializers.CharField()
    rubric = serializers.CharField()
    municipality = serializers.CharField()
    km = serializers.FloatField(allow_null=True)
    wait = serializers.CharField()
    why = serializers.ListField(child=serializers.CharField())


class ServicesApi(APIView):
    """Search services with the fields of the search page."""

    @extend_schema(
        parameters=[OpenApiParameter(name, str) for name in ("q", "leeftijd", "gemeente", "km", "toegang", "taal")],
        responses=ServiceSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        form = SearchForm(request.query_params)
        if not form.is_valid():
            return Response(form.errors, status=400)
        found = search_services(form.cleaned_data["q"], filters=form.filters(), limit=50)
        return Response(ServiceSerializer([asdict(one) for one in found], many=True).data)
