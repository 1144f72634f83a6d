"""Pictures that pages show: logos, and the sizes that Wagtail makes, on their own territory's host.

Originals and documents are not here: documents have an address of their own, which checks who asks.
"""

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.static import serve
from wagtail.images import get_image_model

from territories.models import Territory

WEEK = 604_800  # seconds; a new picture has a new name


@require_safe
@cache_control(public=True, max_age=WEEK)
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """The picture kept as `path`; 404 for anything that is not a shown picture of this host's territory."""
    territory: Territory = request.territory  # type: ignore[attr-defined]
    if not (_is_logo(path) or _is_picture(path, territory)):
        raise Http404
    return serve(request, path, document_root=str(settings.MEDIA_ROOT))


def _is_logo(path: str) -> bool:
    return Territory.objects.filter(logo=path, is_open=True).exists()


def _is_picture(path: str, territory: Territory) -> bool:
    """Of the territory itself or of one above it, whose pages it may show."""
    owners = Territory.objects.filter(pk__in=[territory.pk, *territory.ancestor_ids]).values("collection")
    renditions = get_image_model().get_rendition_model().objects
    return bool(renditions.filter(file=path, image__collection__in=owners).exists())
