"""A charter in common under discussion: proposals, opinions, a thread, an amendment already brought in."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from network.charters import services as charters
from network.charters.models import Charter, ScopeKind
from network.charters.queries import version_at_work
from network.cowriting.models import Who, Writing
from network.cowriting.queries.writings import current
from network.cowriting.services import proposals, settling
from network.cowriting.services.writings import choose_name, invite, open_writing
from organisations.models import MemberRole, Membership, Organisation
from territories.models import Role, RoleName, Territory

TITLE = "Charte de la zone d’activités"
ARTICLES = (
    ("Énergie", "Nous suivons nos consommations chaque trimestre et nous éteignons les enseignes à 23 heures."),
    ("Déchets", "Nous trions nos déchets et nous cherchons ensemble à qui ils peuvent servir."),
    ("Déplacements", "Nous proposons à nos équipes de venir autrement que seules en voiture."),
)
GUESTS = 3


def add(territory: Territory) -> None:
    """Inside its scope; left as it is when it is there. Needs an animator and organisations."""
    if Charter.objects.filter(title=TITLE).exists():
        return
    agent = Role.objects.filter(territory=territory, role=RoleName.ANIMATOR).select_related("user").first()
    guests = _guests(territory)
    if agent is None or not guests:
        return
    writing = _open(territory, agent.user)
    invite(writing=writing, organisations=[organisation for _user, organisation in guests])
    _discuss(writing, guests, agent.user)


def _guests(territory: Territory) -> list[tuple[User, Organisation]]:
    """Those that have a member, then others, which the demo's contributor joins."""
    seats = Membership.objects.select_related("user", "organisation").order_by("organisation__name", "pk")
    guests = {seat.organisation: seat.user for seat in seats}
    writer = User.objects.filter(email=f"contributrice@{territory.slug}.example").first()
    if writer is None:
        return [(user, organisation) for organisation, user in guests.items()][:GUESTS]
    others = Organisation.objects.filter(memberships=None).order_by("name", "pk")[: max(0, GUESTS - len(guests))]
    for organisation in others:
        Membership.objects.create(organisation=organisation, user=writer, role=MemberRole.CONTRIBUTOR)
        guests[organisation] = writer
    return [(user, organisation) for organisation, user in guests.items()][:GUESTS]


def _open(territory: Territory, agent: User) -> Writing:
    charter = charters.create_charter(
        territory=territory, title=TITLE, scope_kind=ScopeKind.IN_COMMON, group="Zone d’activités"
    )
    version = version_at_work(charter)
    if version is None:  # `create_charter` has just made one
        raise LookupError(TITLE)
    charters.edit_preamble(version=version, preamble={"fr": "Voisins d’une même zone, nous agissons ensemble."})
    for title, body in ARTICLES:
        charters.add_article(version=version, title={"fr": title}, body={"fr": body})
    today = timezone.localdate()
    return open_writing(
        version=version, user=agent, opens_on=today, closes_on=today + timedelta(days=30), who=Who.INVITED,
        introduction="Dites ce que vous pouvez tenir, et ce qui vous manque pour tenir davantage.",
    )  # fmt: skip


def _discuss(writing: Writing, guests: list[tuple[User, Organisation]], agent: User) -> None:
    first, last = guests[0], guests[-1]
    energy = ARTICLES[0][1]
    kept = proposals.propose_amendment(
        writing=writing, organisation=first[1], user=first[0], target="a1", base=current(writing),
        words=energy.replace("à 23 heures", "dès la fermeture"),
        reason="À 23 heures, la zone est vide depuis longtemps.",
    )  # fmt: skip
    settling.adopt_proposal(proposal=kept, user=agent, seen=1, words=kept.words, answer="Plus simple, et plus sobre.")
    proposals.propose_amendment(
        writing=writing, organisation=last[1], user=last[0], target="a1", base=current(writing),
        words=current(writing).text.passage("a1").replace("chaque trimestre", "chaque mois"),
        reason="Un mois suffit pour voir une dérive.",
    )  # fmt: skip
    shelter = proposals.propose_article(
        writing=writing, organisation=last[1], user=last[0], title="Vélos", article_kind="commitment",
        words="Nous installons ensemble un abri à vélos à l’entrée de la zone.",
        reason="Un abri coûte moins cher à plusieurs.",
    )  # fmt: skip
    proposals.give_opinion(
        proposal=shelter, organisation=first[1], user=first[0], side="support", reason="Nos équipes le demandent."
    )
    said = proposals.comment(proposal=shelter, organisation=first[1], user=first[0], text="Qui entretiendrait l’abri ?")
    proposals.comment(
        proposal=shelter, organisation=None, user=agent, to=said,
        text="La collectivité peut prêter le terrain ; l’entretien reste à partager.",
    )  # fmt: skip
    choose_name(writing=writing, organisation=first[1], user=first[0], named=True)
