"""What the deployment check says where the phone is on."""

from phone.checks import the_phone_is_off


def test_a_phone_that_is_on_in_production_is_an_error() -> None:
    (error,) = the_phone_is_off(None)
    assert (error.id, error.hint) == (
        "phone.E001",
        "Unset PHONE_ENABLED, or set it to off; it is for development alone.",
    )
