"""Addresses of the desk: for the team of the territory, under /bureau/."""

from django.urls import URLPattern

app_name = "benchmarks_desk"
urlpatterns: list[URLPattern] = []
