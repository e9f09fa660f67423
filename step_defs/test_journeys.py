"""Every scenario of every feature, as a test."""

from pytest_bdd import scenarios

from .features import FEATURES

scenarios(str(FEATURES))
