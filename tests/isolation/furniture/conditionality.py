"""In each territory: an aid with conditions, which everyone reads, one without, a check and a commitment."""

from datetime import timedelta

from django.utils import timezone

from network.conditionality.services import check, promise
from tests.factories.conditionality import PROMISE, make_aid
from tests.isolation.world import Space


def furnish(space: Space) -> None:
    animator, owner = space.people["animator"], space.people["owner"]
    aid = make_aid(PROMISE, territory=space.territory, user=animator, name=f"{space.public}-aid")
    make_aid(territory=space.territory, name=f"{space.secret}-aid")
    day = timezone.localdate() + timedelta(days=9)
    space.more |= {
        "aid": aid,
        "aid_promise": promise(
            aid=aid, organisation=space.organisation, user=owner, sentence=PROMISE.promise, review_on=day
        ),
        "aid_check": check(aid=aid, typed=space.result.printed_code, user=animator),
    }


ARGUMENTS = {
    ("conditionality", "pk"): lambda space: space.more["aid"].pk,
    ("conditionality", "place"): lambda space: 0,
    ("conditionality_desk", "pk"): lambda space: space.more["aid"].pk,
    ("conditionality_desk:record", "pk"): lambda space: space.more["aid_check"].pk,
    ("conditionality_desk:review", "pk"): lambda space: space.more["aid_promise"].pk,
}
