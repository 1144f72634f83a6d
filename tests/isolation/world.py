"""Two territories with the same things in each, so that one can be asked for the other's.

Every secret of a territory carries SECRET-<tag>, everything public PUBLIC-<tag>: the canaries.
"""

from dataclasses import dataclass, field, replace
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from accounts.models import User
from assessments.codesign import tokens as trial_tokens
from assessments.codesign.models import Comment, Preview, Room
from assessments.codesign.models import Invitation as Trial
from assessments.codesign.services.comments import comment
from assessments.codesign.services.previews import invite, open_preview
from assessments.codesign.services.rooms import open_room
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.services import import_document
from assessments.rehearsals.models import Rehearsal
from assessments.rehearsals.services import ask
from assessments.responses import evidence, links
from assessments.responses.models import Assessment, Evidence
from assessments.responses.services import Given, attach, begin_assessment, save_answers, set_profile
from assessments.results.models import Result
from assessments.results.services import submit
from cms.models import ContentPage
from organisations import tokens
from organisations.models import Invitation, MemberRole, Membership, Organisation
from territories.models import Role, RoleName, Territory
from territories.scope import territory_scope
from territories.services import grant_role
from tests.factories.accounts import make_staff, make_user
from tests.factories.frameworks import simple_document
from tests.factories.organisations import make_invitation, make_organisation
from tests.isolation import furniture

ANONYMOUS, STRANGER = "anonymous", "stranger"
ACTORS = (ANONYMOUS, STRANGER, "contributor", "owner", *(str(role) for role in RoleName), "national")


@dataclass
class Space:
    """One territory and what it holds."""

    territory: Territory
    tag: str
    people: dict[str, User] = field(default_factory=dict)
    organisation: Organisation = None  # type: ignore[assignment]
    membership: Membership = None  # type: ignore[assignment]
    invitation: Invitation = None  # type: ignore[assignment]
    draft: Assessment = None  # type: ignore[assignment]
    evidence: Evidence = None  # type: ignore[assignment]
    version: FrameworkVersion = None  # type: ignore[assignment]
    comment: Comment = None  # type: ignore[assignment]
    preview: Preview = None  # type: ignore[assignment]
    trial: Trial = None  # type: ignore[assignment]
    room: Room = None  # type: ignore[assignment]
    rehearsal: Rehearsal = None  # type: ignore[assignment]
    result: Result = None  # type: ignore[assignment]
    role: Role = None  # type: ignore[assignment]
    page: Page = None  # type: ignore[assignment]
    image: Any = None
    document: Any = None
    more: dict[str, Any] = field(default_factory=dict)
    """What the apps of `tests/isolation/furniture/` put there, by name."""

    @property
    def secret(self) -> str:
        return f"SECRET-{self.tag}"

    @property
    def public(self) -> str:
        return f"PUBLIC-{self.tag}"

    @property
    def invitation_token(self) -> str:
        return tokens.make(self.invitation.pk)

    @property
    def resume_token(self) -> str:
        return links.token_for(self.draft)

    @property
    def trial_token(self) -> str:
        return trial_tokens.make(self.trial.pk)

    def actor(self, name: str) -> User | None:
        return self.people.get(name)


def build(territory: Territory, tag: str, version: FrameworkVersion) -> Space:
    """Fill a territory."""
    space = Space(territory, tag)
    with territory_scope(territory):
        _people(space)
        _organisation(space)
        _assessments(space, version)
        _framework(space)
        _codesign(space)
        _pages(space)
        for app in furniture.apps():
            app.furnish(space)
    return space


def _people(space: Space) -> None:
    space.people[STRANGER] = make_user(f"stranger@{space.tag}.test", name=f"{space.secret}-stranger")
    for name in ("owner", "contributor"):
        space.people[name] = make_user(f"{name}@{space.tag}.test", name=f"{space.secret}-{name}")
    for role in RoleName:
        user = make_staff(f"{role}@{space.tag}.test", name=f"{space.secret}-{role}")
        grant_role(territory=space.territory, user=user, role=role)
        space.people[str(role)] = user
    space.role = Role.objects.get(user=space.people[str(RoleName.READER)])
    space.people["national"] = make_staff(
        f"national@{space.tag}.test", name=f"{space.secret}-national", is_superuser=True
    )


def _organisation(space: Space) -> None:
    owner = space.people["owner"]
    space.organisation = make_organisation(owner, name=f"{space.secret}-organisation")
    space.membership = Membership.objects.create(
        organisation=space.organisation, user=space.people["contributor"], role=MemberRole.CONTRIBUTOR
    )
    space.invitation = make_invitation(space.organisation, owner, f"{space.secret.lower()}@invited.test")


def _assessments(space: Space, version: FrameworkVersion) -> None:
    space.draft = _assessment(space, version)
    proof = SimpleUploadedFile(f"{space.secret}.pdf", f"%PDF-1.7 {space.secret} %%EOF".encode())
    space.evidence = evidence.add_evidence(assessment=space.draft, code="t1q1", upload=proof)
    submitted = _assessment(space, version)
    space.result = submit(assessment=submitted)


def _assessment(space: Space, version: FrameworkVersion) -> Assessment:
    assessment = begin_assessment(
        territory=space.territory, version=version, kind="company", author=space.people["owner"]
    )
    attach(assessment=assessment, organisation=space.organisation)
    set_profile(assessment=assessment, facts={"organisation_name": f"{space.secret}-assessment"})
    save_answers(assessment=assessment, given={"t1q1": Given(["s1"], 0)})
    return assessment


def _framework(space: Space) -> None:
    """A draft of the territory's own, whose words are secret until it is published."""
    title = {"fr": f"{space.secret}-framework", "en": f"{space.secret}-framework"}
    document = replace(simple_document(code=f"own-{space.tag.lower()}", version="draft"), title=title)
    space.version = import_document(document=document, territory=space.territory)


def _codesign(space: Space) -> None:
    """What is said of the draft: among authors, by pioneers, in a room."""
    author = space.people["animator"]
    about: dict[str, Any] = {"version": space.version, "territory": space.territory}
    space.comment = comment(**about, author=author, node="t1q1", text=f"{space.secret}-comment")
    space.preview = open_preview(**about, user=author, kind="company", days=9, message=f"{space.secret}-preview")
    (space.trial,) = invite(preview=space.preview, emails=[f"{space.secret.lower()}@pioneer.test"], user=author)
    space.room = open_room(**about, user=author, title=f"{space.secret}-room", questions=["t1q1", "t1q2"])
    national = space.draft.version
    space.rehearsal = ask(territory=space.territory, source=national, target=space.version, user=author)


def _pages(space: Space) -> None:
    territory = space.territory
    home = territory.site.root_page
    home.add_child(instance=ContentPage(title=f"{space.public}-page", slug="page"))
    space.page = home.add_child(instance=ContentPage(title=f"{space.secret}-draft", slug="draft", live=False))
    space.page.save_revision(user=space.people["animator"])
    picture = get_test_image_file(filename=f"{space.secret.lower()}.png")
    space.image = get_image_model().objects.create(
        title=f"{space.secret}-image", file=SimpleUploadedFile("image.png", picture.file.getvalue()),
        collection=territory.collection,
    )  # fmt: skip
    space.document = get_document_model().objects.create(
        title=f"{space.public}-document", file=ContentFile(space.public.encode(), name=f"{space.tag}.txt"),
        collection=territory.collection,
    )  # fmt: skip
