"""The keys of our own format, by part (docs/frameworks.md). An unknown one is an error."""

DOCUMENT_KEYS = (
    "format",
    "code",
    "version",
    "extends",
    "core",
    "audience",
    "limits",
    "languages",
    "title",
    "description",
    "instructions",
    "licence",
    "source",
    "scale",
    "points",
    "unknown",
    "completeness",
    "seconds_per_question",
    "express",
    "levels",
    "traits",
    "glossary",
    "legal_notes",
    "resources",
    "themes",
)
THEME_KEYS = (
    "code",
    "origin",
    "title",
    "description",
    "weight",
    "applies",
    "visible_if",
    "hidden",
    "limits",
    "combine",
    "questions",
    "themes",
)
QUESTION_KEYS = (
    "code",
    "type",
    "origin",
    "name",
    "title",
    "why",
    "help",
    "example",
    "unit",
    "effort",
    "evidence",
    "weight",
    "combine",
    "not_concerned",
    "unknown",
    "time_bound",
    "applies",
    "visible_if",
    "hidden",
    "limits",
    "choices",
    "bands",
    "items",
    "columns",
    "rows",
    "formula",
    "terms",
    "axes",
    "variants",
)
CHOICE_KEYS = ("code", "points", "title", "help", "counts_as", "origin")
BAND_KEYS = ("from", "to", "points")
ITEM_KEYS = ("code", "title")
COLUMN_KEYS = ("code", "type", "title", "unit")
VARIANT_KEYS = ("when", "title", "why", "help", "example")
LIMIT_FLAGS = ("hide", "reword", "questions", "choices")
LIMIT_KEYS = (*LIMIT_FLAGS, "weight")
CONDITION_KEYS = ("all", "any", "not", "profile", "question", "among", "at_least", "at_most")
LEVEL_KEYS = ("code", "from", "title", "group_title", "text", "themes")
TRAIT_KEYS = ("code", "title", "help", "default")
TERM_KEYS = ("code", "term", "definition", "origin")
NOTE_KEYS = (
    "code",
    "text",
    "who",
    "place",
    "since",
    "source",
    "mark",
    "checked_on",
    "review_by",
    "questions",
    "origin",
)
RESOURCE_KEYS = ("code", "title", "text", "url", "category", "questions", "origin")
