"""Steps of the kit's sample: empty."""

from pytest_bdd import scenarios

scenarios(".")
