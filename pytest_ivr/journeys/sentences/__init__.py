"""The sentences of any line: what callers do and hear, what the line does, and when."""
