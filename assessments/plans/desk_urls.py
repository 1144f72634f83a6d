"""Addresses of the desk: for the team of the territory, under /bureau/plans/."""

from django.urls import path

from assessments.plans.views import desk

app_name = "plans_desk"
urlpatterns = [
    path("", desk.actions, name="actions"),
    path("<uuid:pk>/", desk.action, name="action"),
]
