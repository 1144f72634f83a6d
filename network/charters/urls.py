"""Addresses for everyone and for members."""

from django.urls import path

from network.charters.views import documents, pages, signatures, signing, verifying

app_name = "charters"
urlpatterns = [
    path("", pages.home, name="home"),
    path("signataires/", pages.signatories, name="signatories"),
    path("texte/<uuid:pk>/", pages.version, name="version"),
    path("verifier/", verifying.verify, name="verify"),
    path("verifier/<str:code>/", verifying.verify_code, name="verify_code"),
    path("cles.json", documents.keys, name="keys"),
    path("emetteur.json", documents.issuer, name="issuer"),
    path("retraits.json", documents.revocations, name="revocations"),
    path("distinctions/<uuid:pk>.json", documents.achievement, name="achievement"),
    path("distinctions/<uuid:pk>.svg", documents.achievement_image, name="achievement_image"),
    path("structures/<uuid:pk>/", signing.organisation, name="organisation"),
    path("signatures/<uuid:pk>/", signatures.signature, name="signature"),
    path("signatures/<uuid:pk>/bilan/", signatures.review, name="review"),
    path("signatures/<uuid:pk>/visibilite/", signatures.consent, name="consent"),
    path("signatures/<uuid:pk>/retrait/", signatures.withdraw, name="withdraw"),
    path("signatures/<uuid:pk>/certificat.pdf", signatures.certificate, name="certificate"),
    path("signatures/<uuid:pk>/badge.svg", signatures.badge, name="badge"),
    path("signatures/<uuid:pk>/badge.jwt", signatures.token, name="token"),
    path("<uuid:pk>/", pages.charter, name="charter"),
    path("<uuid:pk>/signer/", signing.choose, name="choose"),
    path("<uuid:pk>/signer/<uuid:organisation>/", signing.sign, name="sign"),
]
