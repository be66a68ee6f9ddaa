"""Every address of the platform; what belongs to an organisation starts with /o/<slug>/."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularAPIView

from ai4care import look, views
from ai4care.today import today
from cases.api import CaseApi, CasesApi
from knowledge import urls as knowledge
from knowledge.api import KnowledgeApi
from organisations import urls as organisations
from referrals.api import ServicesApi

inside: list[URLPattern | URLResolver] = [
    path("", today, name="today"),
    path("", include("organisations.urls")),
    path("", include("cases.urls")),
    path("", include("knowledge.urls")),
    path("", include("referrals.urls")),
    path("", include("assistant.urls")),
    path("", include("feedback.urls")),
    path("", include("privacy.urls")),
    path("api/casussen/", CasesApi.as_view(), name="api_cases"),
    path("api/casussen/<uuid:case_id>/", CaseApi.as_view(), name="api_case"),
    path("api/kennisbank/", KnowledgeApi.as_view(), name="api_knowledge"),
    path("api/sociale-kaart/", ServicesApi.as_view(), name="api_services"),
    path("api/schema/", SpectacularAPIView.as_view(), name="api_schema"),
]

urlpatterns = [
    path("", views.home, name="home"),
    path("leeft/", views.alive, name="alive"),
    path("over/", views.about, name="about"),
    path("account/", include(organisations.account_urls)),
    path("uitnodiging/", include(organisations.invitation_urls)),
    path("afmelden/", include(knowledge.mail_urls)),
    path("o/<slug:organisation>/", include(inside)),
]
if settings.DEMO:
    urlpatterns += [
        path("stijl/", look.look, name="look"),
        path("stijl/passage/", look.look_passage, name="look_passage"),
        path("stijl/herkennen/", look.look_find, name="look_find"),
    ]
