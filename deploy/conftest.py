"""What is here for other machines is none of this project's tests."""

collect_ignore = ["probe"]  # its feature is about a line in production
