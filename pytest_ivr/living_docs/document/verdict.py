"""The verdict: what a run says, in one sentence; when it was, and on what."""

import datetime as dt

from .run import RED, Suite

# What is said of so many scenarios of so many, beside those that passed.
REMARKS = {
    "failed": "{} failed",
    "ambiguous": "{} fit two sentences at once",
    "undefined": "{} use a sentence that nobody has defined",
    "pending": "{} are agreed but not built",
    "skipped": "{} were skipped",
    "not run": "{} were not run",
}
ONE = {"{} fit ": "{} fits ", "{} use ": "{} uses ", "{} are ": "{} is ", "{} were ": "{} was "}


def verdict(suite: Suite) -> str:
    """Return what came of the run, in one sentence."""
    counts = dict(suite.counts)
    total, passed = len(suite.runs), counts.get("passed", 0)
    if passed == total and not suite.is_red:
        return f"All {total} scenarios passed." if total != 1 else "The one scenario passed."
    remarks = [remark(status, counts[status]) for status in REMARKS if status in counts]
    said = f"{passed} of {total} scenarios passed; {enumerated(remarks)}." if remarks else "all that ran passed."
    if suite.broke_off:
        running = enumerated([f"“{run.title}”" for run in suite.runs if run.was_running])
        return f"The run broke off{f' during {running}' if running else ''}: {said}"
    if suite.is_red and not any(status in counts for status in RED):
        said = f"The run failed, though no scenario did: {said}"
    return said


def remark(status: str, number: int) -> str:
    """Return what is said of a number of scenarios."""
    words = REMARKS[status]
    if number == 1:
        for many, one in ONE.items():
            words = words.replace(many, one)
    return words.format(number)


def enumerated(words: list[str]) -> str:
    """Join words as one says them."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def facts(suite: Suite) -> list[tuple[str, str, str]]:
    """Return when the run was, how long it took, and on what: a name, a value, and a link if there is one."""
    began = dt.datetime.fromtimestamp(suite.began, dt.UTC)
    found = [("Run", f"{began:%-d %B %Y at %H:%M} UTC", ""), ("Took", duration(suite.seconds), "")]
    ci = suite.meta.get("ci", {})
    git = ci.get("git", {})
    if git:
        branch = git.get("branch") or git.get("tag")
        found.append(("Commit", git["revision"][:10] + (f" on {branch}" if branch else ""), ""))
    products = [suite.meta[key] for key in ("implementation", "runtime", "os") if key in suite.meta]
    found.append(("With", ", ".join(f"{it['name']} {it.get('version', '')}".strip() for it in products), ""))
    if ci:
        build = f" {ci['buildNumber']}" if ci.get("buildNumber") else ""
        found.append(("On", ci["name"] + build, web_link(ci.get("url", ""))))
    return found


def web_link(url: str) -> str:
    """Return an address if a browser may follow it."""
    return url if url.startswith(("https://", "http://")) else ""


def duration(seconds: float) -> str:
    """Return a time as one says it."""
    if seconds < 10:
        return f"{seconds:.1f} seconds"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} seconds"
