"""Addresses of the desk: for the team of the territory, under /bureau/."""

from django.urls import path

from assessments.learning import views

app_name = "learning_desk"
urlpatterns = [path("", views.team, name="team")]
