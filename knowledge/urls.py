"""Addresses of the knowledge bank."""

from django.urls import path

from knowledge.views import documents, editing, law, news, room, search, source, version

urlpatterns = [
    path("kennisbank/", search.knowledge, name="knowledge"),
    path("kennisbank/eigen-bronnen/", search.own_knowledge, name="own_knowledge"),
    path("kennisbank/eigen-bronnen/nieuw/", editing.source_new, name="source_new"),
    path("kennisbank/voorbeeld/", editing.source_preview, name="source_preview"),
    path("kennisbank/nieuw/", news.news, name="news"),
    path("kennisbank/volgen/", news.news_follow, name="news_follow"),
    path("kennisbank/teruggeroepen/<uuid:recall_id>/gezien/", news.recall_seen, name="recall_seen"),
    path("kennisbank/redactie/", room.editors_room, name="editors_room"),
    path("kennisbank/vragen/", room.knowledge_gaps, name="knowledge_gaps"),
    path("kennisbank/vragen/<uuid:gap_id>/", room.knowledge_gap, name="knowledge_gap"),
    path("kennisbank/versie/<uuid:version_id>/", version.version, name="version"),
    path("kennisbank/versie/<uuid:version_id>/wijzigen/", editing.version_edit, name="version_edit"),
    path("kennisbank/versie/<uuid:version_id>/voorleggen/", version.version_submit, name="version_submit"),
    path("kennisbank/versie/<uuid:version_id>/terugsturen/", version.version_send_back, name="version_send_back"),
    path("kennisbank/versie/<uuid:version_id>/valideren/", version.version_validate, name="version_validate"),
    path("kennisbank/versie/<uuid:version_id>/herlezen/", version.version_renew, name="version_renew"),
    path("kennisbank/versie/<uuid:version_id>/intrekken/", version.version_withdraw, name="version_withdraw"),
    path("kennisbank/versie/<uuid:version_id>/vernieuwen/", version.version_new, name="version_new"),
    path("kennisbank/versie/<uuid:version_id>/weggooien/", version.version_discard, name="version_discard"),
    path("kennisbank/versie/<uuid:version_id>/vindbaar/", version.version_index, name="version_index"),
    path("kennisbank/versie/<uuid:version_id>/vergelijken/", version.version_compare, name="version_compare"),
    path("kennisbank/documenten/", documents.documents, name="documents"),
    path("kennisbank/documenten/<uuid:document_id>/", documents.document, name="document"),
    path("kennisbank/documenten/<uuid:document_id>/opnieuw/", documents.document_retry, name="document_retry"),
    path("kennisbank/documenten/<uuid:document_id>/origineel/", documents.document_original, name="document_original"),
    path("kennisbank/documenten/<uuid:document_id>/vergeten/", documents.document_forget, name="document_forget"),
    path("kennisbank/wetgeving/", law.law, name="law"),
    path("kennisbank/wetgeving/inlezen/", law.law_imports, name="law_imports"),
    path("kennisbank/wetgeving/inlezen/<uuid:import_id>/", law.law_import, name="law_import"),
    path("kennisbank/wetgeving/oude-nummers/", law.law_aliases, name="law_aliases"),
    path("kennisbank/wetgeving/oude-nummers/<uuid:alias_id>/weg/", law.law_alias_remove, name="law_alias_remove"),
    path("kennisbank/gevolgde-adressen/", documents.watched_addresses, name="watched_addresses"),
    path("kennisbank/gevolgde-adressen/<uuid:watched_id>/", documents.watched_address, name="watched_address"),
    path("kennisbank/passage/<uuid:chunk_id>/", source.passage, name="passage"),
    path("kennisbank/<slug:slug>/", source.source, name="source"),
]

mail_urls = [path("<str:token>/", news.mail_stop, name="mail_stop")]
