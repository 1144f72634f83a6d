"""Addresses for everyone and for members."""

from django.urls import path

from network.conditionality.views import public

app_name = "conditionality"
urlpatterns = [
    path("", public.index, name="index"),
    path("<uuid:pk>/", public.detail, name="detail"),
    path("<uuid:pk>/s-engager/<int:place>/", public.promise, name="promise"),
]
