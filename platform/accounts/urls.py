"""Pages of one's own account. Signing in, passwords and factors are allauth's, under the same prefix."""

from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.home, name="home"),
    path("profil/", views.profile, name="profile"),
    path("second-facteur/", views.set_up_second_factor, name="second_factor"),
]
