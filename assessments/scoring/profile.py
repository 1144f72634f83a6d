"""Who answers, and for whom a part of a framework is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """Who answers: `kind` is company, association or public_body; "" stands for what is not known."""

    kind: str = ""
    size: str = ""
    section: str = ""
    traits: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Applicability:
    """For whom a theme or a question is. Every condition that is given must hold; none = everyone."""

    kinds: frozenset[str] = frozenset()
    sizes: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()
    traits: frozenset[str] = frozenset()
    any_trait: frozenset[str] = frozenset()
    no_trait: frozenset[str] = frozenset()

    def covers(self, profile: Profile) -> bool:
        """Whether `profile` is concerned. A fact that is not known never satisfies a condition on it."""
        return (
            (not self.kinds or profile.kind in self.kinds)
            and (not self.sizes or profile.size in self.sizes)
            and (not self.sections or profile.section in self.sections)
            and self.traits <= profile.traits
            and (not self.any_trait or not self.any_trait.isdisjoint(profile.traits))
            and self.no_trait.isdisjoint(profile.traits)
        )


EVERYONE = Applicability()
