"""What a person may do for an authority."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from territories.scope import TerritoryModel


class RoleName(models.TextChoices):
    """The strongest first; each may do what the next ones may."""

    ADMINISTRATOR = "administrator", _("Administrator")
    ANIMATOR = "animator", _("Animator")
    MODERATOR = "moderator", _("Moderator")
    READER = "reader", _("Reader")

    @property
    def rank(self) -> int:
        """0 is the strongest."""
        return list(type(self)).index(self)

    def includes(self, other: "RoleName") -> bool:
        return self.rank <= other.rank


class Role(TerritoryModel):
    """One role per person and territory. It does not reach the territories below: each authority is its own master."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="territory_roles")
    role = models.CharField(_("role"), max_length=14, choices=RoleName.choices)
    since = models.DateTimeField(auto_now_add=True, editable=False)

    class Meta:
        ordering = ("territory", "user")
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["territory", "user"], name="territories_one_role_each")
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.territory}"
