"""Dial any line, in a terminal or a browser."""
