"""What everyone reads: the charter, its exact texts, who signed."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from network.charters import asking, navigation, queries
from network.charters.domain.rules import Rules
from network.charters.domain.text import grouped
from network.charters.forms import SearchForm
from network.charters.models import Charter, CharterVersion
from network.charters.views.access import adopted_or_404, territory_of

A_PAGE = 24
NEWEST = 6


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The charter of the territory; those in common are linked from it."""
    navigation.remember(territory_of(request))
    main = queries.main_version()
    in_common = list(queries.adopted_in_common())
    if main is None:
        return render(request, "charters/none.html", {"in_common": in_common})
    return _show(request, main, in_common)


@require_safe
def charter(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _show(request, adopted_or_404(request, pk), [])


def _show(request: HttpRequest, version: CharterVersion, in_common: list[Charter]) -> HttpResponse:
    listed = queries.listed(version.charter)
    context = {
        "version": version,
        "charter": version.charter,
        "articles": list(version.articles.all()),
        "asked": asking.in_words(Rules.from_dict(version.charter.rules)),
        "newest": listed[:NEWEST],
        "count": queries.count_in_force(version.charter),
        "in_common": in_common,
    }
    return render(request, "charters/charter.html", context)


@require_safe
def version(request: HttpRequest, pk: UUID) -> HttpResponse:
    """An exact text, adopted or retired, with its digest."""
    found: CharterVersion = get_object_or_404(queries.with_articles(), pk=pk)
    if not found.is_frozen:
        raise Http404
    return render(request, "charters/version.html", {"version": found, "digest": grouped(found.digest)})


@require_safe
def signatories(request: HttpRequest) -> HttpResponse:
    """Those who consent, by name; filters in the address."""
    form = SearchForm(queries.communes_of_signatories(), request.GET or None)
    wanted = form.cleaned_data if form.is_bound and form.is_valid() else {}
    rows = queries.listed().order_by("organisation_name", "id")
    rows = queries.filtered(rows, name=wanted.get("q", ""), commune=wanted.get("commune", ""))
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {"form": form, "page": page, "query": query.urlencode()}
    return render(request, "charters/signatories.html", context)
