"""What a CISO Assistant library holds that is not taken yet: named, counted, never lost in silence."""

from dataclasses import dataclass, field

from assessments.frameworks.domain.fields import Notes
from assessments.frameworks.domain.problems import N_, Problem
from assessments.frameworks.domain.yamlfile import Map, Seq

TAKEN: dict[str, tuple[str, ...]] = {
    "library": (
        *("urn", "ref_id", "name", "description", "locale", "copyright", "version", "provider", "packager"),
        *("publication_date", "translations", "objects", "convert_library_version"),
    ),
    "objects": ("framework", "frameworks"),
    "framework": (
        *("urn", "ref_id", "name", "description", "translations"),
        *("min_score", "max_score", "scores_definition", "requirement_nodes"),
    ),
    "node": (
        *("urn", "parent_urn", "ref_id", "name", "description", "annotation", "typical_evidence"),
        *("assessable", "depth", "order_id", "questions", "weight", "translations"),
    ),
    "question": ("type", "text", "choices", "weight", "annotation", "translations"),
    "choice": ("urn", "value", "add_score", "description", "translations"),
}
"""The keys that are read, or that say nothing which an assessment could use."""

LEVELS = {
    "library": "",
    "objects": "objects",
    "framework": "objects/framework",
    "node": "objects/framework/requirement_nodes",
    "question": "objects/framework/requirement_nodes/questions",
    "choice": "objects/framework/requirement_nodes/questions/choices",
}

EFFECTS: dict[str, str] = {
    "implementation_groups": N_("every question is shown to everyone"),
    "implementation_groups_definition": N_("every question is shown to everyone"),
    "select_implementation_groups": N_("an answer opens or closes no other question"),
    "depends_on": N_("an answer opens or closes no other question"),
    "visibility_expression": N_("an answer opens or closes no other question"),
    "compute_result": N_("the answer gives points, not a conformity"),
    "color": N_("choices have no colour of their own"),
    "reference_controls": N_("the linked measures are not shown"),
    "threats": N_("the linked threats are not shown"),
    "dependencies": N_("other libraries are not loaded"),
    "field_visibility": N_("everyone sees the same fields"),
    "outcomes_definition": N_("only scores and levels are worked out"),
    "importance": N_("only the weight counts"),
    "requirement": N_("a requirement without question cannot be answered"),
    "type: date": N_("the date is asked as a text"),
    "annotation": N_("the remark is not shown"),
}
OTHERWISE = N_("it is left out")


@dataclass(slots=True)
class LeftOut:
    notes: Notes
    seen: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    """For each level and key: the first line, and how many times."""

    def add(self, level: str, key: str, line: int, times: int = 1) -> None:
        first, count = self.seen.get((level, key), (line, 0))
        self.seen[level, key] = (first, count + times)

    def _compare(self, level: str, item: Map) -> None:
        for key, value in item.items():
            if key not in TAKEN[level] and value not in (None, "", [], {}):
                listed = isinstance(value, Seq) and level in ("library", "objects", "framework")
                self.add(level, key, item.line_of(key), len(value) if listed else 1)

    def library(self, item: Map) -> None:
        self._compare("library", item)
        self._compare("objects", item["objects"])

    def framework(self, item: Map) -> None:
        self._compare("framework", item)

    def node(self, item: Map) -> None:
        self._compare("node", item)

    def question(self, item: Map) -> None:
        self._compare("question", item)

    def choice(self, item: Map) -> None:
        self._compare("choice", item)

    def empty(self, item: Map) -> None:
        """A node under which nothing is asked."""
        self.add("node", "requirement", item.line)

    def tell(self) -> None:
        """Note what was left out, in the order of the file."""
        for (level, key), (line, count) in sorted(self.seen.items(), key=lambda pair: pair[1][0]):
            effect = EFFECTS.get(key, OTHERWISE)
            where = f"{LEVELS[level]}/{key}".strip("/")
            params: dict[str, str | int] = {"key": key, "effect": effect, "times": count}
            self.notes.problems.append(Problem("not_taken", line, where, params, "not_taken", count))
