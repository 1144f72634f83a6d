"""Addresses of the desk: for the team of the territory, under /bureau/."""

from django.urls import path

from network.conditionality.views import desk

app_name = "conditionality_desk"
urlpatterns = [
    path("", desk.index, name="index"),
    path("ajouter/", desk.add, name="add"),
    path("verifier/", desk.check, name="check"),
    path("controles/", desk.checks, name="checks"),
    path("controles/<uuid:pk>/", desk.record, name="record"),
    path("engagements/", desk.promises, name="promises"),
    path("engagements/<uuid:pk>/", desk.review, name="review"),
    path("<uuid:pk>/", desk.aid, name="aid"),
    path("<uuid:pk>/modifier/", desk.edit, name="edit"),
    path("<uuid:pk>/conditions/", desk.conditions, name="conditions"),
]
