"""Addresses of the DPO's pages."""

from django.urls import path

from privacy import views

urlpatterns = [
    path("privacy/", views.trail, name="trail"),
    path("privacy/uitvoer/", views.trail_export, name="trail_export"),
    path("privacy/wissingen/", views.erased, name="erased"),
    path("privacy/wissingen/uitvoer/", views.erased_export, name="erased_export"),
]
