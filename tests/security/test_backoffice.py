"""The back-office as a hostile animator of one territory would use it: what is posted names a neighbour's things.

Addresses that name them are tried in tests/isolation; here it is the fields.
"""

import gc
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction

from cms.models import ContentPage
from cms.services import open_space
from territories.models import Kind, RoleName, Territory
from tests.factories.territories import make_agent
from tests.isolation.world import Space
from tests.isolation.world import _pages as fill_with_pages
from tests.security.world import browser

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


def _space(name: str, parent: Territory | None = None) -> Space:
    kind = Kind.METROPOLIS if parent else Kind.NATIONAL
    host = f"{name}.localhost" if parent else "localhost"
    territory = open_space(slug=name, name=name, kind=kind, hostname=host, contact="a@b.example", parent=parent)
    space = Space(territory, name.upper())
    space.people["animator"] = make_agent(territory, RoleName.ANIMATOR)
    fill_with_pages(space)
    return space


@pytest.fixture
def spaces(db: None) -> Iterator[tuple[Space, Space]]:
    national = _space("national").territory
    yield _space("ours", national), _space("theirs", national)
    gc.collect()  # pictures that Wagtail left open


@pytest.fixture
def ours(spaces: tuple[Space, Space]) -> Space:
    return spaces[0]


@pytest.fixture
def theirs(spaces: tuple[Space, Space]) -> Space:
    return spaces[1]


@pytest.fixture
def animator(ours: Space) -> Client:
    return browser(ours.territory, ours.people["animator"])


def linked(kind: str, pk: int) -> str:
    """What the text editor posts for a text that holds one link."""
    data: dict[str, Any] = {"id": pk} | ({"url": "/x/", "parentId": 1} if kind == "LINK" else {"filename": "x"})
    block = {
        "key": "a",
        "text": "here",
        "type": "unstyled",
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": [{"offset": 0, "length": 4, "key": 0}],
        "data": {},
    }
    return json.dumps({"blocks": [block], "entityMap": {"0": {"type": kind, "mutability": "MUTABLE", "data": data}}})


def write(client: Client, space: Space, body: str, address: str = "") -> ContentPage:
    """Save the draft of `space` with this text; the page as it then stands in its latest revision."""
    form = {
        "title": "T", "slug": "draft", "body": body, "seo_title": "", "search_description": "",
        "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", "comment_notifications": "",
    }  # fmt: skip
    client.post(address or f"/gestion/pages/{space.page.pk}/edit/", form)
    page: ContentPage = Page.objects.get(pk=space.page.pk).get_latest_revision_as_object()
    return page


class TestLinksInAText:
    def test_to_what_is_ours_or_public(self, animator: Client, ours: Space, theirs: Space) -> None:
        public = theirs.territory.site.root_page.get_children().live().order_by("pk").first()
        for pk in (ours.page.pk, public.pk):
            assert f'id="{pk}"' in write(animator, ours, linked("LINK", pk)).body
        assert f'id="{ours.document.pk}"' in write(animator, ours, linked("DOCUMENT", ours.document.pk)).body

    def test_to_a_neighbour_s_draft_or_file(self, animator: Client, ours: Space, theirs: Space) -> None:
        for kind, thing in (("LINK", theirs.page), ("DOCUMENT", theirs.document)):
            assert "<a" not in write(animator, ours, linked(kind, thing.pk)).body

    def test_not_in_a_new_page_nor_in_a_preview(self, animator: Client, ours: Space, theirs: Space) -> None:
        home = ours.territory.site.root_page_id
        before = Page.objects.count()
        write(animator, ours, linked("DOCUMENT", theirs.document.pk), f"/gestion/pages/add/cms/contentpage/{home}/")
        assert Page.objects.count() == before
        preview = f"/gestion/pages/{ours.page.pk}/edit/preview/"
        write(animator, ours, linked("DOCUMENT", theirs.document.pk), preview)
        assert theirs.document.filename not in animator.get(preview).content.decode()


def test_a_typed_address_tells_no_title_of_a_neighbour(animator: Client, theirs: Space) -> None:
    page = theirs.territory.site.root_page.get_children().live().order_by("pk").first()
    page.title = "SECRET-renamed"
    page.specific.save_revision()
    Page.objects.filter(pk=page.pk).update(draft_title="SECRET-renamed")
    form = {"external-link-chooser-url": page.full_url, "external-link-chooser-link_text": "x"}
    said = animator.post("/gestion/choose-external-link/", form)
    assert said.status_code == 200
    assert json.loads(said.content)["result"]["url"] == page.full_url
    assert "SECRET-renamed" not in said.content.decode()


