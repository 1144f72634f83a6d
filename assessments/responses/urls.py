from django.urls import path

from assessments.responses import views

app_name = "responses"
urlpatterns = [
    path("", views.start, name="start"),
    path("commencer/", views.begin, name="begin"),
    path("mes-points/", views.mine, name="mine"),
    path("reprendre/<str:token>/", views.resume, name="resume"),
    path("<uuid:pk>/", views.go_on, name="go_on"),
    path("<uuid:pk>/structure/", views.profile, name="profile"),
    path("<uuid:pk>/theme/<str:theme>/", views.theme, name="theme"),
    path("<uuid:pk>/reponse/<str:code>/", views.save_answer, name="save_answer"),
    path("<uuid:pk>/fichier/<str:code>/", views.upload, name="upload"),
    path("<uuid:pk>/piece/<uuid:evidence>/", views.evidence, name="evidence"),
    path("<uuid:pk>/piece/<uuid:evidence>/retirer/", views.remove_proof, name="remove_proof"),
    path("<uuid:pk>/verifier/", views.check, name="check"),
    path("<uuid:pk>/refaire/", views.again, name="again"),
    path("<uuid:pk>/plus-tard/", views.leave, name="leave"),
    path("<uuid:pk>/rattacher/", views.attach, name="attach"),
    path("<uuid:pk>/lien/", views.send_link, name="send_link"),
    path("<uuid:pk>/lien/changer/", views.revoke_links, name="revoke_links"),
]
