"""The actions of Transition écologique des entreprises, and the aids that each of them calls for."""

from collections.abc import Mapping

from assessments.toolbox.domain.eligibility import Eligibility
from assessments.toolbox.importing.drafts import Draft, Parsed, Problem, Refused, texts
from assessments.toolbox.importing.jsonlist import Thing, gather, load_list
from assessments.toolbox.importing.limits import CODE, fitting
from assessments.toolbox.importing.tee_tables import (
    OWNER,
    PROGRAMS,
    PROJECTS,
    SITE,
    given,
    sections_of,
    themes_of,
)

GIVEN = given(related=True) - {"effort_level", "opens_on", "deadline"}
READ = frozenset(
    {
        "id", "slug", "title", "shortDescription", "longDescription", "moreDescription", "themes", "mainTheme",
        "programs", "linkedProjects", "descriptionLinkedProjects", "sectors", "faqs",
    }
)  # fmt: skip


def read_projects(data: bytes) -> Parsed:
    """Never raises, whatever the bytes: what cannot be read is in `problems`."""
    parsed = Parsed(source=PROJECTS)
    try:
        things = [Thing(one) if isinstance(one, dict) else None for one in load_list(data)]
    except Refused as refusal:
        parsed.problems.append(refusal.problem)
        return parsed
    slugs = {number: one.text("slug") for one in things if one and (number := one.number("id")) is not None}
    drafts = (_project(one, row, slugs, parsed) if one else None for row, one in enumerate(things, 1))
    return gather(drafts, parsed, key="slug", title="title")


def _project(one: Thing, row: int, slugs: Mapping[int, str], parsed: Parsed) -> Draft:
    parsed.count_unread(key for key in one.values if key not in READ)
    slug = one.text("slug")
    return Draft(
        code=fitting(f"tee-action-{slug}", CODE),
        kind="measure",
        title=texts(one.text("title")),
        summary=texts(_summary(one)),
        eligibility=Eligibility(naf=sections_of(one.texts("sectors"))),
        themes=themes_of(list(filter(None, [one.text("mainTheme"), *one.texts("themes")])), parsed),
        url=f"{SITE}/projets-entreprise/{slug}",
        origin=OWNER,
        source=PROJECTS,
        source_id=slug,
        related=_related(one, row, slugs, parsed),
        row=row,
        given=GIVEN,
    )


def _summary(one: Thing) -> str:
    more, before = one.text("moreDescription"), one.text("descriptionLinkedProjects")
    faqs = (f"## {each.text('question')}\n{each.text('answer')}" for each in one.things("faqs"))
    parts = [
        one.text("shortDescription"),
        one.text("longDescription"),
        before,
        f"## Pour en savoir plus\n{more}" if more else "",
        *faqs,
    ]
    return "\n\n".join(filter(None, parts))


def _related(one: Thing, row: int, slugs: Mapping[int, str], parsed: Parsed) -> tuple[tuple[str, str], ...]:
    """The aids, then the actions to do before: each once, in their order."""
    aids = one.texts("programs")
    parsed.count_unread("programs: the same aid twice" for _ in range(len(aids) - len(set(aids))))
    befores = [number for number in one.at("linkedProjects") or [] if isinstance(number, int)]
    for number in (number for number in befores if number not in slugs):
        parsed.problems.append(Problem("unknown_action", row, "linkedProjects", {"name": str(number)}))
    linked = [(PROGRAMS, aid) for aid in aids] + [(PROJECTS, slugs[number]) for number in befores if number in slugs]
    return tuple(dict.fromkeys(linked))
