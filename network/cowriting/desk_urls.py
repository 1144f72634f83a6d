"""Addresses of the desk: for the team of the territory, under /bureau/."""

from django.urls import URLPattern

app_name = "cowriting_desk"
urlpatterns: list[URLPattern] = []
