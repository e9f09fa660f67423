"""The rules that keep the language of the features honest.

Each rule is a function of the features and the step definitions that returns a sentence for each
problem, naming file and line.
"""

from collections import Counter
from collections.abc import Callable, Iterator

from ..living_docs.stream.definitions import StepDefinition
from ..living_docs.stream.envelopes import Message
from ..living_docs.stream.features import STEP_TYPES, FeatureFile


def tags_of(pickle: Message) -> set[str]:
    """Return the tags of one run, with those of its feature, rule and examples."""
    return {tag["name"] for tag in pickle["tags"]}


def is_saved(feature: FeatureFile) -> bool:
    """Whether a file was saved from a call."""
    return "@saved" in {tag["name"] for tag in feature.feature["tags"]}


def skip_reasons(features: list[FeatureFile]) -> dict[str, str]:
    """Return the comment above the tag of each skipped scenario, by the scenario's title."""
    return {
        scenario["name"]: comment_above(feature, scenario)
        for feature in features
        for scenario in feature.scenarios
        if "@skip" in {tag["name"] for tag in scenario["tags"]}
    }


def comment_above(feature: FeatureFile, scenario: Message) -> str:
    """Return the comment line above the first tag of a scenario, without its #; empty if there is none."""
    above = feature.lines[scenario["tags"][0]["location"]["line"] - 2].strip()
    return above.removeprefix("#").strip() if above.startswith("#") else ""


Problems = Iterator[str]
Rule = Callable[[list[FeatureFile], list[StepDefinition]], Problems]


def unreadable_files(features: list[FeatureFile], _: list[StepDefinition]) -> Problems:
    """Every file can be read."""
    yield from (f"{feature.uri}: {feature.error}" for feature in features if feature.error)


def undefined_sentences(features: list[FeatureFile], definitions: list[StepDefinition]) -> Problems:
    """Every sentence is defined, except in scenarios that are only wanted."""
    for feature, pickle, step in steps(features):
        if "@wanted" not in tags_of(pickle) and not matching(step, definitions):
            yield f"{feature.uri}: {pickle['name']}: nobody defines {step['text']!r}"


def ambiguous_sentences(features: list[FeatureFile], definitions: list[StepDefinition]) -> Problems:
    """No sentence fits two definitions."""
    for feature, pickle, step in steps(features):
        found = [definition.sentence for definition in matching(step, definitions)]
        if len(found) > 1:
            yield f"{feature.uri}: {pickle['name']}: {step['text']!r} fits {found}"


def unused_sentences(features: list[FeatureFile], definitions: list[StepDefinition]) -> Problems:
    """Every definition is used."""
    used = {definition.sentence for _, _, step in steps(features) for definition in matching(step, definitions)}
    yield from (f"nobody uses {it.type} {it.sentence!r}" for it in definitions if it.sentence not in used)


def duplicated_sentences(_: list[FeatureFile], definitions: list[StepDefinition]) -> Problems:
    """No sentence is defined twice."""
    counts = Counter((definition.type, definition.sentence) for definition in definitions)
    yield from (
        f"{type_} {sentence!r} is defined {count} times" for (type_, sentence), count in counts.items() if count > 1
    )


def unexplained_sentences(_: list[FeatureFile], definitions: list[StepDefinition]) -> Problems:
    """Every definition is explained, on one line."""
    for definition in definitions:
        if not definition.explanation or "\n" in definition.explanation:
            yield f"{definition.sentence!r} needs a docstring of one line"


def scenarios_without_then(features: list[FeatureFile], _: list[StepDefinition]) -> Problems:
    """Every scenario says what comes of it."""
    for feature in features:
        for pickle in feature.pickles:
            if "Outcome" not in {step.get("type") for step in pickle["steps"]}:
                yield f"{feature.uri}: {pickle['name']} has no Then"


def repeated_titles(features: list[FeatureFile], _: list[StepDefinition]) -> Problems:
    """No title stands twice in the suite: pytest-bdd would silently drop the first of the two in a file."""
    counts = Counter(scenario["name"] for feature in features for scenario in feature.scenarios)
    yield from (f"{title!r} is the title of {count} scenarios" for title, count in counts.items() if count > 1)


