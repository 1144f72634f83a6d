"""The back-office of a territory's space."""

from django.urls import path

from territories import views

app_name = "territories"
urlpatterns = [
    path("reglages/", views.branding, name="branding"),
    path("reglages/equipe/", views.team, name="team"),
    path("reglages/equipe/<int:pk>/retirer/", views.leave_team, name="leave_team"),
]
