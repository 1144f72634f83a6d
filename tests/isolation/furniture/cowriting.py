"""A text under discussion in each territory: everyone reads it; a hidden comment and a draft are secret."""

from typing import Any

from network.cowriting.services.proposals import comment, hide
from tests.factories.accounts import make_user
from tests.factories.cowriting import make_article, make_draft, make_writing
from tests.factories.organisations import make_organisation
from tests.isolation.world import Space


def furnish(space: Space) -> None:
    animator, writer = space.people["animator"], make_user()
    writers = make_organisation(writer, name=f"{space.public}-writers")  # who takes part is public
    version = make_draft(space.territory, title=f"{space.public}-together", scope_kind="in_common", group="Zone")
    version.charter.organisations.set([writers])
    writing = make_writing(version, user=animator)
    proposal = make_article(writing, writers, writer, title=f"{space.public}-proposal")
    said = comment(proposal=proposal, organisation=None, user=animator, text=f"{space.public}-comment")
    hidden = comment(proposal=proposal, organisation=None, user=animator, text=f"{space.secret}-hidden")
    hide(comment=hidden, user=animator, reason=f"{space.public}-reason")
    draft = make_draft(space.territory, title=f"{space.secret}-draft", scope_kind="in_common", group="Secret")
    space.more |= {"writing": writing, "writing_proposal": proposal, "writing_comment": said, "writing_draft": draft}


def _writing(space: Space) -> Any:
    return space.more["writing"].pk


def _proposal(space: Space) -> Any:
    return space.more["writing_proposal"].pk


ARGUMENTS = {
    ("cowriting", "pk"): _writing,
    ("cowriting", "number"): lambda space: 1,
    ("cowriting", "passage"): lambda space: "a1",
    **{(f"cowriting:{name}", "pk"): _proposal for name in ("proposal", "stance", "comment", "withdraw")},
    ("cowriting_desk", "pk"): _writing,
    ("cowriting_desk", "version"): lambda space: space.more["writing_draft"].pk,
    ("cowriting_desk", "comment"): lambda space: space.more["writing_comment"].pk,
    **{(f"cowriting_desk:{name}", "pk"): _proposal for name in ("settle", "say")},
}
