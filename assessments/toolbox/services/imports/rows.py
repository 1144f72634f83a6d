"""Between what a file says of a resource and its row: values as JSON, and what differs."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from assessments.toolbox.domain.plain import to_plain
from assessments.toolbox.importing.drafts import Draft
from assessments.toolbox.models import Resource, ResourceImport

TEXTS = ("title", "summary", "cost", "amount", "effort", "conditions")
DAYS = ("opens_on", "deadline", "review_by")
LISTS = ("themes", "questions")
PLAIN = ("code", "kind", "effort_level", "url", "contact", "origin", "suspended", "source", "source_id")
FIELDS = (*PLAIN, *TEXTS, *DAYS, *LISTS, "eligibility", "links")
WRITTEN = (*FIELDS, "retired_on", "updated_on", "updated_at")
"""Columns that an import may write."""
Values = dict[str, Any]


def values_of(draft: Draft) -> Values:
    """What `draft` says, as a line of an import keeps it."""
    values: Values = {name: getattr(draft, name) for name in PLAIN}
    values |= {name: dict(getattr(draft, name)) for name in TEXTS}
    values |= {name: _day(getattr(draft, name)) for name in DAYS}
    values |= {name: list(getattr(draft, name)) for name in LISTS}
    values["eligibility"] = to_plain(draft.eligibility)
    values["links"] = [{"label": {"fr": link.label}, "url": link.url} for link in draft.links]
    values["related"] = [list(pair) for pair in draft.related]
    return values


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def held(resource: Resource, name: str) -> Any:
    """The value of a field as `values_of` writes it."""
    value = getattr(resource, name)
    return _day(value) if isinstance(value, date) else value


def differing(resource: Resource, values: Values, given: Collection[str]) -> Values:
    """The fields of `values` that the file gives and that `resource` says otherwise, with what they become.

    A text in a language that the file does not speak stays. One taken away by an earlier file is back.
    """
    found: Values = {}
    for name in FIELDS:
        if name not in given or (name == "effort_level" and values[name] is None):
            continue
        wanted = _merged(getattr(resource, name), values[name]) if name in TEXTS else values[name]
        if wanted != held(resource, name):
            found[name] = wanted
    if resource.retired_on is not None:
        found["retired_on"] = None
    return found


def _merged(texts: Mapping[str, str], said: Mapping[str, str]) -> dict[str, str]:
    kept = {language: text for language, text in texts.items() if language != "fr"}
    return {**said, **kept} if said else kept


def put(resource: Resource, values: Mapping[str, Any]) -> None:
    """Set fields from JSON values."""
    for name, value in values.items():
        is_day = name.endswith(("_on", "_by")) and isinstance(value, str)
        setattr(resource, name, date.fromisoformat(value) if is_day else value)


def made(owner: ResourceImport, values: Values) -> Resource:
    """A resource of the territory of `owner`, not saved."""
    resource = Resource(territory=owner.territory)
    put(resource, {name: values[name] for name in FIELDS})
    resource.updated_on = timezone.localdate()
    return resource


def fault_of(resource: Resource) -> str:
    """Why the row cannot be written, in words; "" where it can. No query."""
    try:
        resource.clean_fields(exclude=["territory"])
        resource.clean()
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def existing(owner: ResourceImport, lines: Iterable[Values]) -> dict[str, Resource]:
    """By code, the resources of the territory that these rows speak of: by their name in the catalogue, else by
    their code. One query."""
    lines = list(lines)
    rows = Resource.objects.filter(territory=owner.territory_id)
    if owner.source:
        ids = [values["source_id"] for values in lines]
        return {row.source_id: row for row in rows.filter(source=owner.source, source_id__in=ids).order_by()}
    return {row.code: row for row in rows.filter(code__in=[values["code"] for values in lines]).order_by()}


def key_of(owner: ResourceImport, values: Values) -> str:
    """What `existing` knows the row by."""
    return str(values["source_id"] if owner.source else values["code"])
