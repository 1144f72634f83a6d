"""The editor of frameworks: the team's pages."""

from django.urls import path

from assessments.editor import views

app_name = "editor"
urlpatterns = [
    path("", views.frameworks, name="list"),
    path("importer/", views.load, name="import"),
    path("<int:pk>/", views.tree, name="tree"),
    path("<int:pk>/arbre/", views.act, name="act"),
    path("<int:pk>/apercu/", views.preview, name="preview"),
    path("<int:pk>/coherence/", views.coherence, name="coherence"),
    path("<int:pk>/reglages/", views.settings, name="settings"),
    path("<int:pk>/relecture/", views.review, name="review"),
    path("<int:pk>/publier/", views.publish, name="publish"),
    path("<int:pk>/retirer/", views.retire, name="retire"),
    path("<int:pk>/nouveau-brouillon/", views.new_draft, name="new_draft"),
    path("<int:pk>/etendre/", views.extend, name="extend"),
    path("<int:pk>/export/<str:form>/", views.export, name="export"),
    path("<int:pk>/historique/", views.history, name="history"),
    path("<int:pk>/annuler/", views.undo, name="undo"),
    path("<int:pk>/question/<str:code>/", views.node, name="node"),
    path("<int:pk>/question/<str:code>/type/", views.change_kind, name="kind"),
    path("<int:pk>/condition/<str:node>/<str:code>/", views.condition, name="condition"),
    path("<int:pk>/theme/<str:code>/", views.theme, name="theme"),
]
