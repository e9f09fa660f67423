"""The examples are projects of their own; pytest_ivr/tests runs each in a fresh environment."""

collect_ignore_glob = ["*"]
