"""Who gave an answer: kept beside it, so that several people can fill in one assessment. Pure."""

from dataclasses import dataclass

LONGEST_KEY = 50
LONGEST_AUTHOR = 150


@dataclass(frozen=True, slots=True)
class Author:
    """`key` tells one from another ("user:7", "voice:<uuid>"); "" is the browser that holds an assessment.

    `name` is shown beside the answer.
    """

    key: str = ""
    name: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", self.name[:LONGEST_AUTHOR])


HOLDER = Author()
