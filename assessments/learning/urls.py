"""Addresses for everyone and for members."""

from django.urls import path

from assessments.learning import views

app_name = "learning"
urlpatterns = [
    path("", views.home, name="home"),
    path("glossaire/", views.glossary, name="glossary"),
    path("fiches/<slug:code>/", views.sheet, name="sheet"),
    path("fiches/<slug:code>/questions/", views.quiz, name="quiz"),
    path("fiches/<slug:code>/lue/", views.mark, name="mark"),
    path("parcours/<slug:code>/", views.path, name="path"),
    path("parcours/<slug:code>/attestation/", views.attestation, name="attestation"),
    path("structures/<uuid:pk>/", views.advice, name="advice"),
]
