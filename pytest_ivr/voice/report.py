"""What was found, for people at a terminal, as JSON, and as SARIF 2.1.0 for code review."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from .clauses import CLAUSES
from .judging import LEVELS, WAIVED, Finding, Judgement
from .rules import RULES, Rule

SARIF = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
SARIF_LEVELS = {"error": "error", "warning": "warning", "advice": "note", WAIVED: "note"}


def report(judgement: Judgement) -> str:
    """Return the findings in words, the gravest first, what is waived by rule and reason, and how many there are."""
    blocks = ["\n".join(lines(finding)) for finding in judgement.findings if finding.level != WAIVED]
    waived = Counter((it.rule.id, it.reason) for it in judgement.findings if it.level == WAIVED)
    reasons = "\n".join(f"{rule} waived ({number}): {reason}" for (rule, reason), number in waived.items())
    return "\n\n".join(filter(None, [*blocks, reasons, *judgement.mistakes, summary(judgement)]))


def lines(finding: Finding) -> Iterator[str]:
    """Yield the lines of a finding."""
    yield f"{finding.rule.id} {finding.level}: {finding.rule.title}"
    yield f"  {finding.words}"
    yield f"  {finding.problem}"
    if finding.file:
        yield f"  Recorded in {finding.file}"
    if finding.shortest_call:
        yield f"  At second {finding.second:g} of: {finding.shortest_call} ({finding.call})"
    yield f"  Source: {'; '.join(CLAUSES[clause].title for clause in finding.rule.clauses)}"


def summary(judgement: Judgement) -> str:
    """Return how many findings there are of each level."""
    levels = [finding.level for finding in judgement.findings]
    counted = ", ".join(f"{levels.count(level)} {level}" for level in LEVELS if level in levels)
    told = f"{len(RULES)} rules looked at {judgement.turns} turns of the line: {counted or 'nothing found'}."
    return " ".join([told, *not_applied(judgement)])


def not_applied(judgement: Judgement) -> Iterator[str]:
    """Yield in sentences which rules say nothing of what was heard in another language than English."""
    ids = ", ".join(rule.id for rule in RULES if rule.is_english)
    for language, number in judgement.other_languages.items():
        texts = "text" if number == 1 else "texts"
        yield f"{ids} know English words alone, and were not applied to {number} {texts} in {language}."


def explain(rule: Rule) -> str:
    """Return what a rule asks for, where that is written, and an example that breaks it and one that keeps it."""
    strict, default, lenient = rule.levels
    sources = [f"  {CLAUSES[it].title}: {CLAUSES[it].asks} ({CLAUSES[it].status})" for it in rule.clauses]
    examples = [
        line
        for word, example in (("breaks", rule.breaks), ("keeps", rule.keeps))
        for line in (
            f"A line that {word} it answers:",
            *(f"  {document}" for document in example.documents),
            *([f"  when the caller {example.actions}"] if example.actions else []),
        )
    ]
    levels = f"It is {default} by default, {strict} in the profile strict, {lenient} in lenient."
    return "\n".join([f"{rule.id}: {rule.title}.", levels, "Sources:", *sources, *examples])


def as_json(judgement: Judgement) -> dict[str, Any]:
    """Return what was found as plain values."""
    return {
        "turns": judgement.turns,
        "mistakes": judgement.mistakes,
        "not applied": list(not_applied(judgement)),
        "findings": [
            {
                "rule": it.rule.id,
                "title": it.rule.title,
                "level": it.level,
                "problem": it.problem,
                "words": it.words,
                "call": it.call,
                "actions": it.shortest_call,
                "second": it.second,
                "clauses": list(it.rule.clauses),
                "reason": it.reason,
                "file": it.file,
            }
            for it in judgement.findings
        ],
    }


def as_sarif(judgement: Judgement, version: str) -> dict[str, Any]:
    """Return what was found as a log of SARIF; what is waived is suppressed there, with its reason."""
    driver = {
        "name": "pytest-ivr",
        "version": version,
        "rules": [
            {
                "id": rule.id,
                "shortDescription": {"text": rule.title},
                "help": {"text": "; ".join(CLAUSES[clause].title for clause in rule.clauses)},
                "defaultConfiguration": {"level": SARIF_LEVELS[rule.levels[1]]},
            }
            for rule in RULES
        ],
    }
    run = {"tool": {"driver": driver}, "results": [result(it) for it in judgement.findings]}
    return {"$schema": SARIF, "version": "2.1.0", "runs": [run]}


def result(finding: Finding) -> dict[str, Any]:
    """Return a finding as a result of SARIF; it is located by words and call, since it is in no file."""
    where = [name for name in (finding.words, finding.shortest_call, finding.file) if name]
    return {
        "ruleId": finding.rule.id,
        "ruleIndex": RULES.index(finding.rule),
        "level": SARIF_LEVELS[finding.level],
        "message": {"text": f"{finding.words}: {finding.problem}"},
        "locations": [{"logicalLocations": [{"name": name} for name in where]}],
        **({"suppressions": [{"kind": "external", "justification": finding.reason}]} if finding.reason else {}),
    }
