"""The open API and its description."""

from typing import Any

Endpoint = tuple[str, str, str, Any]


def only_api(endpoints: list[Endpoint], **_: Any) -> list[Endpoint]:
    """What the OpenAPI document describes: our own API; Wagtail's editors' API is none of the public's business."""
    return [endpoint for endpoint in endpoints if endpoint[0].startswith("/api/")]
