"""What every part of a CISO Assistant reading shares: the notes, the URNs met, texts and their translations."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from assessments.frameworks.domain.document import Texts
from assessments.frameworks.domain.fields import Fields, Notes
from assessments.frameworks.domain.leftout import LeftOut
from assessments.frameworks.domain.problems import Problem
from assessments.frameworks.domain.values import Map, Seq

URN_LIMIT = 255


@dataclass(slots=True)
class Context:
    """One reading of one library. `scale` is its `scores_definition` where that is a mapping."""

    notes: Notes
    left_out: LeftOut
    minimum: Fraction
    maximum: Fraction
    scale: Map
    urns: dict[str, int] = field(default_factory=dict)
    """Line by URN."""
    untranslated: dict[str, list[int]] = field(default_factory=dict)
    """Lines of the texts that miss, by language."""

    def nothing(self, fields: Fields) -> Fields:
        """A mapping without keys, where `fields` stands."""
        return Fields(self.notes, Map(fields.map.line), fields.where)

    def texts(self, fields: Fields, key: str) -> Texts:
        """The text at `key` and its translations; none of them is compulsory. One in a language into which neither
        the library nor the framework is translated is left out, and told."""
        first = fields.map.get(key)
        found = {self.notes.languages[0]: str(first)} if isinstance(first, str | int) and first != "" else {}
        others = fields.map.get("translations")
        for language, words in others.items() if isinstance(others, Map) else ():
            if not isinstance(words, Map) or not isinstance(words.get(key), str):
                continue
            if language[:2].lower() in self.notes.languages:
                found[language[:2].lower()] = words[key]
            else:
                self.left_out.add("framework", "translations", fields.map.line_of("translations"))
        return self._whole(found, fields.map.line_of(key)) if found else {}

    def _whole(self, found: Texts, line: int) -> Texts:
        """In every language of the file, as it would be read: what is not translated is in the first that there is."""
        anyhow = next(iter(found.values()))
        for language in self.notes.languages:
            if language not in found:
                self.untranslated.setdefault(language, []).append(line)
        return {language: found.get(language, anyhow) for language in self.notes.languages}

    def said(self, word: str) -> Texts:
        """A word of no language, such as a number or a name, in each of them."""
        return dict.fromkeys(self.notes.languages, word)

    def tell_untranslated(self) -> None:
        for language, lines in self.untranslated.items():
            problem = Problem("untranslated", min(lines), "", {"language": language}, "warning", len(lines))
            self.notes.problems.append(problem)

    def together(self, parts: Iterable[tuple[Fields, str]]) -> Texts:
        """Several texts as one, a blank line between them; a missing translation is said in the first language."""
        found = [texts for fields, key in parts if (texts := self.texts(fields, key))]
        first = self.notes.languages[0]
        languages = dict.fromkeys(language for texts in found for language in texts)
        said = {name: [texts.get(name) or texts.get(first, "") for texts in found] for name in languages}
        return {name: "\n\n".join(part for part in parts if part) for name, parts in said.items()}

    def urn(self, fields: Fields, key: str) -> str:
        """The URN at `key`, noted as missing, used twice, or not one word."""
        urn = fields.word(key, required=True)
        if urn:
            self.note_urn(urn, fields, key)
        return urn

    def note_urn(self, urn: str, fields: Fields, key: str = "") -> None:
        if urn in self.urns:
            fields.problem("duplicate_id", key, value=urn, first=self.urns[urn])
        else:
            self.urns[urn] = fields.map.line_of(key)
        if len(urn) > URN_LIMIT or any(letter.isspace() for letter in urn):
            fields.problem("bad_code", key, value=urn[:60], limit=URN_LIMIT)


def listed(value: Any) -> tuple[str, ...]:
    """Words of a list, or of one text that separates them by commas or line breaks."""
    if isinstance(value, Seq):
        return tuple(str(word).strip() for word in value if isinstance(word, str | int) and str(word).strip())
    if isinstance(value, str | int) and not isinstance(value, bool):
        return tuple(word.strip() for word in str(value).replace("\n", ",").split(",") if word.strip())
    return ()
