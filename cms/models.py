"""Pages that an authority edits in the back-office. They may show anything of the floors below."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from cms import fronts
from cms.links import OwnLinksForm

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class HomePage(Page):
    """The front door of a territory: what it is for, and the first tap of the self-assessment."""

    headline = models.CharField(_("headline"), max_length=90)
    lead = models.CharField(_("lead"), max_length=240)

    template = "cms/home.html"
    max_count_per_parent = 1
    subpage_types = ["cms.ContentPage", "learning.SheetIndexPage"]
    content_panels = [*Page.content_panels, FieldPanel("headline"), FieldPanel("lead")]

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | fronts.home()


class PortalPage(Page):
    """The national front door: finds an authority from a commune."""

    headline = models.CharField(_("headline"), max_length=120)

    template = "cms/portal.html"
    max_count_per_parent = 1
    subpage_types = ["cms.ContentPage", "learning.SheetIndexPage"]
    content_panels = [*Page.content_panels, FieldPanel("headline")]

    class Meta:
        verbose_name = _("portal page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | fronts.portal(request.GET.get("commune", ""))


class ContentPage(Page):
    """A page of text: legal notice, personal data, accessibility, help."""

    body = RichTextField(_("text"), features=TEXT_FEATURES, blank=True)

    template = "cms/content.html"
    parent_page_types = ["cms.HomePage", "cms.PortalPage"]
    subpage_types: list[str] = []
    base_form_class = OwnLinksForm
    content_panels = [*Page.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("page of text")
