"""A word, a published sheet and its path; a draft sheet, a sheet for agents and its path, whose words are secret."""

from typing import Any

from tests.factories.learning import add_index, make_path, make_sheet, make_term
from tests.isolation.world import Space

SCREENS = ("wagtailsnippets", "wagtailsnippetchoosers")
ROWS = {"term": "glossaryterm", "path": "learningpath"}


def furnish(space: Space) -> None:
    index = add_index(space.territory, title=f"{space.public}-index")
    tag = space.tag.lower()
    space.more["term"] = make_term(f"term-{tag}", f"{space.public}-term", f"{space.public}-definition")
    shown = make_sheet(index, f"sheet-{tag}", title=f"{space.public}-sheet", quiz=True)
    make_sheet(index, f"draft-{tag}", title=f"{space.secret}-sheet", live=False)
    inner = make_sheet(index, f"agents-{tag}", title=f"{space.secret}-agents", audience="agent")
    space.more["sheet"] = shown
    space.more["path"] = make_path(f"path-{tag}", [shown], title=f"{space.public}-path")
    make_path(f"agents-{tag}", [inner], title=f"{space.secret}-path", audience="agent")


def _row(name: str) -> Any:
    return lambda space: space.more[name].pk


def _code(name: str) -> Any:
    return lambda space: space.more[name].code


ARGUMENTS = {
    **{(f"{screen}_learning_{model}", "pk"): _row(name) for screen in SCREENS for name, model in ROWS.items()},
    **{(f"learning:{view}", "code"): _code("sheet") for view in ("sheet", "quiz", "mark")},
    **{(f"learning:{view}", "code"): _code("path") for view in ("path", "attestation")},
    ("learning", "pk"): lambda space: space.organisation.pk,
}
