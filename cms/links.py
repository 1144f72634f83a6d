"""Links inside a page's text: the editor offers one's own, what is posted may name any page or file by its number."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail.rich_text import extract_references_from_rich_text

from cms.gate import own_pages
from territories.models import Territory


class OwnLinksForm(WagtailAdminPageForm):
    """Refuses a link to a page that is neither public nor of this space, or to another space's file."""

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"]
        territory = Territory.objects.select_related("site").get(site=self.parent_page.get_site())
        if not all(_may_lead(territory, model, pk) for model, pk, *_place in extract_references_from_rich_text(body)):
            raise ValidationError(_("A link leads to a page or a file that is not yours: remove it."))
        return body


def _may_lead(territory: Territory, model: Any, pk: str) -> bool:
    if model is Page:
        return bool((Page.objects.live() | own_pages(territory)).filter(pk=pk).exists())
    if model is get_document_model():
        above = Territory.objects.filter(pk__in=[territory.pk, *territory.ancestor_ids]).order_by("pk")
        return bool(model.objects.filter(pk=pk, collection__in=above.values("collection")).exists())
    return False
