"""What callers do and hear, in plain English: notation, feature lint, failure report, the call in the reports."""
