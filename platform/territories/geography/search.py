"""Find a commune from what someone typed."""

from collections.abc import Iterable

from django.db.models import Case, Exists, IntegerField, OuterRef, QuerySet, Value, When

from territories.geography.names import fold
from territories.models import Commune, CommuneKey

MOST_WORDS = 6


def find_communes(text: str, limit: int = 10) -> list[Commune]:
    """The communes that `text` may mean, likeliest first: the name, its beginning, then any of its words.

    `text` is a name or words of it, a postcode, an INSEE code, the beginning of one, or several of these
    ("st benoit 86"). Former names and municipal arrondissements lead to the commune of today. Equals are
    sorted by population. One query; none for a blank text.
    """
    folded = fold(text)
    words = sorted(set(folded.split()), key=len, reverse=True)[:MOST_WORDS]
    if not words:
        return []
    found = Commune.objects.select_related("intercommunality").annotate(exactness=_exactness(folded))
    # A letter alone begins half of the names: it stands for itself ("Y", in the Somme).
    lookup = "key__prefix" if len(folded) > 1 else "key"
    for word in words:
        found = found.filter(pk__in=CommuneKey.objects.filter(**{lookup: word}).order_by().values("commune"))
    return list(found.order_by("exactness", "-population", "code")[:limit])


def communes_by_code(codes: Iterable[str]) -> dict[str, Commune]:
    """The commune of today for each INSEE code, former or arrondissement codes too; unknown ones left out."""
    keys = {code: code.strip().lower() for code in codes}
    rows = CommuneKey.objects.filter(kind=CommuneKey.Kind.CODE, key__in=set(keys.values())).order_by()
    communes = {row.key: row.commune for row in rows.select_related("commune__intercommunality")}
    return {code: communes[key] for code, key in keys.items() if key in communes}


def _exactness(folded: str) -> Case:
    """0 when the whole text is a name, a postcode or a code; 1 when a name begins with it; else 2."""
    same_code: QuerySet[CommuneKey] = CommuneKey.objects.filter(
        commune=OuterRef("pk"), key=folded, kind__in=(CommuneKey.Kind.POSTCODE, CommuneKey.Kind.CODE)
    )
    return Case(
        When(search_name=folded, then=Value(0)),
        When(Exists(same_code.order_by()), then=Value(0)),
        When(search_name__prefix=folded, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
