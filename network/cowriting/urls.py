"""Addresses for everyone and for members."""

from django.urls import path

from network.cowriting.views import proposals, writings

app_name = "cowriting"
urlpatterns = [
    path("", writings.index, name="index"),
    path("<uuid:pk>/", writings.detail, name="detail"),
    path("<uuid:pk>/propositions/", writings.proposals, name="proposals"),
    path("<uuid:pk>/journal/", writings.journal, name="journal"),
    path("<uuid:pk>/synthese/", writings.summary, name="summary"),
    path("<uuid:pk>/texte/<int:number>/", writings.revision, name="revision"),
    path("<uuid:pk>/nous-nommer/", writings.choose_name, name="choose_name"),
    path("<uuid:pk>/nouvel-article/", proposals.propose, name="propose"),
    path("<uuid:pk>/amender/<str:passage>/", proposals.amend, name="amend"),
    path("proposition/<uuid:pk>/", proposals.proposal, name="proposal"),
    path("proposition/<uuid:pk>/avis/", proposals.stance, name="stance"),
    path("proposition/<uuid:pk>/commenter/", proposals.comment, name="comment"),
    path("proposition/<uuid:pk>/retirer/", proposals.withdraw, name="withdraw"),
]
