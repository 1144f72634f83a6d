"""The editor of frameworks: the team's pages."""

from django.urls import path

from assessments.editor import views

app_name = "editor"
urlpatterns = [
    path("", views.frameworks, name="list"),
    path("<int:pk>/", views.tree, name="tree"),
    path("<int:pk>/arbre/", views.act, name="act"),
    path("<int:pk>/historique/", views.history, name="history"),
    path("<int:pk>/annuler/", views.undo, name="undo"),
    path("<int:pk>/question/<str:code>/", views.node, name="node"),
    path("<int:pk>/question/<str:code>/type/", views.change_kind, name="kind"),
    path("<int:pk>/condition/<str:node>/<str:code>/", views.condition, name="condition"),
    path("<int:pk>/theme/<str:code>/", views.theme, name="theme"),
]
