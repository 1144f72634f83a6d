"""Organisations, their people and invitations, under /structures/."""

from django.urls import path

from organisations.views import invitations, members, organisations

app_name = "organisations"
urlpatterns = [
    path("", organisations.mine, name="mine"),
    path("trouver/", organisations.find, name="find"),
    path("nouvelle/", organisations.create, name="create"),
    path("invitation/<str:token>/", invitations.invitation, name="invitation"),
    path("invitation/<str:token>/code/", invitations.send_code, name="invitation_code"),
    path("<uuid:pk>/", organisations.detail, name="detail"),
    path("<uuid:pk>/modifier/", organisations.edit, name="edit"),
    path("<uuid:pk>/membres/", members.members, name="members"),
    path("<uuid:pk>/membres/<int:member>/role/", members.change_role, name="change_role"),
    path("<uuid:pk>/membres/<int:member>/retirer/", members.remove, name="remove_member"),
    path("<uuid:pk>/invitations/<uuid:invitation>/retirer/", members.withdraw, name="withdraw"),
]
