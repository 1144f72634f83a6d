"""Addresses of the desk: for the team of the territory, under /bureau/."""

from django.urls import path

from network.portfolio import views

app_name = "portfolio_desk"
urlpatterns = [
    path("", views.listing, name="list"),
    path("export.<str:form>", views.export, name="export"),
    path("suivre/", views.follow, name="follow"),
    path("ecrire/", views.write, name="write"),
    path("messages/<uuid:pk>/", views.mailing, name="mailing"),
    path("<uuid:pk>/", views.file, name="file"),
    path("<uuid:pk>/entretien/", views.meeting, name="meeting"),
    path("<uuid:pk>/echange/", views.exchange, name="exchange"),
    path("<uuid:pk>/echange/<uuid:exchange>/", views.change, name="change"),
    path("<uuid:pk>/suite/", views.step, name="step"),
    path("<uuid:pk>/suite/<uuid:step>/fait/", views.finish, name="finish"),
    path("<uuid:pk>/adresse/", views.address, name="address"),
    path("<uuid:pk>/adresse/<int:address>/retirer/", views.drop, name="drop"),
]
