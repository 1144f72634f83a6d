"""An agent's table of resources: rows in, drafts and problems out. A row with one wrong cell gives no draft."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from assessments.toolbox.domain.eligibility import Eligibility
from assessments.toolbox.importing import cells
from assessments.toolbox.importing.columns import AREAS, NAMES
from assessments.toolbox.importing.drafts import Draft, Parsed, Problem, Refused, faults_of, texts
from assessments.toolbox.importing.grid import Row, Table, read_table
from assessments.toolbox.importing.limits import CODE, fitting, slug
from assessments.toolbox.importing.vocabulary import Vocabulary

TEXTS = ("title", "summary", "cost", "amount", "effort", "conditions")
RULE = ("kinds", "sizes", "naf", "not_naf", "least", "most", "micro", "years")
"""Fields of the eligibility, beside the places."""
EMPTY: dict[str, Any] = {
    "kind": "aid", "themes": (), "questions": (), "suspended": False, "micro": "", "url": "", "contact": "",
    "origin": "", "kinds": frozenset(), "sizes": frozenset(), "naf": frozenset(), "not_naf": frozenset(),
}  # fmt: skip
"""What an empty cell says; None elsewhere."""


def read_resources(data: bytes, vocabulary: Vocabulary, origin: str = "") -> Parsed:
    """Never raises, whatever the bytes: what cannot be read is in `problems`.

    `origin` is who offers what names nobody.
    """
    parsed = Parsed()
    try:
        table = read_table(data)
    except Refused as refusal:
        parsed.problems.append(refusal.problem)
        return parsed
    parsed.count_unread(head for place, head in enumerate(table.heads) if head and place not in table.fields)
    readers = _readers(vocabulary)
    seen: dict[str, int] = {}
    for row in table.rows:
        _add(parsed, row, table, readers, seen, origin)
    return parsed


def _add(
    parsed: Parsed, row: Row, table: Table, readers: dict[str, Callable[[str], Any]], seen: dict[str, int], origin: str
) -> None:
    values, problems = _values(row, table, readers)
    draft = None if problems else _draft(row, values, origin)
    if draft is not None:
        problems = [_named(problem, table) for problem in faults_of(draft)]
        if draft.code in seen:
            problems.append(Problem("twice", row.number, _head("code", table), {"code": draft.code}))
        elif not problems:
            seen[draft.code] = row.number
    parsed.problems += problems
    if draft is not None and not problems:
        parsed.drafts.append(draft)


def _values(row: Row, table: Table, readers: dict[str, Callable[[str], Any]]) -> tuple[dict[str, Any], list[Problem]]:
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for place, field in table.fields.items():
        said = row.cells[place] if place < len(row.cells) else ""
        if place in row.formulas:
            problems.append(Problem("formula", row.number, table.heads[place], {"value": said[:40]}))
            continue
        try:
            values[field] = readers[field](said) if said else EMPTY.get(field)
        except cells.Wrong as wrong:
            problems.append(Problem(wrong.code, row.number, table.heads[place], {"value": wrong.value[:60]}))
    if not problems and not values.get("title"):
        problems.append(Problem("no_title", row.number, _head("title", table)))
    return values, problems


def _draft(row: Row, values: dict[str, Any], origin: str) -> Draft:
    areas = frozenset().union(*(values.get(name) or frozenset() for name in AREAS))
    rule = {name: values[name] for name in RULE if values.get(name) is not None}
    named = set(values) & (set(Draft.__dataclass_fields__) - {"code", "given"})
    draft = Draft(
        code=values.get("code") or fitting(slug(values["title"]) or "ressource", CODE),
        kind=values.get("kind") or "aid",
        title={},
        eligibility=Eligibility(**rule, areas=areas),
        row=row.number,
    )
    facts: dict[str, Any] = {name: texts(values[name] or "") if name in TEXTS else values[name] for name in named}
    facts["summary"] = facts.get("summary") or texts(values["title"])
    facts["origin"] = facts.get("origin") or origin
    if set(values) & {*RULE, *AREAS}:
        named.add("eligibility")
    facts |= {"kind": draft.kind, "given": frozenset(named)}
    return replace(draft, **facts)


def _named(problem: Problem, table: Table) -> Problem:
    """The same under the head that the author wrote."""
    return replace(problem, column=_head(problem.column, table))


def _head(field: str, table: Table) -> str:
    return next((table.heads[place] for place, name in table.fields.items() if name == field), NAMES[field][0])


def _readers(vocabulary: Vocabulary) -> dict[str, Callable[[str], Any]]:
    line = cells.text_up_to(cells.LONGEST_LINE)
    return {
        "code": cells.code,
        "title": line,
        "kind": cells.one_of(cells.RESOURCE_KINDS),
        "summary": cells.text_up_to(cells.LONGEST_TEXT),
        "conditions": cells.text_up_to(cells.LONGEST_TEXT),
        "cost": line,
        "amount": line,
        "effort": line,
        "effort_level": cells.effort,
        "url": cells.address,
        "contact": cells.text_up_to(cells.LONGEST_CONTACT),
        "origin": cells.text_up_to(cells.LONGEST_ORIGIN),
        "themes": cells.codes(vocabulary.themes.items(), "unknown_theme"),
        "questions": cells.codes(vocabulary.questions.items(), "unknown_question"),
        "kinds": cells.some_of(cells.PUBLICS),
        "sizes": cells.sizes,
        "least": cells.number,
        "most": cells.number,
        "naf": cells.naf_codes,
        "not_naf": cells.naf_codes,
        "micro": cells.one_of(cells.MICRO),
        "years": cells.number,
        **{name: cells.areas(name, vocabulary) for name in AREAS},
        "opens_on": cells.day,
        "deadline": cells.day,
        "suspended": cells.flag,
        "review_by": cells.day,
    }
