"""Addresses of the desk: for the team of the territory, under /bureau/."""

from django.urls import path

from network.charters.views import desk, writing

app_name = "charters_desk"
urlpatterns = [
    path("", desk.list_charters, name="list"),
    path("nouvelle/", desk.new, name="new"),
    path("cle/", desk.rotate, name="rotate"),
    path("<uuid:pk>/", desk.charter, name="charter"),
    path("<uuid:pk>/reglages/", desk.settings, name="settings"),
    path("<uuid:pk>/regles/", desk.rules, name="rules"),
    path("<uuid:pk>/brouillon/", writing.start, name="start"),
    path("<uuid:pk>/signataires/", desk.signatories, name="signatories"),
    path("<uuid:pk>/signataires.csv", desk.export, name="export"),
    path("versions/<uuid:pk>/", writing.write, name="write"),
    path("versions/<uuid:pk>/discussion/", writing.discuss, name="discuss"),
    path("versions/<uuid:pk>/adopter/", desk.adopt, name="adopt"),
    path("versions/<uuid:pk>/article/", writing.add, name="add"),
    path("articles/<int:pk>/", writing.edit, name="edit"),
    path("articles/<int:pk>/place/", writing.move, name="move"),
    path("articles/<int:pk>/retrait/", writing.remove, name="remove"),
    path("signatures/<uuid:pk>/", desk.signature, name="signature"),
    path("signatures/<uuid:pk>/relance/", desk.remind, name="remind"),
    path("signatures/<uuid:pk>/retrait/", desk.revoke, name="revoke"),
]
