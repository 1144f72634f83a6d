"""Comments of co-authors: the threads of a version, or of one of its nodes (`?node=CODE`)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.people import signed_in
from assessments.codesign import desk, outline
from assessments.codesign.forms import CommentForm
from assessments.codesign.models import Comment
from assessments.codesign.queries import comments as queries
from assessments.codesign.services import comments as services
from assessments.editor.access import for_team, may, territory_of
from assessments.frameworks.models import FrameworkVersion


@for_team()
@require_http_methods(["GET", "HEAD", "POST"])
def comments(request: HttpRequest, pk: int) -> HttpResponse:
    version = desk.own(request, pk, desk.COMMENT if request.method == "POST" else "territories.read")
    sent = request.POST if request.method == "POST" else request.GET
    node = sent.get("node", "").replace("\0", "")
    form = CommentForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _say(request, version, node, form):
        return redirect(_address(version, node))
    return _page(request, version, node, form)


def _say(request: HttpRequest, version: FrameworkVersion, node: str, form: CommentForm) -> bool:
    to = _thread(request, version, request.POST["to"]) if request.POST.get("to") else None
    try:
        services.comment(
            version=version, territory=territory_of(request), author=signed_in(request), node=node, to=to,
            text=form.cleaned_data["text"],
        )  # fmt: skip
    except ValidationError as refusal:
        form.add_error("text", refusal.messages[0])
        return False
    messages.success(request, _("Your comment is there."))
    return True


def _thread(request: HttpRequest, version: FrameworkVersion, key: str) -> Comment:
    pk = int(key) if key.isdecimal() and len(key) < 12 else 0
    found: Comment = get_object_or_404(
        Comment.objects.select_related("parent"), pk=pk, version=version, territory=territory_of(request)
    )
    return found


def _page(request: HttpRequest, version: FrameworkVersion, node: str, form: CommentForm) -> HttpResponse:
    nodes = outline.nodes(outline.document_of(version))
    titles = {one.code: one.title for one in nodes}
    shown = queries.threads(version, territory_of(request), node or None)
    context = {
        "threads": [(thread, titles.get(thread.first.node, thread.first.node)) for thread in shown],
        "node": node,
        "node_title": titles.get(node, node),
        "node_kind": next((one.kind for one in nodes if one.code == node), ""),
        "nodes": nodes,
        "form": form,
        "to": request.POST.get("to", ""),
        "may_comment": may(request, desk.COMMENT),
    }
    return desk.page(request, "codesign/comments.html", version, context)


def _address(version: FrameworkVersion, node: str) -> str:
    path = reverse("codesign:comments", args=[version.pk])
    return f"{path}?{urlencode({'node': node})}" if node else path


@for_team(desk.COMMENT)
@require_POST
def settle(request: HttpRequest, pk: int, comment: int) -> HttpResponse:
    """Settle a thread, or open it again."""
    version = desk.own(request, pk, desk.COMMENT)
    thread = _thread(request, version, str(comment))
    if request.POST.get("open"):
        services.reopen(thread=thread)
    else:
        services.resolve(thread=thread, user=signed_in(request))
    return redirect(f"{_address(version, request.POST.get('node', ''))}#c{thread.pk}")
