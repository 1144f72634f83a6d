"""Building a questionnaire with others: the team's pages, those of pioneers, rooms, and the public library."""

from django.urls import include, path

from assessments.codesign.views import (
    comments,
    maps,
    packs,
    previews,
    reading,
    rehearsals,
    rooms,
    sharing,
    trials,
    updates,
    voting,
)

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
    path("<int:pk>/mise-a-jour/", updates.update, name="update"),
    path("<int:pk>/correspondances/", maps.sources, name="map_sources"),
    path("<int:pk>/correspondances/<int:source>/", maps.links, name="map"),
    path("<int:pk>/correspondances/<int:source>/lien/", maps.link, name="map_link"),
    path("<int:pk>/correspondances/<int:source>/proposer/", maps.propose, name="map_propose"),
    path("<int:pk>/correspondances/<int:source>/importer/", maps.load, name="map_import"),
    path("<int:pk>/correspondances/<int:source>/tableau.csv", maps.table_file, name="map_file"),
    path("<int:pk>/correspondances/<int:source>/repeter/", rehearsals.ask, name="rehearse"),
    path("<int:pk>/repetitions/", rehearsals.rehearsals, name="rehearsals"),
    path("repetitions/<uuid:pk>/", rehearsals.rehearsal, name="rehearsal"),
    path("repetitions/<uuid:pk>/avancement/", rehearsals.progress, name="rehearsal_progress"),
    path("<int:pk>/partage/", sharing.sharing, name="sharing"),
    path("<int:pk>/amont/", sharing.upstream, name="upstream"),
    path("bibliotheque/", sharing.library, name="library"),
    path("bibliotheque/<int:pk>/reprendre/", sharing.fork, name="fork"),
    path("bibliotheque/lots/nouveau/", packs.make, name="make_pack"),
    path("bibliotheque/lots/<int:pack>/proposer/", packs.offer, name="offer_pack"),
    path("bibliotheque/lots/<int:pack>/prendre/", packs.take, name="take_pack"),
]
guests = [
    path("essai/<str:token>/", trials.start, name="trial"),
    path("essai/<str:token>/<str:theme>/", trials.theme, name="trial_theme"),
    path("atelier/", voting.enter, name="enter"),
    path("atelier/<str:code>/", voting.vote, name="vote"),
    path("atelier/<str:code>/etat/", voting.state, name="room_state"),
    path("referentiels/", reading.public, name="public"),
    path("referentiels/<int:pk>/", reading.reader, name="reader"),
    path("referentiels/<int:pk>/fichier.<str:form>", reading.download, name="download"),
]
urlpatterns = [path("questionnaires/", include(team)), *guests]
