from django.urls import path

from assessments.results import views

app_name = "results"
urlpatterns = [
    path("envoyer/<uuid:pk>/", views.submit, name="submit"),
    path("verifier/", views.verify, name="verify"),
    path("verifier/<str:code>/", views.verify_code, name="verify_code"),
    path("evolution/<uuid:pk>/", views.trend, name="trend"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/visibilite/", views.visibility, name="visibility"),
    path("<uuid:pk>/rapport/", views.report, name="report"),
    path("<uuid:pk>/rapport.pdf", views.report_file, name="report_file"),
]
