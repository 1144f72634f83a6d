"""Every address of the site, from the resolver, with the arguments that make it one territory's.

A new pattern with an argument that nobody declared here fails the test: that is how it enters the matrix.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group
from django.urls import URLPattern, URLResolver, get_resolver

from tests.isolation import furniture
from tests.isolation.world import Space

Give = Callable[[Space], Any]
ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Route:
    """`name` is the view's full name, or its pattern when it has none."""

    name: str
    pattern: str

    @property
    def arguments(self) -> list[str]:
        return ARGUMENT.findall(self.pattern)

    @property
    def names_something(self) -> bool:
        """Whether the address changes with the territory whose things it names."""
        return bool(self.arguments) or self.pattern in LITERAL

    def path(self, space: Space) -> str:
        """The address of what `space` holds. Fails on an argument that is not declared."""
        if self.pattern in LITERAL:
            return "/" + LITERAL[self.pattern](space)
        area = self.name.split(":")[0]
        return "/" + ARGUMENT.sub(lambda found: str(self._value(area, found[1], space)), self.pattern).replace("^", "")

    def _value(self, area: str, argument: str, space: Space) -> Any:
        owners = (self.name, area, "")
        known = BY_ARGUMENT | furniture.arguments()
        give = next((known[owner, argument] for owner in owners if (owner, argument) in known), None)
        assert give, f"{self.name} ({self.pattern}): say what {argument} names in tests/isolation/routes.py"
        return give(space)


def routes() -> list[Route]:
    """All of them, once each, in the order of the address map."""
    return list(dict.fromkeys(_walk(get_resolver(), "", "")))


def _walk(resolver: URLResolver, prefix: str, namespace: str) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry, pattern, namespace + (f"{entry.namespace}:" if entry.namespace else ""))
        elif isinstance(entry, URLPattern):
            yield Route(namespace + (entry.name or pattern), pattern)


def _page(space: Space) -> int:
    return int(space.page.pk)


def _always(value: object) -> Give:
    return lambda space: value


LITERAL: dict[str, Give] = {
    r"gestion/pages/^(\d+)/revisions/compare/(live|earliest|\d+)\.\.\.(live|latest|\d+)/$": (
        lambda space: f"gestion/pages/{_page(space)}/revisions/compare/earliest...latest/"
    ),
    r"gestion/^.*/$": _always("gestion/no-such-screen/"),
    r"documents/^(\d+)/(.*)$": lambda space: f"documents/{space.document.pk}/{space.document.filename}",
    r"^((?:[\w\-]+/)*)$": _always("page/"),
    r"ui/^teinte/(?P<hues>[0-9]{1,3}(?:-[0-9]{1,3})*)\.css$": lambda space: f"ui/teinte/{space.territory.hue}.css",
}
ROOMS = ("room", "room_count", "room_show", "close_room", "room_summary", "propose")
BY_ARGUMENT: dict[tuple[str, str], Give] = {
    ("responses", "pk"): lambda space: space.draft.pk,
    ("responses", "token"): lambda space: space.resume_token,
    ("responses", "theme"): _always("t1"),
    ("responses", "code"): _always("t1q1"),
    ("responses", "evidence"): lambda space: space.evidence.pk,
    ("results:submit", "pk"): lambda space: space.draft.pk,
    ("results", "pk"): lambda space: space.result.pk,
    ("results", "code"): lambda space: space.result.code,
    ("editor", "pk"): lambda space: space.version.pk,
    ("editor", "code"): _always("t1q1"),
    ("editor", "node"): _always("question"),
    ("editor", "form"): _always("yaml"),
    ("editor:theme", "code"): _always("t1"),
    ("codesign", "pk"): lambda space: space.version.pk,
    ("codesign", "source"): lambda space: space.draft.version_id,
    **{(f"codesign:{name}", "pk"): lambda space: space.rehearsal.pk for name in ("rehearsal", "rehearsal_progress")},
    ("codesign", "pack"): _always(1),
    ("codesign", "form"): _always("yaml"),
    ("codesign", "comment"): lambda space: space.comment.pk,
    ("codesign", "invitation"): lambda space: space.trial.pk,
    ("codesign", "token"): lambda space: space.trial_token,
    ("codesign", "theme"): _always("t1"),
    ("codesign", "code"): lambda space: space.room.code,
    **{(f"codesign:{name}", "pk"): lambda space: space.preview.pk for name in ("preview", "close_preview", "withdraw")},
    **{(f"codesign:{name}", "pk"): lambda space: space.room.pk for name in ROOMS},
    ("organisations", "pk"): lambda space: space.organisation.pk,
    ("organisations", "token"): lambda space: space.invitation_token,
    ("organisations", "member"): lambda space: space.membership.pk,
    ("organisations", "invitation"): lambda space: space.invitation.pk,
    ("territories", "pk"): lambda space: space.role.pk,
    ("mfa_remove_webauthn", "pk"): lambda space: space.people["owner"].pk,
    ("mfa_edit_webauthn", "pk"): lambda space: space.people["owner"].pk,
    ("wagtailadmin_api", "pk"): _page,
    ("wagtailadmin_api", "action_name"): _always("publish"),
    ("wagtailadmin_collections", "pk"): lambda space: space.territory.collection_id,
    ("wagtailadmin_collections", "collection_id"): lambda space: space.territory.collection_id,
    ("wagtailadmin_workflows", "pk"): _always(1),
    ("wagtailadmin_workflows", "task_id"): _always(1),
    ("wagtailsites", "pk"): lambda space: space.territory.site_id,
    ("wagtailusers_users", "pk"): lambda space: space.people["owner"].pk,
    ("wagtailusers_groups", "pk"): lambda space: Group.objects.order_by("pk").first().pk,  # type: ignore[union-attr]
    ("wagtailimages_chooser", "pk"): lambda space: space.image.pk,
    ("wagtaildocs_chooser", "pk"): lambda space: space.document.pk,
    ("media", "path"): lambda space: space.image.get_rendition("width-100").file.name,
    ("", "image_id"): lambda space: space.image.pk,
    ("", "document_id"): lambda space: space.document.pk,
    ("", "doc_id"): lambda space: space.document.pk,
    ("", "uploaded_file_id"): _always(1),
    ("", "filter_spec"): _always("original"),
    ("", "page_id"): _page,
    ("", "page_pk"): _page,
    ("", "parent_page_id"): lambda space: space.territory.site.root_page_id,
    ("", "page_to_move_id"): _page,
    ("", "destination_id"): lambda space: space.territory.site.root_page_id,
    ("", "revision_id"): lambda space: space.page.latest_revision_id,
    ("", "object_id"): _page,
    ("", "session_id"): _always(1),
    ("", "task_id"): _always(1),
    ("", "task_state_id"): _always(1),
    ("", "workflow_pk"): _always(1),
    ("", "workflow_state_id"): _always(1),
    ("", "restriction_id"): _always(1),
    ("", "page_view_restriction_id"): _always(1),
    ("", "action_name"): _always("approve"),
    ("", "action"): _always("delete"),
    ("", "app_label"): _always("cms"),
    ("", "model_name"): _always("contentpage"),
    ("", "app_name"): _always("wagtailimages"),
    ("", "content_type_app_name"): _always("cms"),
    ("", "content_type_model_name"): _always("contentpage"),
    ("", "uidb64"): _always("MQ"),
    ("", "token"): _always("set-password"),
}