class TestFiles:
    PNG = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
        "1f15c4890000000d49444154789c636460f85f0f0002870180eb47ba920000000049454e44ae426082"
    )

    def test_a_file_is_not_put_in_a_neighbour_s_collection(self, animator: Client, ours: Space, theirs: Space) -> None:
        foreign = theirs.territory.collection_id
        picture = SimpleUploadedFile("new.png", self.PNG, "image/png")
        text = SimpleUploadedFile("new.txt", b"x", "text/plain")
        animator.post("/gestion/images/add/", {"title": "New", "file": picture, "collection": foreign})
        animator.post("/gestion/documents/add/", {"title": "New", "file": text, "collection": foreign})
        animator.post(f"/gestion/images/{ours.image.pk}/", {"title": "Moved", "collection": foreign})
        animator.post(f"/gestion/documents/edit/{ours.document.pk}/", {"title": "Moved", "collection": foreign})
        for model in (get_image_model(), get_document_model()):
            assert model.objects.filter(collection=foreign).count() == 1

    @pytest.mark.parametrize(
        "name", ["x.html", "x.svg", "x.js", "x.xhtml", "x.mjs", "x.htm", "x.xml", "x", "x.pdf.html"]
    )
    def test_a_document_that_a_browser_could_run_is_refused(self, name: str, animator: Client, ours: Space) -> None:
        sent = SimpleUploadedFile(name, b"<script>alert(1)</script>", "application/pdf")
        animator.post(
            "/gestion/documents/add/", {"title": "New", "file": sent, "collection": ours.territory.collection_id}
        )
        assert not get_document_model().objects.filter(title="New").exists()

    def test_one_that_it_could_not_is_taken_and_downloads(self, animator: Client, ours: Space) -> None:
        sent = SimpleUploadedFile("plan.odt", b"<script>alert(1)</script>", "text/html")
        animator.post(
            "/gestion/documents/add/", {"title": "New", "file": sent, "collection": ours.territory.collection_id}
        )
        served = browser(ours.territory).get(get_document_model().objects.get(title="New").url)
        assert served.status_code == 200
        assert served.headers["content-disposition"].startswith("attachment")
        assert served.headers["content-security-policy"] == "default-src 'none'"
        assert served.headers["x-content-type-options"] == "nosniff"
        assert "html" not in served.headers["content-type"]
        b"".join(served.streaming_content)


@pytest.mark.parametrize(
    "address",
    [
        "images/?collection_id={collection}",
        "images/results/?collection_id={collection}&q=theirs",
        "documents/?collection_id={collection}",
        "images/chooser/?collection_id={collection}",
        "images/chooser/results/?collection_id={collection}&q=SECRET",
        "documents/chooser/results/?collection_id={collection}&q=SECRET",
        "choose-page/?page_type=wagtailcore.page&target_pages[]={page}",
        "choose-page/search/?q=SECRET&page_type=cms.contentpage",
        "choose-page/search/?q=PUBLIC&page_type=wagtailcore.page",
        "choose-page/?page_type=cms.contentpage&user_perms=move_to",
        "pages/{root}/?q=PUBLIC&search_all=1",
        "pages/search/?q=SECRET",
        "pages/search/?q=PUBLIC&content_type=cms.contentpage",
        "pages/search/results/?q=theirs",
        "pages/search/results/?ordering=title",
    ],
)
def test_what_a_question_mark_asks_is_narrowed_too(address: str, animator: Client, ours: Space, theirs: Space) -> None:
    names = {"collection": theirs.territory.collection_id, "page": theirs.page.pk}
    said = animator.get(f"/gestion/{address.format(**names, root=ours.territory.site.root_page_id)}")
    assert said.status_code == 200
    assert theirs.secret not in said.content.decode()
    assert theirs.public not in said.content.decode()


def test_a_model_that_does_not_exist_is_not_found(animator: Client) -> None:
    assert animator.post("/gestion/editing-sessions/ping/no/such/1/1/").status_code == 404


def test_a_page_behind_a_password_is_asked_on_its_own_host_only(ours: Space, theirs: Space) -> None:
    page = theirs.territory.site.root_page.get_children().live().order_by("pk").first()
    lock = PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")
    address = f"/_util/authenticate_with_password/{lock.pk}/{page.pk}/"
    assert browser(theirs.territory).get(address).status_code == 200
    assert browser(ours.territory).get(address).status_code == 404


def test_its_password_is_not_guessed_by_hundreds(ours: Space) -> None:
    page = ours.territory.site.root_page.get_children().live().order_by("pk").first()
    lock = PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")
    client = browser(ours.territory)
    address = f"/_util/authenticate_with_password/{lock.pk}/{page.pk}/"
    codes = [client.post(address, {"password": "?", "return_url": "/"}).status_code for _ in range(11)]
    assert codes == [200] * 10 + [403]
