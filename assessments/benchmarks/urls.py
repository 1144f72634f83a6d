"""Addresses for members: a result beside its peers."""

from django.urls import path

from assessments.benchmarks import views
from assessments.benchmarks.api import ComparisonView

app_name = "benchmarks"
urlpatterns = [
    path("<uuid:pk>/", views.page, name="page"),
    path("<uuid:pk>/pairs.csv", views.export, name="export"),
    path("api/<uuid:pk>/", ComparisonView.as_view(), name="api"),
]
