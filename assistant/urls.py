"""Addresses of the sparring partner."""

from django.urls import path

from assistant.views import analyses, decisions

urlpatterns = [
    path("casussen/<uuid:case_id>/analyse/", analyses.analysis_ask, name="analysis_ask"),
    path("analyses/<uuid:analysis_id>/", analyses.analysis, name="analysis"),
    path("analyses/<uuid:analysis_id>/stand/", analyses.analysis_state, name="analysis_state"),
    path("analyses/<uuid:analysis_id>/verstuurd/", analyses.analysis_sent, name="analysis_sent"),
    path("beweringen/<uuid:claim_id>/overnemen/", decisions.claim_decide, name="claim_decide"),
    path("beweringen/<uuid:claim_id>/aanpassen/", decisions.claim_adapt, name="claim_adapt"),
    path("beweringen/<uuid:claim_id>/verwerpen/", decisions.claim_reject, name="claim_reject"),
    path("beweringen/<uuid:claim_id>/herzien/", decisions.claim_undo, name="claim_undo"),
]
