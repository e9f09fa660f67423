"""The verdict: what a run says, in one sentence; when it was, and on what."""

import datetime as dt

from .run import RED, Suite

# What follows the number of scenarios that did not pass: if it is one, and if it is more.
PREDICATES = {
    "failed": ("failed", "failed"),
    "ambiguous": ("fits two sentences at once", "fit two sentences at once"),
    "undefined": ("uses a sentence that nobody has defined", "use a sentence that nobody has defined"),
    "pending": ("is agreed but not built", "are agreed but not built"),
    "skipped": ("was skipped", "were skipped"),
    "not run": ("was not run", "were not run"),
}


def verdict(suite: Suite) -> str:
    """Return what came of the run, in one sentence."""
    if not suite.features:
        return "No scenario was run: the map shows what exploring the line found, and nothing of it is tested."
    counts = dict(suite.counts)
    total, passed = len(suite.runs), counts.get("passed", 0)
    if passed == total and not suite.is_red:
        return f"All {total} scenarios passed." if total != 1 else "The one scenario passed."
    others = [
        f"{counts[status]} {singular if counts[status] == 1 else plural}"
        for status, (singular, plural) in PREDICATES.items()
        if status in counts
    ]
    sentence = f"{passed} of {total} scenarios passed; {join_words(others)}." if others else "all that ran passed."
    if suite.broke_off:
        running = join_words([f"“{run.name}”" for run in suite.runs if run.was_running])
        return f"The run broke off{f' during {running}' if running else ''}: {sentence}"
    if suite.is_red and not any(status in counts for status in RED):
        sentence = f"The run failed outside the scenarios: {sentence}"
    return sentence


def join_words(words: list[str]) -> str:
    """Return words as a list in a sentence: "one, two and three"."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def facts(suite: Suite) -> list[tuple[str, str, str]]:
    """Return when the run was, how long it took, and on what: a name, a value, and a link if there is one."""
    found = [("Run", when(suite), ""), ("Took", duration(suite.seconds), "")]
    ci = suite.meta.get("ci", {})
    if commit(suite):
        found.append(("Commit", commit(suite), ""))
    products = [suite.meta.get(key, {}) for key in ("implementation", "runtime", "os")]
    names = [f"{it['name']} {it.get('version', '')}".strip() for it in products if it.get("name")]
    if names:
        found.append(("With", ", ".join(names), ""))
    if ci.get("name"):
        build = f" {ci['buildNumber']}" if ci.get("buildNumber") else ""
        found.append(("On", ci["name"] + build, web_link(ci.get("url", ""))))
    return found


def when(suite: Suite) -> str:
    """Return when a run was."""
    return instant(suite.began)


def instant(seconds: float) -> str:
    """Return a time, in seconds since 1970, as people say it."""
    return f"{dt.datetime.fromtimestamp(seconds, dt.UTC):%-d %B %Y at %H:%M} UTC"


def commit(suite: Suite) -> str:
    """Return of which commit a run was, of which branch, and whether that is all; nothing if nobody says."""
    git: dict[str, str] = suite.meta.get("ci", {}).get("git", {})
    if not git.get("revision"):
        return ""
    branch = git.get("branch") or git.get("tag")
    more = " + changes that are not committed" if suite.uncommitted else ""
    return git["revision"][:10] + (f" on {branch}" if branch else "") + more


def warning(suite: Suite) -> str:
    """Return what a reader has to know before a release: that no commit has what was run; nothing if one has."""
    git: dict[str, str] = suite.meta.get("ci", {}).get("git", {})
    where = f" on branch {git['branch']}," if git.get("branch") else ""
    return f"Run{where} with changes that are not committed." if suite.uncommitted else ""


def web_link(url: str) -> str:
    """Return an address if a browser may follow it."""
    return url if url.startswith(("https://", "http://")) else ""


def duration(seconds: float) -> str:
    """Return a length of time as people say it."""
    if seconds < 10:
        return f"{seconds:.1f} seconds"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} seconds"
