"""Addresses of the desk: for the team of the territory, under /bureau/."""

from django.urls import path

from network.cowriting.views import desk, settling

app_name = "cowriting_desk"
urlpatterns = [
    path("", desk.index, name="index"),
    path("ouvrir/<uuid:version>/", desk.open_writing, name="open"),
    path("<uuid:pk>/", desk.writing, name="writing"),
    path("<uuid:pk>/calendrier/", desk.calendar, name="calendar"),
    path("<uuid:pk>/inviter/", desk.invite, name="invite"),
    path("<uuid:pk>/synthese/", desk.synthesis, name="synthesis"),
    path("<uuid:pk>/clore/", desk.close, name="close"),
    path("<uuid:pk>/adopter/", desk.adopt, name="adopt"),
    path("proposition/<uuid:pk>/", settling.settle, name="settle"),
    path("proposition/<uuid:pk>/dire/", settling.say, name="say"),
    path("commentaire/<int:comment>/masquer/", desk.hide, name="hide"),
]
