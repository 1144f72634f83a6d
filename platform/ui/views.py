"""The colours of a territory as a style sheet, and the living gallery."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from ui.branding import brand
from ui.contrast import SCHEMES
from ui.gallery.families import FAMILIES
from ui.gallery.samples import HUES, colours, sample_context
from ui.hues import css_rule
from ui.schemes import fixed_scheme

DAY = 86_400  # seconds: after an upgrade, colours may be a day late
MOST = 24
"""Territories whose colours one page may show."""

colours_cache = cache_control(public=True, max_age=DAY, immutable=True)


@require_safe
@colours_cache
def territory_css(request: HttpRequest, hues: str) -> HttpResponse:
    """The colours of one hue, or of several joined by "-": no database, the address says it all."""
    numbers = [int(hue) for hue in hues.split("-")]
    if len(numbers) > MOST or any(number >= 360 for number in numbers):
        raise Http404
    return HttpResponse("".join(css_rule(number) for number in numbers), content_type="text/css")


@require_safe
@colours_cache
def scheme_css(request: HttpRequest) -> HttpResponse:
    """Both schemes by attribute instead of by device: only the gallery asks for one."""
    return HttpResponse(fixed_scheme(), content_type="text/css")


@require_safe
def gallery_page(request: HttpRequest) -> HttpResponse:
    """Every component in every state, in the hue and the scheme that the address names."""
    hue, scheme = _chosen_hue(request), request.GET.get("scheme", "")
    context = sample_context() | {
        "families": FAMILIES,
        "hues": HUES,
        "hue": hue,
        "scheme": scheme if scheme in SCHEMES else "",
        "colours": colours(hue),
    }
    return render(request, "ui/gallery.html", context)


def _chosen_hue(request: HttpRequest) -> int:
    asked = request.GET.get("hue", "")
    if asked.isascii() and asked.isdigit() and len(asked) <= 3 and int(asked) < 360:
        return int(asked)
    return brand(getattr(request, "territory", None)).hue
