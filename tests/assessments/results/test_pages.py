"""The result page: what it says, to whom, and at what cost."""

from datetime import timedelta
from unittest import mock

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from assessments.responses.models import Assessment
from assessments.results.models import Result, Visibility, VisibilityChoice
from organisations.models import MemberRole, Membership
from territories.models import Territory
from tests.assessments.results.visitors import visitor
from tests.factories.accounts import make_user
from tests.factories.organisations import make_organisation
from tests.factories.results import BEST, make_assessment, make_result, make_version

ATTACK = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


def page(client: Client, result: Result) -> str:
    answer = client.get(reverse("results:detail", args=[result.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def author(db: None) -> User:
    return make_user()


def test_the_page_says_level_points_gap_and_theme(in_poitiers: Territory, author: User) -> None:
    html = page(visitor(author), make_result(author=author))
    assert "<h1>Je progresse</h1>" in html
    assert "Niveau <b>3</b> sur 5" in html
    assert "54\u00a0points sur 100" in html
    assert "Il manque 6\u00a0points pour le niveau 4, et c’est en «\u00a0Eau\u00a0»" in html


def test_groups_speak_as_we(in_poitiers: Territory, author: User) -> None:
    assert "<h1>Nous progressons</h1>" in page(visitor(author), make_result(author=author, kind="association"))


def test_strengths_are_what_was_done_and_priorities_the_next_step(in_poitiers: Territory, author: User) -> None:
    html = page(visitor(author), make_result(author=author))
    strengths = html.split('id="strengths"')[1].split("</section>")[0]
    assert "Trier à la source" in strengths
    assert "D’autres s’en inspirent" in strengths
    priorities = html.split('id="priorities"')[1].split("</section>")[0]
    assert priorities.index("Arroser peu") < priorities.index("Chauffer juste")
    assert "Nous en parlons (+4\u00a0points)" in priorities
    assert "+17\u00a0points" in priorities
    assert "Deux heures" in priorities


def test_the_tree_gives_every_answer_its_points_and_what_was_left_out(in_poitiers: Territory, author: User) -> None:
    answers = {"EN1": "c3", "DE1": "na", "DE2": "unknown", "EA1": "c1"}
    html = page(visitor(author), make_result(answers, author=author, traits=[]))
    tree = html.split('id="why"')[1]
    assert "3 sur 4" in tree
    assert "«\u00a0Non concerné\u00a0»\u00a0: reste hors du score" in tree
    assert "«\u00a0Je ne sais pas\u00a0»\u00a0: reste hors du score et baisse" in tree
    assert "Non posée\u00a0: elle ne concerne pas votre profil" in tree
    assert "Sans réponse\u00a0: reste hors du score" in tree
    assert "Référentiel d’essai, 2026.1" in tree
    assert tree.count("<details") == 3


def test_too_few_answers_say_what_is_missing(in_poitiers: Territory, author: User) -> None:
    html = page(visitor(author), make_result({"EN1": "c3", "DE1": "unknown"}, author=author))
    assert "<h1>À compléter</h1>" in html
    assert "Niveau <b>" not in html
    assert "16\u00a0% des questions" in html
    assert "Trier à la source, Réemployer" in html


def test_a_perfect_result_has_no_priority(in_poitiers: Territory, author: User) -> None:
    html = page(visitor(author), make_result(BEST, author=author))
    assert "<h1>J’entraîne</h1>" in html
    assert 'id="priorities"' not in html
    assert "Il manque" not in html


def test_the_short_version_gives_a_step_and_no_level(in_poitiers: Territory, author: User) -> None:
    html = page(visitor(author), make_result({"EN1": "c1", "DE1": "c3"}, author=author, mode="express"))
    assert "<h1>Votre prochaine étape</h1>" in html
    assert "Connaître ses consommations" in html
    assert 'value="full"' in html
    assert "Niveau <b>" not in html
    assert 'id="by-theme"' not in html


def test_a_former_result_draws_progress_and_calls_small_changes_stable(in_poitiers: Territory, author: User) -> None:
    version = make_version()
    with mock.patch("django.utils.timezone.now", return_value=timezone.now() - timedelta(days=400)):
        make_result({**BEST, "EN1": "c0"}, version=version, author=author)
    html = page(visitor(author), make_result({**BEST, "EN2": "c1"}, version=version, author=author))
    table = html.split('id="by-theme"')[1].split("</table>")[0]
    assert "+13" in table
    assert "stable" in table
    assert table.index("Énergie") < table.index("Déchets")
    assert 'class="dot dot--before"' in html
    assert "stable depuis la dernière fois" not in html


def test_a_small_change_of_the_whole_is_stable(in_poitiers: Territory, author: User) -> None:
    version = make_version()
    make_result({**BEST, "EN1": "c3"}, version=version, author=author)
    assert "stable depuis la dernière fois" in page(visitor(author), make_result(BEST, version=version, author=author))


def test_the_law_is_listed_for_the_profile_with_dates_only_where_sure(in_poitiers: Territory, author: User) -> None:
    duties = page(visitor(author), make_result(author=author)).split('id="duties"')[1].split("</section>")[0]
    sure, unsure = duties.split("<details")
    assert "Depuis le 1er janvier 2024" in sure
    assert "Note à relire" in sure
    assert "2011" not in duties
    assert "Note à vérifier" in unsure
    assert "à vérifier</span>" in unsure
    assert "2012" not in duties
    assert "Pour les communes seulement" not in duties
    assert duties.count("Obligation") == 2


def test_a_name_stays_text(in_poitiers: Territory, author: User) -> None:
    html = page(visitor(author), make_result(author=author, organisation_name=ATTACK))
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_strangers_get_the_404_of_what_does_not_exist(in_poitiers: Territory, author: User) -> None:
    result = make_result(author=author)
    stranger = visitor(make_user())
    for name in ("detail", "report", "report_file"):
        for client in (stranger, visitor()):
            assert client.get(reverse(f"results:{name}", args=[result.pk])).status_code == 404
    for name in ("visibility", "report"):
        assert stranger.post(reverse(f"results:{name}", args=[result.pk])).status_code == 404
    assert stranger.post(reverse("results:submit", args=[result.assessment_id])).status_code == 404


def test_another_territory_does_not_know_it(in_poitiers: Territory, lille: Territory, author: User) -> None:
    result = make_result(author=author)
    away = visitor(author, host="lille.localhost")
    assert away.get(reverse("results:detail", args=[result.pk])).status_code == 404


def test_the_browser_that_answered_may_read_and_is_invited_to_keep(in_poitiers: Territory) -> None:
    result = make_result()
    html = page(visitor(holds=result), result)
    assert f"{reverse('account_signup')}?next=/resultats/{result.pk}/" in html
    assert 'id="visibility"' not in html


def test_private_pages_are_not_cached_nor_listed(in_poitiers: Territory, author: User) -> None:
    result = make_result(author=author)
    answer = visitor(author).get(reverse("results:detail", args=[result.pk]))
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"


def test_submitting_leads_to_the_result_twice(in_poitiers: Territory, author: User) -> None:
    assessment = make_assessment(author=author)
    address = reverse("results:submit", args=[assessment.pk])
    first, second = visitor(author).post(address), visitor(author).post(address)
    result = Result.objects.get()
    assert first.url == second.url == reverse("results:detail", args=[result.pk])  # type: ignore[attr-defined]
    assert visitor(author).get(address).status_code == 405


def test_submitting_nothing_goes_back_with_a_sentence(in_poitiers: Territory, author: User) -> None:
    assessment = make_assessment({}, author=author)
    answer = visitor(author).post(reverse("results:submit", args=[assessment.pk]))
    assert answer.url == reverse("responses:check", args=[assessment.pk])  # type: ignore[attr-defined]
    assert Assessment.objects.get(pk=assessment.pk).is_draft


def test_the_author_chooses_who_sees_the_result(in_poitiers: Territory, author: User) -> None:
    result = make_result(author=author)
    client, address = visitor(author), reverse("results:visibility", args=[result.pk])
    assert 'value="private"' in page(client, result)
    client.post(address, {"visibility": "level"})
    assert Result.objects.get(pk=result.pk).visibility == Visibility.LEVEL
    client.post(address, {"visibility": "everyone"})
    assert Result.objects.get(pk=result.pk).visibility == Visibility.LEVEL
    assert VisibilityChoice.objects.count() == 1


def test_a_contributor_reads_and_does_not_choose(in_poitiers: Territory, author: User) -> None:
    organisation = make_organisation(owner=author)
    colleague = make_user()
    Membership.objects.create(organisation=organisation, user=colleague, role=MemberRole.CONTRIBUTOR)
    result = make_result(organisation=organisation, author=author)
    assert "La personne responsable de votre structure" in page(visitor(colleague), result)
    refused = visitor(colleague).post(reverse("results:visibility", args=[result.pk]), {"visibility": "full"})
    assert refused.status_code == 404
    assert Result.objects.get(pk=result.pk).visibility == Visibility.PRIVATE


def test_the_page_speaks_english_too(in_poitiers: Territory, author: User) -> None:
    client = visitor(author)
    client.cookies["django_language"] = "en"
    html = page(client, make_result(author=author))
    assert "[Je progresse]" in html
    assert "Theme by theme" in html
