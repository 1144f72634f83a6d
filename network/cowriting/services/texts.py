"""The working text is the version's own: read from it, written to it, each state of it kept as a revision."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from network.charters import services as charters
from network.charters.models import Article as Row
from network.charters.models import CharterVersion, Status
from network.cowriting.domain.text import PREAMBLE, Article, Text
from network.cowriting.models import Kind, Proposal, Revision, What, Writing
from network.cowriting.queries.writings import current
from network.cowriting.services.journal import record


def read(version: CharterVersion, language: str) -> Text:
    """The text of a version in one language: two queries."""
    preamble = CharterVersion.objects.values_list("preamble", flat=True).get(pk=version.pk)
    rows = Row.objects.filter(version=version).order_by("position", "id")
    articles = (Article(row.code, row.kind, row.title.get(language, ""), row.body.get(language, "")) for row in rows)
    return Text(preamble.get(language, ""), tuple(articles))


def begin_discussion(version: CharterVersion) -> None:
    """Raises ValidationError: no draft, or no article yet."""
    if version.status != Status.DRAFT:
        raise ValidationError(_("Only a draft can be opened to discussion."))
    charters.discuss(version=version)


def catch_up(writing: Writing) -> Revision:
    """The last revision; a new one, told in the journal, where the team wrote in the charter itself meanwhile."""
    last, stands = current(writing), read(writing.version, writing.language)
    if last.text == stands:
        return last
    record(writing=writing, what=What.EDITED)
    return keep(writing, last, stands)


def keep(
    writing: Writing, last: Revision, text: Text, proposal: Proposal | None = None, by: User | None = None
) -> Revision:
    made: Revision = Revision.objects.create(
        writing=writing, number=last.number + 1, body=text.to_dict(), proposal=proposal, by=by
    )
    return made


@transaction.atomic
def bring_in(*, writing: Writing, proposal: Proposal, words: str, last: Revision, user: User) -> Revision:
    """Write `words` in the version where the proposal says. Raises ValidationError where its passage has gone."""
    if proposal.kind == Kind.ARTICLE:
        texts = {writing.language: proposal.title}, {writing.language: words}
        charters.add_article(version=writing.version, title=texts[0], body=texts[1], kind=proposal.article_kind)
    elif proposal.target == PREAMBLE:
        _write_preamble(writing, words)
    else:
        _write_article(writing, proposal, words)
    return keep(writing, last, read(writing.version, writing.language), proposal, user)


def _write_preamble(writing: Writing, words: str) -> None:
    before = CharterVersion.objects.values_list("preamble", flat=True).get(pk=writing.version_id)
    charters.edit_preamble(version=writing.version, preamble={**before, writing.language: words})


def _write_article(writing: Writing, proposal: Proposal, words: str) -> None:
    row = Row.objects.select_related("version").filter(version=writing.version_id, code=proposal.target).first()
    if row is None:
        raise ValidationError(_("The passage that it amends is not in the text any more."))
    title = {**row.title, writing.language: proposal.title} if proposal.title else row.title
    body = {**row.body, writing.language: words}
    charters.edit_article(article=row, title=title, body=body, kind=row.kind, theme=row.theme)


def adopt(*, writing: Writing, names: list[str]) -> None:
    """Name at the end of the preamble those who agreed to it, then adopt the version."""
    if names:
        text = read(writing.version, writing.language)
        with translation.override(writing.language):
            thanks = _("Written with: %(names)s.") % {"names": ", ".join(names)}
        _write_preamble(writing, f"{text.preamble}\n\n{thanks}".strip())
    charters.adopt(version=writing.version)
