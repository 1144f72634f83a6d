"""What every page of one version shows above its own: name, status, tabs. Templates: `editor/version.html`."""

from typing import Any

from django.http import HttpRequest

from assessments.editor import access, queries, screens
from assessments.frameworks.models import FrameworkVersion


def context(request: HttpRequest, version: FrameworkVersion) -> dict[str, Any]:
    """`version` must come with its framework, the framework's territory and its base: `access.version_or_404`."""
    edits = access.may_edit(request, version)
    can_undo, can_redo = queries.ways_back(version) if edits else (False, False)
    groups, shown = screens.tabs(version, request.path)
    return {
        "version": version,
        "screen_groups": groups,
        "screens": shown,
        "is_own": version.framework.territory_id == access.territory_of(request).pk,
        "edits": edits,
        "can_undo": can_undo,
        "can_redo": can_redo,
        "administers": access.may(request, access.PUBLISH),
    }
