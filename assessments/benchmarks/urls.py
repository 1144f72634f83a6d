"""Addresses for everyone and for members."""

from django.urls import URLPattern

app_name = "benchmarks"
urlpatterns: list[URLPattern] = []
