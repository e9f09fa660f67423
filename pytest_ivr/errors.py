"""What people are told who have given something that cannot be used."""


class UsageError(ValueError):
    """A file, a setting or an argument that cannot be used. The message is a sentence that says what to do."""
