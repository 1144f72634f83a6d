"""Addresses for everyone and for members."""

from django.urls import URLPattern

app_name = "learning"
urlpatterns: list[URLPattern] = []
