"""How thoroughly the properties are tried: a little in every run, and at length with --hypothesis-profile=fuzz."""

from hypothesis import HealthCheck, settings

# An exploration is a long example: neither its size nor its time is a sign of a bad test.
LONG_EXAMPLES = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
EXPLORED = settings(
    max_examples=40, derandomize=True, database=None, deadline=None, suppress_health_check=LONG_EXAMPLES
)
