"""The journeys of the lines are projects of their own, which a test runs: see tests/test_journeys.py."""

collect_ignore = ["journeys"]
