"""Addresses of the sparring partner and of questions to the knowledge bank."""

from django.urls import path

from assistant.views import analyses, decisions, models, questions

urlpatterns = [
    path("casussen/<uuid:case_id>/analyse/", analyses.analysis_ask, name="analysis_ask"),
    path("casussen/<uuid:case_id>/gevoelig/", models.case_sensitive, name="case_sensitive"),
    path("beheer/taalmodellen/", models.models, name="models"),
    path("beheer/taalmodellen/<uuid:endpoint_id>/", models.model_edit, name="model_edit"),
    path("beheer/taalmodellen/<uuid:endpoint_id>/proberen/", models.model_try, name="model_try"),
    path("beheer/taalmodellen/<uuid:endpoint_id>/eerder/", models.model_up, name="model_up"),
    path("beheer/taalmodellen/<uuid:endpoint_id>/schakelen/", models.model_switch, name="model_switch"),
    path("analyses/<uuid:analysis_id>/", analyses.analysis, name="analysis"),
    path("analyses/<uuid:analysis_id>/stand/", analyses.analysis_state, name="analysis_state"),
    path("analyses/<uuid:analysis_id>/verstuurd/", analyses.analysis_sent, name="analysis_sent"),
    path("beweringen/<uuid:claim_id>/overnemen/", decisions.claim_decide, name="claim_decide"),
    path("beweringen/<uuid:claim_id>/aanpassen/", decisions.claim_adapt, name="claim_adapt"),
    path("beweringen/<uuid:claim_id>/verwerpen/", decisions.claim_reject, name="claim_reject"),
    path("beweringen/<uuid:claim_id>/herzien/", decisions.claim_undo, name="claim_undo"),
    path("vragen/", questions.questions, name="questions"),
    path("vragen/wissen/", questions.questions_forget, name="questions_forget"),
    path("vragen/<uuid:question_id>/", questions.question, name="question"),
    path("vragen/<uuid:question_id>/stand/", questions.question_state, name="question_state"),
    path("vragen/<uuid:question_id>/melden/", questions.question_file, name="question_file"),
    path("vragen/<uuid:question_id>/wissen/", questions.question_forget, name="question_forget"),
]
