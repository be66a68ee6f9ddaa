"""The addresses of the small ASGI process: event streams, and nothing else."""

from django.urls import path

from assistant.views.stream import analysis_stream

urlpatterns = [
    path("stroom/<slug:slug>/<uuid:analysis_id>/", analysis_stream, name="analysis_stream"),
]
