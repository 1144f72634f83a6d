"""The back-office pages of a version: who may open them, and what stands around them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from assessments.editor import access, desk
from assessments.frameworks.models import FrameworkVersion

COMMENT = "territories.moderate"
"""Who may say something of a draft: the whole team but those who only read."""


def page(
    request: HttpRequest, template: str, version: FrameworkVersion, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """The page with the version's name, its way back and its tabs."""
    return render(request, template, desk.context(request, version) | context, status=status)


def own(request: HttpRequest, pk: int, permission: str) -> FrameworkVersion:
    """A version of the territory's own, for who has `permission` there. Raises Http404 else."""
    if not access.may(request, permission):
        raise Http404
    return access.own_version_or_404(request, pk)


def node_url(version: FrameworkVersion, code: str, kind: str = "question") -> str:
    """Where the editor shows this question, or this theme."""
    return reverse("editor:theme" if kind == "theme" else "editor:node", args=[version.pk, code])
