"""Addresses of feedback."""

from django.urls import path

from feedback import views

urlpatterns = [
    path("feedback/", views.feedback, name="feedback"),
    path("feedback/beweringen/<uuid:claim_id>/", views.give_feedback, name="give_feedback"),
    path("feedback/<uuid:feedback_id>/antwoord/", views.answer_feedback, name="answer_feedback"),
    path("feedback/<uuid:feedback_id>/terugnemen/", views.take_back_feedback, name="take_back_feedback"),
]
