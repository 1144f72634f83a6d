"""Addresses of the desk: for the team of the territory, under /bureau/."""

from django.urls import URLPattern

app_name = "toolbox_desk"
urlpatterns: list[URLPattern] = []
