"""Addresses of cases."""

from django.urls import path

from cases.views import cases, erasing, notes, people, rereading, words

urlpatterns = [
    path("casussen/", cases.cases, name="cases"),
    path("casussen/nieuw/", cases.case_new, name="case_new"),
    path("casussen/<uuid:case_id>/", cases.case, name="case"),
    path("casussen/<uuid:case_id>/afsluiten/", cases.case_close, name="case_close"),
    path("casussen/<uuid:case_id>/wissen/", erasing.case_erase, name="case_erase"),
    path("casussen/<uuid:case_id>/toewijzen/", cases.case_assign, name="case_assign"),
    path("casussen/<uuid:case_id>/mensen/", people.case_people, name="case_people"),
    path("casussen/<uuid:case_id>/namen/tonen/", people.names_show, name="names_show"),
    path("casussen/<uuid:case_id>/namen/verbergen/", people.names_hide, name="names_hide"),
    path("casussen/<uuid:case_id>/herkennen/", notes.marks_find, name="marks_find"),
    path("casussen/<uuid:case_id>/notities/", notes.note_write, name="note_write"),
    path("casussen/<uuid:case_id>/notities/<uuid:note_id>/", notes.note_change, name="note_change"),
    path("casussen/<uuid:case_id>/notities/<uuid:note_id>/verwijderen/", notes.note_delete, name="note_delete"),
    path("casussen/<uuid:case_id>/notities/<uuid:note_id>/herstellen/", notes.note_restore, name="note_restore"),
    path("casussen/<uuid:case_id>/nalezen/", rereading.findings, name="findings"),
    path("casussen/<uuid:case_id>/nalezen/alles/", rereading.findings_replace, name="findings_replace"),
    path("casussen/<uuid:case_id>/nalezen/<uuid:finding_id>/", rereading.finding_decide, name="finding_decide"),
    path("casussen/<uuid:case_id>/nalezen/<uuid:finding_id>/terug/", rereading.finding_undo, name="finding_undo"),
    path("casussen/<uuid:case_id>/doelen/", notes.goal_add, name="goal_add"),
    path("casussen/<uuid:case_id>/doelen/<uuid:goal_id>/", notes.goal_reach, name="goal_reach"),
    path("beheer/woorden/", words.shared_words, name="shared_words"),
    path("beheer/woorden/leeg/", words.shared_words_clear, name="shared_words_clear"),
    path("beheer/woorden/<uuid:word_id>/", words.shared_word_take_back, name="shared_word_take_back"),
]
