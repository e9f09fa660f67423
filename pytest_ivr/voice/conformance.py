"""An accessibility conformance report: for each clause of a standard, how far the line keeps it, and what shows it.

It is made of what was heard, and says no more: a clause that no call can show is not evaluated, and to waive a finding
does not make the line conform.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

from .clauses import CLAUSES, HEADING, Clause
from .judging import WAIVED, Finding, Judgement
from .looking import EVERYWHERE
from .rules import RULES, Rule

SUPPORTS, PARTLY, DOES_NOT, NOT_EVALUATED = "supports", "partially-supports", "does-not-support", "not-evaluated"
IN_WORDS = {
    SUPPORTS: "Supports",
    PARTLY: "Supports partly",
    DOES_NOT: "Does not support",
    NOT_EVALUATED: "Not evaluated",
}
NOT_SHOWN = "No call shows it."
NOT_READ = "What it asks for could not be read: only its heading was."
NOT_ENGLISH = "What looks for it knows English words alone, and the line speaks another language, too."
OFFERED = "Something is offered in writing; whether all is, no call shows."
METHOD = (
    "Every sentence and menu that callers heard in the calls of a test run was judged by rules, each of which goes "
    "back to the clauses beside it. The line was called by a simulator of its carrier; no person with a disability has "
    "used it for this report. What no call shows was not evaluated, nor what is offered beside the line, such as a "
    "page of the web; recordings that the line plays were judged by their words, where the test suite has them."
)
SEEN_IN_SILENCE = {"P9"}  # a menu is judged if a caller lets the time run out there, which not every call does
SHOWN_IN_PART = {"P18"}  # that something is offered in writing does not show that all is
CHAPTERS = {"WCAG 2.2.1": ("success_criteria_level_a", "2.2.1")}
OTHER_CHAPTER = "two_way_voice_communication"  # the catalogs have none for these clauses


@dataclass(frozen=True)
class Row:
    """A clause, how far the line keeps it, the findings that show where it does not, and why it was not evaluated."""

    name: str
    clause: Clause
    level: str
    findings: list[Finding]
    not_evaluated: str = NOT_SHOWN

    @property
    def is_waived(self) -> bool:
        """Whether whatever was found is waived."""
        return bool(self.findings) and all(finding.level == WAIVED for finding in self.findings)

    @property
    def verdict(self) -> str:
        """How far the line keeps it, in words."""
        return IN_WORDS[self.level] + " (waived)" * self.is_waived

    @property
    def remarks(self) -> list[str]:
        """What shows it."""
        if self.level == NOT_EVALUATED:
            return [self.not_evaluated]
        found = [remark(finding) for finding in self.findings]
        return found or [OFFERED if self.level == PARTLY else "No call that was heard breaks it."]


def remark(finding: Finding) -> str:
    """Return a finding in a sentence or two, with the call that shows it and why it is waived."""
    heard = f" Heard at second {finding.second:g} of a call ({finding.call}): {finding.shortest_call}."
    reason = f" Waived: {finding.reason.rstrip('.')}." if finding.reason else ""
    return f"{finding.rule.id}, {finding.words}: {finding.problem}{heard if finding.call else ''}{reason}"


def rows(judgement: Judgement) -> list[Row]:
    """Return a row for each clause of a law or standard."""
    return [row(name, clause, judgement) for name, clause in CLAUSES.items() if clause.is_law]


def row(name: str, clause: Clause, judgement: Judgement) -> Row:
    """Return how far the line keeps a clause."""
    if clause.status == HEADING:
        return Row(name, clause, NOT_EVALUATED, [], NOT_READ)
    rules = [rule for rule in RULES if name in rule.clauses]
    findings = [finding for finding in judgement.findings if finding.rule in rules]
    broken = {finding.words for finding in findings}
    if findings:
        by_chance = any(finding.rule.id in SEEN_IN_SILENCE for finding in findings)
        level = DOES_NOT if by_chance or EVERYWHERE in broken or broken >= judgement.menus else PARTLY
    elif not rules or not shows(rules, judgement):
        level = NOT_EVALUATED
    elif judgement.other_languages and any(rule.is_english for rule in rules):
        return Row(name, clause, NOT_EVALUATED, findings, NOT_ENGLISH)
    else:
        level = PARTLY if SHOWN_IN_PART & {rule.id for rule in rules} else SUPPORTS
    return Row(name, clause, level, findings)


def shows(rules: Iterable[Rule], judgement: Judgement) -> bool:
    """Tell whether the calls show all that some rules look at: the line, its menus, and silence in them."""
    ids = {rule.id for rule in rules}
    if SHOWN_IN_PART & ids:
        return judgement.turns > 0
    return bool(judgement.menus) and (judgement.silences > 0 or not SEEN_IN_SILENCE & ids)


def as_page(judgement: Judgement, product: str, today: dt.date) -> str:
    """Return the report as a page that stands alone."""
    head = f"Accessibility conformance report: {escape(product)}"
    body = "\n".join(
        f"<tr><th scope='row'>{escape(it.clause.title)}<br><small>{escape(it.clause.asks)} "
        f"({escape(it.clause.status)})</small></th><td>{it.verdict}</td>"
        f"<td>{'<br>'.join(map(escape, it.remarks))}</td></tr>"
        for it in rows(judgement)
    )
    return f"""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{head}</title>
<style>
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }}
table {{ border-collapse: collapse; }}
th, td {{ border: 1px solid #767676; padding: .5rem; text-align: left; vertical-align: top; }}
</style>
<h1>{head}</h1>
<p>{today.isoformat()}. {escape(METHOD)}</p>
<table>
<thead><tr><th scope="col">Clause</th><th scope="col">Conformance</th><th scope="col">Remarks</th></tr></thead>
<tbody>
{body}
</tbody>
</table>
</html>
"""


def as_openacr(judgement: Judgement, product: str, email: str, today: dt.date) -> dict[str, Any]:
    """Return the report in the form of OpenACR; as JSON it is YAML, too."""
    chapters: dict[str, Any] = {}
    for it in rows(judgement):
        chapter, number = CHAPTERS.get(it.name, (OTHER_CHAPTER, it.name))
        notes = " ".join([f"{it.clause.asks} ({it.clause.status})", *it.remarks])
        adherence = {"level": it.level, "notes": notes}
        criterion = {"num": number, "components": [{"name": "telephony", "adherence": adherence}]}
        chapters.setdefault(chapter, {"criteria": []})["criteria"].append(criterion)
    return {
        "title": f"{product} Accessibility Conformance Report",
        "product": {"name": product, "description": "A phone line (interactive voice response)"},
        "author": {"email": email},
        "report_date": today.isoformat(),
        "version": 1,
        "notes": "Clauses that the catalogs of OpenACR do not have stand in a chapter of their own.",
        "evaluation_methods_used": METHOD,
        "chapters": chapters,
    }
