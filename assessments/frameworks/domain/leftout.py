"""What a CISO Assistant library holds that is not taken: named, counted, never lost in silence."""

from dataclasses import dataclass, field

from assessments.frameworks.domain.fields import Notes
from assessments.frameworks.domain.problems import N_, Problem
from assessments.frameworks.domain.values import Map, Seq

TAKEN: dict[str, tuple[str, ...]] = {
    "library": (
        *("urn", "ref_id", "name", "description", "locale", "copyright", "version", "provider", "packager"),
        *("publication_date", "translations", "objects", "convert_library_version"),
    ),
    "objects": ("framework", "frameworks", "reference_controls", "security_functions"),
    "framework": (
        *("urn", "ref_id", "name", "description", "annotation", "translations", "implementation_groups_definition"),
        *("min_score", "max_score", "scores_definition", "score_scale_locked", "requirement_nodes"),
    ),
    "node": (
        *("urn", "parent_urn", "ref_id", "name", "description", "annotation", "typical_evidence", "weight"),
        *("assessable", "depth", "order_id", "questions", "translations", "implementation_groups"),
        "reference_controls",
    ),
    "question": (
        "urn",
        "ref_id",
        "order",
        "type",
        "text",
        "choices",
        "weight",
        "annotation",
        "translations",
        "depends_on",
    ),
    "choice": (
        *("urn", "ref_id", "value", "add_score", "description", "annotation", "translations"),
        "select_implementation_groups",
    ),
    "control": (
        *("urn", "ref_id", "name", "description", "annotation", "typical_evidence", "category"),
        *("translations", "provider", "locale"),
    ),
}
"""The keys that are read, or that say nothing which an assessment could use. What could not be taken of groups and
of `depends_on` is told where they are read."""

LEVELS = {
    "library": "",
    "objects": "objects",
    "framework": "objects/framework",
    "node": "objects/framework/requirement_nodes",
    "question": "objects/framework/requirement_nodes/questions",
    "choice": "objects/framework/requirement_nodes/questions/choices",
    "control": "objects/reference_controls",
}

EFFECTS: dict[str, str] = {
    "implementation_groups": N_("no answer chooses these groups: the question is asked of everyone"),
    "implementation_groups_definition": N_("no answer chooses this group: it opens and closes nothing"),
    "depends_on": N_("it looks for the words of a free answer: the question is asked of everyone"),
    "visibility_expression": N_("this formula is not read: the question is asked of everyone"),
    "compute_result": N_("the answer gives points, not a conformity"),
    "color": N_("choices have no colour of their own"),
    "csf_function": N_("measures are sorted by their category only"),
    "threats": N_("the linked threats are not shown"),
    "dependencies": N_("other libraries are not loaded"),
    "field_visibility": N_("everyone sees the same fields"),
    "outcomes_definition": N_("only scores and levels are worked out"),
    "importance": N_("only the weight counts"),
    "requirement": N_("a requirement without question cannot be answered"),
    "required": N_("every question may be left without an answer"),
    "aggregation": N_("notes are means, or sums where the scale says so"),
    "score_calculation_method": N_("the score is the mean of the themes, each with its weight"),
    "add_score": N_("every choice gives the same: an answer would say nothing"),
    "translations": N_("neither the library nor the framework is translated into this language"),
    "display_mode": N_("it is shown like the others"),
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

    def control(self, item: Map) -> None:
        self._compare("control", item)

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
