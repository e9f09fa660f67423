"""The settings of the line under load: a view for comparison stands beside its own."""

from ivr.settings import *  # noqa: F403 (all of them)

ROOT_URLCONF = "tools.load.urls"