def placeholders_in_titles(features: list[FeatureFile], _: list[StepDefinition]) -> Problems:
    """A title can be read aloud: the values of an outline stand in its table."""
    for feature in features:
        for scenario in feature.scenarios:
            columns = [
                cell["value"] for it in scenario["examples"] for cell in it.get("tableHeader", {}).get("cells", [])
            ]
            if any(f"<{column}>" in scenario["name"] for column in columns):
                yield f"{feature.uri}: {scenario['name']} has a placeholder in its title"


def empty_examples(features: list[FeatureFile], _: list[StepDefinition]) -> Problems:
    """Every Examples table has rows: without, pytest-bdd would run the bare outline."""
    for feature in features:
        for scenario in feature.scenarios:
            for examples in scenario["examples"]:
                if not examples["tableBody"]:
                    line = examples["location"]["line"]
                    yield f"{feature.uri}:{line}: {scenario['name']} has an empty Examples table"


def outlines_without_examples(features: list[FeatureFile], _: list[StepDefinition]) -> Problems:
    """Every scenario is run at least once."""
    for feature in features:
        run = {node for pickle in feature.pickles for node in pickle["astNodeIds"]}
        yield from (f"{feature.uri}: {it['name']} never runs" for it in feature.scenarios if it["id"] not in run)


def skips_without_reason(features: list[FeatureFile], _: list[StepDefinition]) -> Problems:
    """A skipped scenario is tagged itself, and names its reason in the comment above its tag."""
    reasons = skip_reasons(features)
    for feature in features:
        for pickle in feature.pickles:
            if "@skip" in tags_of(pickle) and not reasons.get(pickle["name"]):
                yield f"{feature.uri}: {pickle['name']} is skipped without a reason"


def scenarios_outside_rules(features: list[FeatureFile], _: list[StepDefinition]) -> Problems:
    """Once a file has a rule, everything in it stands under rules."""
    for feature in features:
        children = feature.feature["children"]
        if any("rule" in child for child in children):
            yield from (
                f"{feature.uri}: {child['scenario']['name']} stands outside the rules"
                for child in children
                if "scenario" in child
            )


def unreadable_sizes(features: list[FeatureFile], _: list[StepDefinition]) -> Problems:
    """A file has a description, 5 to 12 scenarios and at most 200 lines; a scenario has 3 to 6 steps.

    What was saved from a call has not found its file yet.
    """
    for feature in features:
        if is_saved(feature):
            continue
        if not feature.feature["description"].strip():
            yield f"{feature.uri} does not say who it is for, and what for"
        if not 5 <= len(feature.scenarios) <= 12:
            yield f"{feature.uri} has {len(feature.scenarios)} scenarios, not 5 to 12"
        if len(feature.lines) > 200:
            yield f"{feature.uri} has {len(feature.lines)} lines, more than 200"
        for pickle in feature.pickles:
            if len(pickle["steps"]) < 3:
                yield f"{feature.uri}: {pickle['name']} has fewer than 3 steps with its background's"
        for scenario in feature.scenarios:
            if len(scenario["steps"]) > 6:
                yield f"{feature.uri}: {scenario['name']} has more than 6 steps of its own"


RULES: tuple[Rule, ...] = (
    unreadable_files,
    undefined_sentences,
    ambiguous_sentences,
    unused_sentences,
    duplicated_sentences,
    unexplained_sentences,
    scenarios_without_then,
    repeated_titles,
    placeholders_in_titles,
    empty_examples,
    outlines_without_examples,
    skips_without_reason,
    scenarios_outside_rules,
    unreadable_sizes,
)


def steps(features: list[FeatureFile]) -> Iterator[tuple[FeatureFile, Message, Message]]:
    """Go through every step of every run."""
    for feature in features:
        for pickle in feature.pickles:
            for step in pickle["steps"]:
                yield feature, pickle, step


def matching(step: Message, definitions: list[StepDefinition]) -> list[StepDefinition]:
    """Return the definitions that fit a step."""
    type_ = STEP_TYPES.get(step.get("type", ""))
    return [it for it in definitions if type_ and it.fits(type_, step["text"])]
