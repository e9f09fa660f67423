"""How thoroughly the properties are tried: a little in every run."""

from hypothesis import HealthCheck, Phase, settings

# An exploration is a long example: neither its size nor its time is a sign of a bad test, and to shrink it takes long.
LONG_EXAMPLES = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
EXPLORED = settings(
    max_examples=15,
    phases=[Phase.explicit, Phase.generate],
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=LONG_EXAMPLES,
)
