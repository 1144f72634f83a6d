from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BenchmarksConfig(AppConfig):
    name = "assessments.benchmarks"
    verbose_name = _("Benchmarks")

    def ready(self) -> None:
        from assessments.benchmarks import panel, sheets
        from assessments.results import annexes, panels

        panels.register(panels.Panel("peers", 5, panel.render, panel.stamp, panel.marks))
        annexes.register(annexes.Annex("peers", order=10, build=sheets.annex))
