"""Settings of a server with the phone, on whose other end there is nonsense."""

from ivr.settings import *  # noqa: F403 (all but where the line is)

ROOT_URLCONF = "phone.tests.nonsense"
