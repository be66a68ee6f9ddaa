"""Addresses of the DPO's pages."""

from django.urls import path

from privacy import views

urlpatterns = [
    path("privacy/", views.trail, name="trail"),
    path("privacy/uitvoer/", views.trail_export, name="trail_export"),
]
