"""The development settings, with one more app that listens."""

from config.settings.dev import *  # noqa: F403
from config.settings.dev import INSTALLED_APPS

INSTALLED_APPS = ["tests.config.probe", *INSTALLED_APPS]
