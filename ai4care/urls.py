"""Every address of the platform; what belongs to an organisation starts with /o/<slug>/."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import include, path

from ai4care import look, views
from ai4care.today import today
from organisations import urls as organisations

inside = [
    path("", today, name="today"),
    path("", include("organisations.urls")),
    path("", include("cases.urls")),
    *([path("", include("knowledge.urls"))] if find_spec("knowledge.urls") else []),
    path("", include("referrals.urls")),
    path("", include("assistant.urls")),
    *([path("", include("feedback.urls"))] if find_spec("feedback.urls") else []),
    *([path("", include("privacy.urls"))] if find_spec("privacy.urls") else []),
]

urlpatterns = [
    path("", views.home, name="home"),
    path("leeft/", views.alive, name="alive"),
    path("account/", include("allauth.urls")),
    path("uitnodiging/", include(organisations.invitation_urls)),
    path("o/<slug:organisation>/", include(inside)),
]
if settings.DEMO:
    urlpatterns += [
        path("stijl/", look.look, name="look"),
        path("stijl/passage/", look.look_passage, name="look_passage"),
        path("stijl/herkennen/", look.look_find, name="look_find"),
    ]
