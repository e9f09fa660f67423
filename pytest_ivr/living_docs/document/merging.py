"""Several streams of one suite, for example those of CI shards, as one; explorations of its line stay beside it."""

from ..stream.reading import StreamError
from .run import Feature, Suite, worst_run


def merge(suites: list[Suite], explored: list[Suite]) -> Suite:
    """Return the suite that several streams describe; raise StreamError if their feature files differ.

    If none of them is a run, it is a suite without scenarios.
    """
    whole = suites[0] if suites else without_scenarios(explored[0])
    for suite in suites[1:]:
        merge_features(whole, suite)
        known = {sentence.text: sentence for sentence in whole.sentences}
        for it in suite.sentences:
            known.setdefault(it.text, it)
        whole.sentences = list(known.values())
        ends = max(whole.began + whole.seconds, suite.began + suite.seconds)
        whole.began = min(whole.began, suite.began)
        whole.seconds = ends - whole.began
        whole.success = whole.success and suite.success
        whole.broke_off = whole.broke_off or suite.broke_off
        whole.messages += suite.messages
        whole.hooks += suite.hooks
        whole.unnoticed += suite.unnoticed
        whole.note_problems += [it for it in suite.note_problems if it not in whole.note_problems]
    for suite in (*suites[1:], *explored):
        whole.menu_names += [name for name in suite.menu_names if name not in whole.menu_names]
        whole.waivers += suite.waivers
        whole.synonyms += [it for it in suite.synonyms if it not in whole.synonyms]
        whole.questions = suite.questions | whole.questions
    whole.explored = explored
    return whole


def without_scenarios(explored: Suite) -> Suite:
    """Return the suite of a line that is explored, and has no scenarios yet."""
    return Suite([], [], explored.began, explored.seconds, success=True, messages=[], meta=explored.meta)


def merge_features(whole: Suite, suite: Suite) -> None:
    """Add features, and replace runs that another stream knows more of."""
    known = {feature.uri: number for number, feature in enumerate(whole.features)}
    for it in suite.features:
        if it.uri not in known:
            whole.features.append(it)
            continue
        number = known[it.uri]
        fewer, more = sorted((whole.features[number], it), key=lambda feature: len(feature.runs))
        if not is_same(fewer, more, may_break_off=whole.broke_off or suite.broke_off):
            raise StreamError(f"The streams tell different texts of {it.uri}; build from the streams of one commit.")
        replace_runs(more, fewer)
        whole.features[number] = more


def is_same(fewer: Feature, more: Feature, may_break_off: bool) -> bool:
    """Tell whether two streams tell of one text; one that breaks off may not have come to its end."""
    told = [[(run.line, run.title) for run in feature.runs] for feature in (fewer, more)]
    return told[0] == (told[1][: len(told[0])] if may_break_off else told[1])


def replace_runs(mine: Feature, other: Feature) -> None:
    """Keep the worse result of each run; one that was not run has none."""
    others = {id(run): it for run, it in zip(mine.runs, other.runs, strict=False)}
    for scenario in mine.scenarios:
        for runs in (scenario.runs, *(table.runs for table in scenario.examples)):
            runs[:] = [worst_run((run, others.get(id(run), run))) for run in runs]
