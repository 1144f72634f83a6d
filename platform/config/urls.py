"""The address map. Each app owns its own paths; Wagtail serves what is left."""

from django.conf import settings
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import RedirectView
from django.views.i18n import set_language
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from config import probes
from config.media import media

handler400 = "ui.errors.bad_request"
handler403 = "ui.errors.forbidden"
handler404 = "ui.errors.not_found"
handler500 = "ui.errors.server_error"

urlpatterns = [
    path("healthz", probes.healthz, name="healthz"),
    path("readyz", probes.readyz, name="readyz"),
    path("faire-le-point/", include("assessments.responses.urls")),
    path("resultats/", include("assessments.results.urls")),
    path("questionnaires/", include("assessments.editor.urls")),
    path("", include("assessments.codesign.urls")),
    path("comparer/", include("assessments.benchmarks.urls")),
    path("regards/", include("assessments.voices.urls")),
    path("boite-a-outils/", include("assessments.toolbox.urls")),
    path("apprendre/", include("assessments.learning.urls")),
    path("plan/", include("assessments.plans.urls")),
    path("charte/", include("network.charters.urls")),
    path("ecrire-la-charte/", include("network.cowriting.urls")),
    path("engagements/", include("network.conditionality.urls")),
    path("suivi/", include("network.portfolio.urls")),
    path("bureau/", include("config.desk_urls")),
    path("structures/", include("organisations.urls")),
    path("territoires/", include("territories.urls")),
    path("compte/", include("accounts.urls")),
    path("compte/", include("allauth.urls")),
    path("gestion/", include("accounts.backoffice_urls")),
    path("gestion/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:path>", media, name="media"),
    path("ui/", include("ui.urls")),
    # Open to other sites' forms on purpose: a token here would put a cookie on every public page,
    # and the worst that a forged request does is to change the language.
    path("i18n/setlang/", csrf_exempt(set_language), name="set_language"),
    # Wagtail's door for readers is Django's bare one, without second factor or rate limit: led to ours.
    path("_util/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
]
if settings.DEVELOPMENT:
    from config import mailbox
    from config.demo.page import demo

    urlpatterns += [
        path("mail/", include((mailbox.urlpatterns, "mailbox"))),
        path("demo/", demo, name="demo"),
    ]
urlpatterns += [path("", include(wagtail_urls))]
