"""Writing a charter: from a draft to its adoption."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from network.charters import queries
from network.charters.domain import text
from network.charters.domain.rules import Rules
from network.charters.models import Article, ArticleKind, Charter, CharterVersion, ScopeKind, Status
from outbox.services import announce
from territories.models import Territory


@transaction.atomic
def create_charter(
    *,
    territory: Territory,
    title: str,
    scope_kind: str = ScopeKind.TERRITORY,
    group: str = "",
    communes: Any = (),
    organisations: Any = (),
) -> Charter:
    """A charter with its first draft. Raises ValidationError: one only for the territory, a group is named."""
    charter = Charter(territory=territory, title=title.strip(), scope_kind=scope_kind, group=group.strip())
    charter.rules = Rules().to_dict()
    charter.full_clean()
    charter.save()
    charter.communes.set(communes)
    charter.organisations.set(organisations)
    start_version(charter=charter)
    return charter


@transaction.atomic
def edit_charter(
    *, charter: Charter, title: str, group: str = "", communes: Any = None, organisations: Any = None
) -> Charter:
    """Its name and whom it invites. None leaves communes or organisations as they are."""
    charter.title, charter.group = title.strip(), group.strip()
    charter.full_clean()
    charter.save()
    if communes is not None:
        charter.communes.set(communes)
    if organisations is not None:
        charter.organisations.set(organisations)
    return charter


@transaction.atomic
def set_rules(*, charter: Charter, rules: Rules) -> Charter:
    """What signing asks from now on; signatures keep what was asked of them."""
    charter.rules = rules.to_dict()
    charter.full_clean(exclude=["territory"])
    charter.save(update_fields=["rules", "updated_at"])
    return charter


@transaction.atomic
def start_version(*, charter: Charter) -> CharterVersion:
    """The version at work, or else a new draft that starts from the adopted text."""
    Charter.objects.select_for_update().get(pk=charter.pk)
    at_work = queries.version_at_work(charter)
    if at_work is not None:
        return at_work
    last = queries.versions_of(charter).aggregate(last=Max("number"))["last"] or 0
    former = queries.adopted_version(charter)
    version = CharterVersion(charter=charter, number=last + 1, preamble=former.preamble if former else {})
    version.full_clean(exclude=["charter"])
    version.save()
    for article in former.articles.all() if former else ():
        Article.objects.create(
            version=version, code=article.code, position=article.position, kind=article.kind,
            title=article.title, body=article.body, theme=article.theme,
        )  # fmt: skip
    return version


@transaction.atomic
def edit_preamble(*, version: CharterVersion, preamble: Mapping[str, str]) -> CharterVersion:
    locked = _at_work(version)
    locked.preamble = _texts(preamble)
    locked.full_clean(exclude=["charter"])
    locked.save()
    return locked


@transaction.atomic
def add_article(
    *,
    version: CharterVersion,
    title: Mapping[str, str],
    body: Mapping[str, str],
    kind: str = ArticleKind.PRINCIPLE,
    theme: str = "",
) -> Article:
    """At the end. Its code was never that of another article of this charter."""
    locked = _at_work(version)
    last = Article.objects.filter(version=locked).aggregate(last=Max("position"))["last"] or 0
    article = Article(version=locked, code=_new_code(locked), position=last + 1)
    return _write(article, title, body, kind, theme)


@transaction.atomic
def edit_article(
    *, article: Article, title: Mapping[str, str], body: Mapping[str, str], kind: str, theme: str = ""
) -> Article:
    article.version = _at_work(article.version)
    return _write(article, title, body, kind, theme)


@transaction.atomic
def move_article(*, article: Article, by: int) -> None:
    """`by` -1: one place up; 1: one place down. At the end of the list, nothing moves."""
    version = _at_work(article.version)
    rows = list(Article.objects.filter(version=version).order_by("position", "id"))
    place = next(index for index, row in enumerate(rows) if row.pk == article.pk)
    target = min(max(place + by, 0), len(rows) - 1)
    rows.insert(target, rows.pop(place))
    for position, row in enumerate(rows, start=1):
        if row.position != position:
            Article.objects.filter(pk=row.pk).update(position=position)


@transaction.atomic
def remove_article(*, article: Article) -> None:
    article.version = _at_work(article.version)
    article.delete()


@transaction.atomic
def discuss(*, version: CharterVersion) -> CharterVersion:
    """Open the draft to discussion. Raises ValidationError on a text without article."""
    locked = _at_work(version)
    _refuse_unfinished(locked)
    return _to(locked, Status.DISCUSSED)


@transaction.atomic
def back_to_draft(*, version: CharterVersion) -> CharterVersion:
    return _to(_at_work(version), Status.DRAFT)


@transaction.atomic
def adopt(*, version: CharterVersion, moment: datetime | None = None) -> CharterVersion:
    """Freeze the text and its digest; the former one is retired, its signatures stay. Adopted twice, it is once.

    `moment`: when it was decided, for a text voted before it came here; now by default.
    Raises ValidationError on a text that is unfinished or retired.
    """
    locked = _locked(version)
    if locked.status == Status.ADOPTED:
        return locked
    if locked.status == Status.RETIRED:
        raise ValidationError(_("A retired text is not adopted again: start from it for a new one."))
    _refuse_unfinished(locked)
    now = moment or timezone.now()
    CharterVersion.objects.filter(charter=locked.charter, status=Status.ADOPTED).update(
        status=Status.RETIRED, retired_at=now
    )
    locked.text = text_of(locked)
    locked.digest = text.digest_of(locked.text)
    locked.status, locked.adopted_at = Status.ADOPTED, now
    locked.full_clean(exclude=["charter"])
    locked.save()
    announce(
        topic="charter_adopted",
        territory=locked.charter.territory,
        payload={"charter": str(locked.charter_id), "version": str(locked.pk)},
    )
    return locked


def text_of(version: CharterVersion) -> str:
    """The exact text: as adopted, else as it would be today."""
    if version.text:
        return version.text
    rows = Article.objects.filter(version=version).order_by("position", "id")
    articles = [article.as_text for article in rows]
    return text.canonical(
        title=version.charter.title, number=version.number, preamble=version.preamble, articles=articles
    )


def _at_work(version: CharterVersion) -> CharterVersion:
    """The row, locked, when it may still be written. Raises ValidationError otherwise."""
    locked = _locked(version)
    if locked.is_frozen:
        raise ValidationError(_("This text was adopted: it does not change any more. Start a new version."))
    return locked


def _locked(version: CharterVersion) -> CharterVersion:
    found: CharterVersion = (
        CharterVersion.objects.select_for_update(of=("self",)).select_related("charter__territory").get(pk=version.pk)
    )
    return found


def _to(version: CharterVersion, status: Status) -> CharterVersion:
    version.status = status
    version.save(update_fields=["status", "updated_at"])
    return version


def _refuse_unfinished(version: CharterVersion) -> None:
    if not Article.objects.filter(version=version).exists():
        raise ValidationError(_("Write one article at least."))


def _write(article: Article, title: Mapping[str, str], body: Mapping[str, str], kind: str, theme: str) -> Article:
    article.title, article.body, article.kind, article.theme = _texts(title), _texts(body), kind, theme
    article.full_clean(exclude=["version"])
    article.save()
    return article


def _texts(given: Mapping[str, str]) -> dict[str, str]:
    """Without empty languages, with one kind of line ends."""
    cleaned = {language: "\n".join(words.split("\r\n")).strip() for language, words in given.items()}
    return {language: words for language, words in cleaned.items() if words}


def _new_code(version: CharterVersion) -> str:
    used = Article.objects.filter(version__charter=version.charter_id).values_list("code", flat=True)
    numbers = [int(code[1:]) for code in used if code[0] == "a" and code[1:].isdecimal()]
    return f"a{max(numbers, default=0) + 1}"
