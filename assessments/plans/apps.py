from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    name = "assessments.plans"
    verbose_name = _("Action plans")

    def ready(self) -> None:
        from assessments.plans import dossier, panel, prefill
        from assessments.responses import prefill as answers
        from assessments.results import between, leaves, panels
        from territories import desk

        dossier.connect()
        panels.register(panels.Panel("plan", 2, panel.render, panel.stamp))
        leaves.register(leaves.Way(panel.may_act, panel.address, _("Make it an action")))
        between.register("plans", dossier.done_between)
        answers.register("plans", prefill.done_since)
        done = _("What organisations decided and did: verify it, or say what is missing.")
        desk.register(desk.Item(_("Actions"), done, "plans_desk:actions", order=40))
