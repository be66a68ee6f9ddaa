"""Addresses of the directory and of referrals."""

from django.urls import path

from referrals.views import imports, services, waits

urlpatterns = [
    path("sociale-kaart/", services.services, name="services"),
    path("sociale-kaart/<uuid:service_id>/", services.service, name="service"),
    path("sociale-kaart/<uuid:service_id>/bij-casus/", services.service_keep, name="service_keep"),
    path("sociale-kaart/<uuid:service_id>/wachttijd/", waits.wait_report, name="wait_report"),
    path("sociale-kaart/wachttijden/<uuid:wait_id>/intrekken/", waits.wait_withdraw, name="wait_withdraw"),
    path("sociale-kaart/verwijzingen/<uuid:referral_id>/", services.referral_move, name="referral_move"),
    path("sociale-kaart/import/", imports.service_imports, name="service_imports"),
    path("sociale-kaart/import/<uuid:import_id>/", imports.service_import, name="service_import"),
]
