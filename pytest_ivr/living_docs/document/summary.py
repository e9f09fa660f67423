"""The summary of a run as Markdown: for the page of a CI job, which shows at most 1 MiB."""

from collections.abc import Iterator
from urllib.parse import quote

from .call_flow import CallFlow
from .causes import Cause, causes
from .exploration import Exploration
from .history import History
from .markdown import first_of, plain
from .mermaid import map_in_summary
from .run import Run, Suite
from .since import Since, render_changes
from .verdict import duration, facts, verdict
from .ways import UNTESTED, WAIVED, Row, rows

LIMIT = 1024 * 1024 - 1024  # bytes; a CI that gets more shows nothing at all
COMMENT_LIMIT = 60_000  # bytes; GitHub takes 65,536 characters
CUT = "\n\nThe rest is left out here; the document has it.\n"
FEW = 10  # of a kind that are told; the document has them all
ONLY_TRIED = "Nobody has explored the line: this knows only what menus say and what was tried."


def render_summary(
    suite: Suite,
    flow: CallFlow,
    title: str,
    changed: Since | None = None,
    history: History | None = None,
    links: str = "",
) -> str:
    """Return the verdict, what changed and what failed, the call flow, and how much of the menus was tried.

    ``links`` is where the document is, if links into it are wanted.
    """
    parts = [
        headline(suite, title),
        " · ".join(f"{plain(name)} {plain(value)}" for name, value, _ in facts(suite)),
        *(f"> {plain(message)[:500]}" for message in suite.messages),
        *(
            f"> {plain(feature.uri)} could not be read: {plain(feature.error)}"
            for feature in suite.features
            if feature.error
        ),
        what_changed(changed) if changed else "",
        failures(suite, links),
        listed("Wanted", [named(run) for run in suite.runs if run.status == "pending"]),
        listed("Unsteady", unsteady(suite, history) if history else []),
        listed("Flaky", flaky(suite)),
        map_in_summary(flow),
        coverage(flow),
        explored(suite),
        unnoticed(suite),
    ]
    return shortened("\n\n".join(part for part in parts if part) + "\n")


def headline(suite: Suite, title: str) -> str:
    """Return the verdict as a title."""
    return f"# {'❌' if suite.is_red else '✅'} {plain(title)}: {plain(verdict(suite))}"


def render_comment(suite: Suite, title: str, changed: Since) -> str:
    """Return the verdict and what changed, as short as a comment has to be."""
    return shortened(f"{headline(suite, title)}\n\n{what_changed(changed)}\n", COMMENT_LIMIT)


def what_changed(changed: Since) -> str:
    """Return what is new since an earlier run."""
    return f"## {plain(changed.title)}\n\n{plain(changed.problem) or render_changes(changed.sections, FEW)}"


def named(run: Run) -> str:
    """Return the name that tells a run from all others."""
    return plain(run.name)


def failures(suite: Suite, links: str) -> str:
    """Return what went wrong: what is no scenario by name and first line, scenarios by cause."""
    outside = [f"- **{plain(hook.text)}** {hook.status}: {plain(hook.first_line)}" for hook in suite.failed_hooks]
    lines = [*outside, *(line for cause in causes(suite) for line in told_cause(cause, links))]
    return "## What failed\n\n" + "\n".join(lines) if lines else ""


def told_cause(cause: Cause, links: str) -> list[str]:
    """Return why scenarios fail, which rules that concerns, and a few of the scenarios."""
    runs = [f"{linked(run, links)} {run.status} · `{run.uri}:{run.line}`" for run in cause.runs]
    several = len(runs) > 1
    lines = [f"- **{cause.title}**" if several else f"- {runs[0]}", f"  - {plain(cause.sentence)[:500]}"]
    if cause.step:
        lines.append(f"  - failed at “{plain(f'{cause.step.keyword} {cause.step.text}')}”")
    if cause.rules:
        lines.append(f"  - {'Rules' if len(cause.rules) > 1 else 'Rule'}: {plain(' · '.join(cause.rules))}")
    return [*lines, *(first_of([f"  - {run}" for run in runs], FEW, "  ") if several else [])]


def linked(run: Run, links: str) -> str:
    """Return the name of a run, with a link into the document if it is known where that is."""
    return f"[{named(run)}]({links}#{quote(run.slug)})" if links else f"**{named(run)}**"


def listed(title: str, lines: list[str]) -> str:
    """Return a few lines under a title; nothing without lines."""
    return f"## {title}\n\n" + "\n".join(first_of([f"- {line}" for line in lines], FEW)) if lines else ""


def unsteady(suite: Suite, history: History) -> list[str]:
    """Return which scenarios fail and pass by turns."""
    known = history.unsteady()
    return [f"{named(run)}: {known[run.slug]}" for run in suite.runs if run.slug in known]


def flaky(suite: Suite) -> list[str]:
    """Return what passed, but not at the first attempt."""
    return [f"{named(run)}: passed at attempt {run.attempts}" for run in suite.runs if run.is_flaky]


def coverage(flow: CallFlow) -> str:
    """Return which ways of each menu are tested, as a table."""
    lines = [f"## Menu coverage: {flow.coverage:.0f} %", ""]
    lines += [f"{plain(mistake)}\n" for mistake in flow.mistakes]
    lines += [] if flow.is_explored else [f"{ONLY_TRIED}\n"]
    lines += ["| Menu | Way out | Scenarios |", "|---|---|---|"]
    lines += [
        f"| {plain(menu.label)} | {plain(row.words)} | {number_of_scenarios(row)} |"
        for menu in flow.menus
        for row in rows(menu.ways)
    ]
    if flow.unreached:
        lines += ["", f"No call reached: {plain(', '.join(flow.unreached))}."]
    return "\n".join(lines) if flow.menus or flow.unreached else ""


def unnoticed(suite: Suite) -> str:
    """Return which changes of the line's answers nobody would notice, if some were made."""
    lines = []
    for it in suite.unnoticed:
        told = [it["score"], *it["mistakes"], *(that["sentence"] for that in it["survivors"] if not that["reason"])]
        lines += [f"- {plain(sentence)}" for sentence in told]
    return "## What nobody would notice\n\n" + "\n".join(lines) if lines else ""


def number_of_scenarios(row: Row) -> str:
    """Return how many scenarios test a way, or that it is not tested, or need not be."""
    if row.reason:
        return f"{WAIVED}: {plain(row.reason)}"
    return str(len(row.runs)) if row.runs else f"**{UNTESTED}**"


def explored(suite: Suite) -> str:
    """Return what explorations of the line found, and what they left out."""
    lines = [line for it in suite.explorations for line in told(it)]
    return "## What exploring the line found\n\n" + "\n".join(lines) if lines else ""


def told(exploration: Exploration) -> Iterator[str]:
    """Yield what one exploration found, and what it left out."""
    yield f"- {exploration.requests} requests in {duration(exploration.seconds)}"
    if exploration.stopped:
        yield f"- It did not try everything: {plain(exploration.stopped)}"
    for it in exploration.findings:
        actions = f" ({plain(it.actions)})" if it.actions else ""
        yield f"- **{'error' if it.is_error else 'warning'}**: {plain(it.sentence)}{actions}"
    yield from (f"- not walked: {plain(sentence)}" for sentence in exploration.unreached)


def shortened(text: str, limit: int = LIMIT) -> str:
    """Return as many whole lines as fit; what is no character becomes a question mark."""
    data = text.encode(errors="replace")
    if len(data) <= limit:
        return data.decode()
    return data[: limit - len(CUT)].decode(errors="ignore").rsplit("\n", 1)[0] + CUT
