"""Rules that switch parts of a Territoires en Transitions table off, as conditions over questions asked first.

The table names these questions by their code only ("PCAET_1"): their words are kept elsewhere. They are asked as
yes/no questions, or as a choice between the values that the rules look for, to be worded by who edits the draft.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from assessments.frameworks.domain.document import Choice, Question, Theme
from assessments.frameworks.domain.tet_expressions import ALWAYS, IDENTITY, NEVER, NotExact, negation, parse
from assessments.frameworks.domain.tet_rows import Row
from assessments.frameworks.domain.tet_tree import Node
from assessments.scoring import Condition

CODE = "personnalisation"
RULE = "desactivation"
OTHER = "autre"
TITLE = {"fr": "Votre situation"}
TEXT = {"fr": "Ces réponses disent quelles parties vous concernent. Sans réponse, tout est demandé."}
NAMES = {"type": "Type de collectivité", "soustype": "Sous-type", "localisation": "Localisation"}
YES_NO = (Choice("yes", {"fr": "Oui"}), Choice("no", {"fr": "Non"}))
NAMED = 12


@dataclass(slots=True)
class Settings:
    """`values` and `users`: the answers looked for, and the nodes that look, by setting."""

    values: dict[str, dict[str, None]] = field(default_factory=dict)
    users: dict[str, dict[str, None]] = field(default_factory=dict)
    first: Row | None = None

    def condition_of(self, node: Node) -> tuple[Condition | None, bool]:
        """What must hold for the node to be asked, and whether its rule could be taken exactly."""
        written = node.row[RULE]
        if not written:
            return None, True
        try:
            rule = parse(written)
        except NotExact:
            return None, False
        if rule.condition in (ALWAYS, NEVER):
            return negation(rule.condition) if rule.condition == ALWAYS else None, True
        self.first = self.first or node.row
        for setting, values in rule.values.items():
            self.values.setdefault(setting, {}).update(values)
            self.users.setdefault(setting, {})[node.code] = None
        return negation(rule.condition), True

    def theme(self) -> Theme | None:
        if not self.values:
            return None
        questions = tuple(_question(code, values, self.users[code]) for code, values in self.values.items())
        return Theme(CODE, TITLE, description=TEXT, questions=questions)


def _question(code: str, values: Mapping[str, None], users: Mapping[str, None]) -> Question:
    shown = ", ".join(list(users)[:NAMED]) + (", …" if len(users) > NAMED else "")
    name = code.removeprefix(f"{IDENTITY}.")
    yes_no = set(values) <= {"yes", "no"}
    return Question(
        code=code,
        kind="yes_no" if yes_no else "single",
        title={"fr": NAMES.get(name, name) if name != code else code},
        help={"fr": f"Cette réponse ouvre ou ferme : {shown}."},
        choices=YES_NO if yes_no else _choices(values),
        not_concerned=False,
        unknown=False,
    )


def _choices(values: Mapping[str, None]) -> tuple[Choice, ...]:
    named = {"yes": "Oui", "no": "Non"}
    found = [Choice(value, {"fr": named.get(value, value)}) for value in values]
    return (*found, Choice(OTHER, {"fr": "Autre"}))
