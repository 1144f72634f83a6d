"""Addresses for everyone and for members."""

from django.urls import path

from assessments.voices import views

app_name = "voices"
urlpatterns = [
    path("structure/<uuid:organisation>/", views.organisation, name="organisation"),
    path("demande/<str:token>/", views.invitation, name="invitation"),
    path("demande/<str:token>/code/", views.send_code, name="send_code"),
    path("voix/<uuid:voice>/", views.home, name="home"),
    path("voix/<uuid:voice>/fini/", views.finish, name="finish"),
    path("voix/<uuid:voice>/retirer/", views.withdraw, name="withdraw"),
    path("voix/<uuid:voice>/accepter/", views.accept, name="accept"),
    path("voix/<uuid:voice>/refuser/", views.refuse, name="refuse"),
    path("voix/<uuid:voice>/relancer/", views.remind, name="remind"),
    path("sondage/<uuid:poll>/", views.poll, name="poll"),
    path("sondage/<uuid:poll>/clore/", views.close_poll, name="close_poll"),
    path("vote/<str:token>/", views.ballot, name="ballot"),
    path("mot/<uuid:note>/", views.note, name="note"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/collegue/", views.ask_colleague, name="ask_colleague"),
    path("<uuid:pk>/relais/", views.ask_relay, name="ask_relay"),
    path("<uuid:pk>/sonder/", views.open_poll, name="open_poll"),
    path("<uuid:pk>/ecarts/", views.gaps, name="gaps"),
    path("<uuid:pk>/question/<str:code>/", views.question, name="question"),
    path("<uuid:pk>/question/<str:code>/commenter/", views.comment, name="comment"),
]
