from django.http import HttpRequest


def territory(request: HttpRequest) -> dict[str, object]:
    """`territory`: the one whose host this is, None on an unknown host."""
    return {"territory": getattr(request, "territory", None)}
