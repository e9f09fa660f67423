"""The texts that rules go back to, and how far each was read when the rules were written."""

from __future__ import annotations

from typing import NamedTuple

READ = "text read"
COPY = "read as quoted in public copies"
HEADING = "only the heading was read, in public copies of its contents"
GUIDE = "guidance, not law"
HOUSE = "a rule of this tool, from the rules beside it; no standard has it"


class Clause(NamedTuple):
    """A text, what it asks for, and how far it was read."""

    title: str
    asks: str
    status: str

    @property
    def is_law(self) -> bool:
        """Whether a conformance report has a row for it."""
        return self.status in (READ, COPY, HEADING)


CLAUSES = {
    "EN 301 549, 6.4": Clause(
        "EN 301 549 V3.2.1, 6.4 Alternatives to voice-based services",
        "What an interactive voice response offers can be had without hearing and without speech.",
        COPY,
    ),
    "36 CFR 1194.23(c)": Clause(
        "36 CFR 1194.23(c) (Section 508, 2000 edition, superseded in 2017)",
        "The line is usable with a text telephone (TTY).",
        READ,
    ),
    "36 CFR 1194.23(d)": Clause(
        "36 CFR 1194.23(d) (Section 508, 2000 edition, superseded in 2017); USPS Handbook AS-508-A, 7-5",
        "Before time runs out there is an alert, and enough time to say that more is needed.",
        READ,
    ),
    "WCAG 2.2.1": Clause(
        "WCAG 2.2, success criterion 2.2.1 Timing Adjustable (level A), written for web content",
        "Callers can turn a time limit off, set it to ten times as long, or extend it ten times, each time warned 20 "
        "seconds before; unless the limit is essential, of an event in real time, or longer than 20 hours.",
        COPY,
    ),
    "AS/NZS 4263, 2.3": Clause(
        "AS/NZS 4263, 2.3 and 2.4", "About keys that interrupt prompts, or come ahead of them.", HEADING
    ),
    "AS/NZS 4263, 2.7.1": Clause("AS/NZS 4263, 2.7.1", "About what key 0 is for.", HEADING),
    "COGA": Clause("W3C COGA, issue paper on voice systems", "What people with cognitive disabilities need.", GUIDE),
    "Ireland": Clause(
        "Centre for Excellence in Universal Design, Ireland", "Few options, their number, a person.", GUIDE
    ),
    "Avaya": Clause("Avaya's design guide", "Ascending numbers without gaps.", GUIDE),
    "IBM": Clause("IBM's (Blueworx) design guide", "The goal before the key; keys by name.", GUIDE),
    "ATIS": Clause("ATIS IVR accessibility checklists", "Callers can hear it again.", GUIDE),
    "ACIXD": Clause("ACIXD wiki", "Answers in chunks, and pauses.", GUIDE),
    "ivrsworld": Clause("ivrsworld", "No word of blame, no long silence.", GUIDE),
    "house": Clause("House rule", "Follows from the other rules, or from what voices do.", HOUSE),
}
