"""The shop's journeys are a project of their own, which a test runs."""

collect_ignore = ["project"]
