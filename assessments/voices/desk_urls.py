"""Addresses of the desk: for the team of the territory, under /bureau/."""

from django.urls import path

from assessments.voices.views import desk

app_name = "voices_desk"
urlpatterns = [
    path("", desk.mine, name="mine"),
    path("<uuid:pk>/", desk.assessment, name="assessment"),
    path("<uuid:pk>/question/<str:code>/", desk.question, name="question"),
]
