from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class LearningConfig(AppConfig):
    name = "assessments.learning"
    verbose_name = _("Glossary and training")

    def ready(self) -> None:
        from assessments.learning import queries
        from organisations import dossier
        from territories import desk
        from ui import glossing

        glossing.register(queries.terms_for)
        for changed in (post_save, post_delete):
            changed.connect(queries.forget_words, sender=self.get_model("GlossaryTerm"), dispatch_uid="learning-words")
        dossier.doors.register(
            dossier.Door(
                "learning",
                _("Learn"),
                _("Short sheets on the theme where you have most to gain."),
                lambda _request, organisation: reverse("learning:advice", args=[organisation.pk]),
                order=60,
            )
        )
        desk.register(
            desk.Item(
                _("Glossary and training"), _("Words explained, sheets, your own path."), "learning_desk:team", 70
            )
        )
