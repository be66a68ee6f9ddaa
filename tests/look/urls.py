"""The style page without the rest of the platform: no database, nobody logged in."""

from django.urls import path

from ai4care import look

urlpatterns = [
    path("stijl/", look.look, name="look"),
    path("stijl/zoek/", look.look_find, name="look_find"),
    path("stijl/bron/", look.look_passage, name="look_passage"),
]
