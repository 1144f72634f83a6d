"""Addresses for everyone and for members."""

from django.urls import path

from assessments.toolbox.views import mine, public

app_name = "toolbox"
urlpatterns = [
    path("", public.listing, name="list"),
    path("pour/<uuid:pk>/", mine.for_result, name="for_result"),
    path("pour/<uuid:pk>/<int:resource>/", mine.use, name="use"),
    path("structure/<uuid:pk>/", mine.for_organisation, name="for_organisation"),
    path("<int:pk>/", public.detail, name="detail"),
    path("<int:pk>/aller/", public.go, name="go"),
    path("<int:pk>/signaler/", public.report, name="report"),
]
