"""One authority's own layer over the national framework: a theme of its own, and a draft of its next edition."""

from dataclasses import replace
from fractions import Fraction

from assessments.frameworks.domain.document import Choice, Document, Question, Texts, Theme
from assessments.frameworks.models import Framework, FrameworkVersion
from assessments.frameworks.plan import compile_version
from assessments.frameworks.services import extend, new_draft, publish, replace_document
from territories.models import Territory
from territories.scope import territory_scope

CODE = "acteurs-engages-pays-basque"
TITLE = {"fr": "Acteurs engagés du Pays basque", "en": "Committed actors of the Basque Country"}


def _question(code: str, name: Texts, title: Texts, why: Texts, steps: tuple[Texts, ...]) -> Question:
    choices = (Choice(f"s{step}", words, Fraction(step)) for step, words in enumerate(steps))
    return Question(code=code, kind="single", name=name, title=title, why=why, choices=tuple(choices))


OWN = Theme(
    code="around-us",
    title={"fr": "Autour de nous", "en": "Around us"},
    description={
        "fr": "Ce qui se joue ici : les producteurs voisins, la montagne et l’océan.",
        "en": "What matters here: the producers next door, the mountains and the ocean.",
    },
    questions=(
        _question(
            "PB1",
            {"fr": "Acheter aux producteurs d’ici", "en": "Buy from local producers"},
            {
                "fr": "Achetez-vous à des fermes ou des ateliers du Pays basque ?",
                "en": "Do you buy from farms or workshops of the Basque Country?",
            },
            {
                "fr": "Un achat fait ici évite de la route et garde des savoir-faire.",
                "en": "Buying here spares the road and keeps skills alive.",
            },
            (
                {"fr": "Pas encore", "en": "Not yet"},
                {"fr": "De temps en temps, selon l’occasion", "en": "Now and then"},
                {"fr": "Nous avons un ou deux fournisseurs d’ici", "en": "We have one or two suppliers from here"},
                {"fr": "D’ici d’abord, chaque fois que cela existe", "en": "From here first, whenever it exists"},
                {
                    "fr": "Nous achetons à plusieurs, avec d’autres structures",
                    "en": "We buy together with other organisations",
                },
            ),
        ),
        _question(
            "PB2",
            {"fr": "Prendre soin des sentiers et du littoral", "en": "Care for paths and shore"},
            {
                "fr": "Prenez-vous part à l’entretien d’un sentier, d’une rivière ou du littoral ?",
                "en": "Do you take part in the upkeep of a path, a river or the shore?",
            },
            {
                "fr": "La montagne et l’océan font vivre le territoire : ils s’usent aussi.",
                "en": "Mountains and ocean keep the territory alive: they wear out too.",
            },
            (
                {"fr": "Pas encore", "en": "Not yet"},
                {"fr": "Nous relayons les appels à bénévoles", "en": "We pass on calls for volunteers"},
                {"fr": "Une journée par an avec l’équipe", "en": "One day a year with the team"},
                {
                    "fr": "Plusieurs fois par an, sur le temps de travail",
                    "en": "Several times a year, in working hours",
                },
                {"fr": "Nous en organisons une pour nos voisins", "en": "We organise one for our neighbours"},
            ),
        ),
    ),
)


def open_layer(territory: Territory, national: FrameworkVersion) -> FrameworkVersion:
    """The published layer of `territory` over `national`, shared with everyone; its next edition is a draft."""
    with territory_scope(territory):
        made = Framework.objects.filter(territory=territory, code=CODE).first()
        if made is not None:
            found: FrameworkVersion = FrameworkVersion.objects.filter(framework=made).order_by("pk")[0]
            return found
        draft = extend(base=national, territory=territory, code=CODE, title=TITLE, number=national.number)
        version = publish(version=replace_document(version=draft, document=_with_own(compile_version(draft).document)))
        new_draft(version=version, number=f"{version.number}-suite")
        return version


def _with_own(document: Document) -> Document:
    return replace(document, themes=(*document.themes, OWN))
