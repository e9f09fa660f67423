"""How thoroughly the properties are tried: a little in every run, and at length with --hypothesis-profile=fuzz."""

from hypothesis import HealthCheck, settings

# A call is a long example: neither its size nor its time is a sign of a bad test.
LONG_EXAMPLES = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]

settings.register_profile(
    "suite", max_examples=50, derandomize=True, database=None, deadline=None, suppress_health_check=LONG_EXAMPLES
)
settings.register_profile(
    "fuzz", max_examples=10_000, database=None, deadline=None, suppress_health_check=LONG_EXAMPLES, print_blob=True
)
settings.load_profile("suite")
