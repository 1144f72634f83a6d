"""The questions of a CISO Assistant requirement."""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from assessments.frameworks.domain.ciso_nodes import Node
from assessments.frameworks.domain.ciso_shared import Context
from assessments.frameworks.domain.ciso_visibility import Visibility
from assessments.frameworks.domain.document import Choice, Question, Texts, Theme
from assessments.frameworks.domain.fields import Fields
from assessments.scoring import AllOf, Condition
from assessments.scoring.model import QuestionKind

KINDS: dict[str, QuestionKind] = {
    "unique_choice": "single",
    "single_choice": "single",
    "multiple_choice": "multiple",
    "text": "text",
    "date": "date",
    "number": "number",
    "boolean": "yes_no",
}
YES_NO = {"yes": {"fr": "Oui", "en": "Yes"}, "no": {"fr": "Non", "en": "No"}}
"""In any other language, as in English."""


@dataclass(slots=True)
class Questions:
    context: Context
    visibility: Visibility

    def alone(self, node: Node) -> Question:
        """The only question of its node: it takes the node's name, weight, words and condition."""
        urn, fields = node.asked[0]
        question = self._within(self._question(urn, fields, node.fields))
        return replace(question, visible_if=self._condition(node, fields))

    def together(self, node: Node) -> Theme:
        """Several questions that make one note."""
        texts = self.context
        asked = ((urn, fields, self.context.nothing(fields)) for urn, fields in node.asked)
        questions = tuple(self._question(*each, alone=False) for each in asked)
        combine = self._combine(questions)
        settle = _multiplied if combine == "sum" else self._within
        questions = tuple(settle(question) for question in questions)
        return Theme(
            code=node.urn,
            title=title_of(texts, node),
            description=texts.together((node.fields, k) for k in ("description", "annotation", "typical_evidence")),
            weight=node.fields.weight(),
            combine=combine,
            questions=questions,
            visible_if=self.visibility.of_node(node),
        )

    def _condition(self, node: Node, fields: Fields) -> Condition | None:
        parts = [self.visibility.of_node(node), self.visibility.of_question(fields)]
        given = tuple(part for part in parts if part is not None)
        return AllOf(given) if len(given) == 2 else next(iter(given), None)

    def _combine(self, questions: tuple[Question, ...]) -> Literal["mean", "sum"]:
        """As the file says; else a sum, where no question could reach the top of the scale alone."""
        declared = self.context.scale.get("aggregation")
        if declared in ("sum", "mean"):
            return "sum" if declared == "sum" else "mean"
        best = [max(c.points or Fraction(0) for c in q.choices) for q in questions if q.is_scored]
        return "sum" if len(best) > 1 and max(best) < self.context.maximum else "mean"

    def _question(self, urn: str, fields: Fields, owner: Fields, *, alone: bool = True) -> Question:
        self.context.note_urn(urn, fields)
        self.context.left_out.question(fields.map)
        kind = self._kind(fields)
        title = self.context.texts(fields, "text")
        if not title:
            fields.problem("missing", "text", key="text")
        return Question(
            code=urn,
            kind=kind,
            title=title,
            name=self.context.texts(owner, "name"),
            why=self.context.texts(owner, "description"),
            help=self.context.together([(fields, "annotation"), (owner, "annotation")]),
            evidence=self.context.texts(owner, "typical_evidence"),
            weight=(owner if alone else fields).weight(),
            choices=self._choices(fields, kind),
            visible_if=None if alone else self.visibility.of_question(fields),
        )

    def _kind(self, fields: Fields) -> QuestionKind:
        written = fields.word("type", required=True)
        if written and written not in KINDS:
            fields.problem("unknown_type", "type", value=written[:60], among=", ".join(KINDS))
        return KINDS.get(written, "text")

    def _choices(self, fields: Fields, kind: QuestionKind) -> tuple[Choice, ...]:
        items = fields.children("choices")
        if kind in ("single", "multiple") and len(items) < 2:
            fields.problem("one_choice" if items else "no_choices", "choices")
        if kind == "yes_no":
            languages = self.context.notes.languages
            return tuple(
                Choice(code, {name: said.get(name, said["en"]) for name in languages}) for code, said in YES_NO.items()
            )
        return self._pointed(fields, kind, tuple(self._choice(item) for item in items))

    def _pointed(self, fields: Fields, kind: QuestionKind, choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
        """Beside choices that give points, one that says nothing gives none. Where all give the same, an answer
        says nothing: the question is not scored, and it is told."""
        if all(choice.points is None for choice in choices):
            return choices
        full = tuple(replace(choice, points=choice.points or Fraction(0)) for choice in choices)
        points = {choice.points or Fraction(0) for choice in full}
        if max(points) > (0 if kind == "multiple" else min(points)):
            return full
        self.context.left_out.add("choice", "add_score", fields.map.line, len(choices))
        return tuple(replace(choice, points=None) for choice in choices)

    def _within(self, question: Question) -> Question:
        """One choice is one note: it never leaves the scale. What several choices add up to is kept on it later."""
        if question.kind != "single" or not question.is_scored:
            return question
        low, high = self.context.minimum, self.context.maximum
        return replace(
            question, choices=tuple(replace(c, points=min(max(c.points or low, low), high)) for c in question.choices)
        )

    def _choice(self, fields: Fields) -> Choice:
        self.context.left_out.choice(fields.map)
        title = self.context.texts(fields, "value")
        if not title:
            fields.problem("missing", "value", key="value")
        return Choice(
            code=self.context.urn(fields, "urn"),
            title=title,
            points=fields.number("add_score"),
            help=self.context.together([(fields, "description"), (fields, "annotation")]),
        )


def title_of(context: Context, node: Node) -> Texts:
    named = context.texts(node.fields, "name") or context.texts(node.fields, "description")
    return named or context.said(node.fields.word("ref_id") or node.urn)


def _multiplied(question: Question) -> Question:
    """In a sum, the weight of a question multiplies its points."""
    choices = tuple(
        replace(c, points=None if c.points is None else c.points * question.weight) for c in question.choices
    )
    return replace(question, choices=choices, weight=Fraction(1))
