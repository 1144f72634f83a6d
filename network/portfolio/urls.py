"""Addresses for everyone: the one that stops the messages."""

from django.urls import path

from network.portfolio import views

app_name = "portfolio"
urlpatterns = [path("stop/<str:token>/", views.stop, name="stop")]
