"""Addresses of the desk: for the team of the territory, under /bureau/."""

from django.urls import path

from assessments.toolbox.views import desk, imports

app_name = "toolbox_desk"
urlpatterns = [
    path("", desk.listing, name="list"),
    path("nouvelle/", desk.create, name="create"),
    path("signalements/", desk.reported, name="reports"),
    path("signalements/<int:report>/regler/", desk.settle, name="settle"),
    path("usages/", desk.usage, name="usage"),
    path("export.csv", imports.export, name="export"),
    path("imports/", imports.listing, name="imports"),
    path("imports/modele.<slug:form>", imports.template, name="template"),
    path("imports/<uuid:pk>/", imports.detail, name="import"),
    path("imports/<uuid:pk>/appliquer/", imports.apply, name="import_apply"),
    path("imports/<uuid:pk>/annuler/", imports.undo, name="import_undo"),
    path("imports/<uuid:pk>/rejets.csv", imports.rejects, name="import_rejects"),
    path("<int:pk>/", desk.detail, name="detail"),
    path("<int:pk>/modifier/", desk.edit, name="edit"),
    path("<int:pk>/faire/", desk.act, name="act"),
]
