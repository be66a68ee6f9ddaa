"""Addresses of the knowledge bank."""

from django.urls import path

from knowledge.views import search, source

urlpatterns = [
    path("kennisbank/", search.knowledge, name="knowledge"),
    path("kennisbank/eigen-bronnen/", search.own_knowledge, name="own_knowledge"),
    path("kennisbank/passage/<uuid:chunk_id>/", source.passage, name="passage"),
    path("kennisbank/<slug:slug>/", source.source, name="source"),
]
