"""What ``pytest-ivr`` does, one module for each of its commands."""
