"""The content security policy of each part of the site."""

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest, HttpResponseBase

from cms.gate import PREFIX

BACK_OFFICE = {
    "default-src": [NONE],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF, "data:"],
    "media-src": [SELF],
    "connect-src": [SELF],
    "frame-src": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [SELF],  # a page's preview stands in a frame of its editor
    "base-uri": [NONE],
}
"""Wagtail's own screens carry inline scripts and styles; nothing from elsewhere all the same."""


class PolicyMiddleware(CSPMiddleware):
    """CONTENT_SECURITY_POLICY everywhere, BACK_OFFICE under /gestion/."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith(PREFIX) and not report_only:
            parts.config = parts.config or BACK_OFFICE
        return parts
