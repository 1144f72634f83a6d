"""The plan of an organisation, for its members, under /plan/."""

from django.urls import path

from assessments.plans.views import action, evidence, gap, peers, plan, reminders

app_name = "plans"
urlpatterns = [
    path("rappels/", reminders.reminders, name="reminders"),
    path("depuis/<uuid:pk>/<str:code>/", gap.from_question, name="from_question"),
    path("<uuid:pk>/", plan.plan, name="plan"),
    path("<uuid:pk>/nouvelle/", plan.new, name="new"),
    path("<uuid:pk>/partager/", plan.share, name="share"),
    path("<uuid:pk>/demander/<int:offer>/", peers.ask, name="ask"),
    path("<uuid:pk>/<uuid:action>/", action.action, name="action"),
    path("<uuid:pk>/<uuid:action>/modifier/", action.edit, name="edit"),
    path("<uuid:pk>/<uuid:action>/etat/", action.status, name="status"),
    path("<uuid:pk>/<uuid:action>/mesure/", action.measure, name="measure"),
    path("<uuid:pk>/<uuid:action>/mesure/<int:measure>/retirer/", action.forget_measure, name="forget_measure"),
    path("<uuid:pk>/<uuid:action>/preuve/", evidence.add, name="add_evidence"),
    path("<uuid:pk>/<uuid:action>/preuve/<uuid:evidence>/", evidence.download, name="evidence"),
    path("<uuid:pk>/<uuid:action>/preuve/<uuid:evidence>/retirer/", evidence.forget, name="forget_evidence"),
]
