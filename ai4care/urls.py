"""Every address of the platform; what belongs to an organisation starts with /o/<slug>/."""

from django.urls import include, path

from ai4care import views
from organisations import urls as organisations

urlpatterns = [
    path("", views.home, name="home"),
    path("leeft/", views.alive, name="alive"),
    path("account/", include("allauth.urls")),
    path("uitnodiging/", include(organisations.invitation_urls)),
    path("o/<slug:organisation>/", include("organisations.urls")),
]
