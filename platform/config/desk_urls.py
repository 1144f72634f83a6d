"""The desk of a territory's team: one place, a second factor asked for all of it (SECOND_FACTOR_PATHS)."""

from django.urls import include, path

from territories.views import desk

urlpatterns = [
    path("", desk, name="desk"),
    path("comparer/", include("assessments.benchmarks.desk_urls")),
    path("regards/", include("assessments.voices.desk_urls")),
    path("ressources/", include("assessments.toolbox.desk_urls")),
    path("apprendre/", include("assessments.learning.desk_urls")),
    path("plans/", include("assessments.plans.desk_urls")),
    path("chartes/", include("network.charters.desk_urls")),
    path("ecriture/", include("network.cowriting.desk_urls")),
    path("conditions/", include("network.conditionality.desk_urls")),
    path("portefeuille/", include("network.portfolio.desk_urls")),
]
