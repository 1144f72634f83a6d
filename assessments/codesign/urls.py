"""Building a questionnaire with others: the team's pages, those of pioneers, rooms, and the public library."""

from django.urls import include, path

from assessments.codesign.views import comments, previews, rooms, trials, voting

app_name = "codesign"
team = [
    path("<int:pk>/commentaires/", comments.comments, name="comments"),
    path("<int:pk>/commentaires/<int:comment>/", comments.settle, name="settle"),
    path("<int:pk>/essais/", previews.previews, name="previews"),
    path("essais/<uuid:pk>/", previews.preview, name="preview"),
    path("essais/<uuid:pk>/fermer/", previews.close, name="close_preview"),
    path("essais/<uuid:pk>/invitations/<uuid:invitation>/retirer/", previews.withdraw, name="withdraw"),
    path("<int:pk>/ateliers/", rooms.rooms, name="rooms"),
    path("ateliers/<uuid:pk>/", rooms.room, name="room"),
    path("ateliers/<uuid:pk>/decompte/", rooms.count, name="room_count"),
    path("ateliers/<uuid:pk>/question/", rooms.show, name="room_show"),
    path("ateliers/<uuid:pk>/fermer/", rooms.close, name="close_room"),
    path("ateliers/<uuid:pk>/bilan/", rooms.summary, name="room_summary"),
    path("ateliers/<uuid:pk>/conclusions/", rooms.propose, name="propose"),
]
guests = [
    path("essai/<str:token>/", trials.start, name="trial"),
    path("essai/<str:token>/<str:theme>/", trials.theme, name="trial_theme"),
    path("atelier/", voting.enter, name="enter"),
    path("atelier/<str:code>/", voting.vote, name="vote"),
    path("atelier/<str:code>/etat/", voting.state, name="room_state"),
]
urlpatterns = [path("questionnaires/", include(team)), *guests]
