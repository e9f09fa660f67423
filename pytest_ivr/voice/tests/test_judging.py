"""What becomes of findings: the shortest call, levels, waivers, and every form in which they are told."""

import datetime as dt
from pathlib import Path

import pytest

from pytest_ivr.living_docs.document.menu_names import menu_names
from pytest_ivr.voice.conformance import as_openacr, as_page, rows
from pytest_ivr.voice.examples import AGAIN, Example, heard, menu, says
from pytest_ivr.voice.judging import judge
from pytest_ivr.voice.report import as_json, as_sarif, explain, report
from pytest_ivr.voice.rules import BY_ID, RULES, TEXTED, Rule
from pytest_ivr.voice.settings import Settings, read_settings

from .test_rules import called, judged

SALES = menu("For sales, press 1.", "For the next page, press 0.", AGAIN)
QUICK = menu("For sales, press 1.", AGAIN)
SLOW = menu("For parts, press 1.", AGAIN, timeout=20)
TO_A_PERSON = "<Say>A colleague will help you.</Say><Dial>+14155550100</Dial>"
PATIENT = heard(QUICK, TO_A_PERSON, actions="times out")
TODAY = dt.date(2026, 5, 1)


def settings(tmp_path: Path, text: str) -> Settings:
    """Return the settings that a file holds."""
    path = tmp_path / "voice.txt"
    path.write_text(text, encoding="utf-8")
    return read_settings(path, BY_ID)


def test_a_finding_tells_the_shortest_call_that_shows_it() -> None:
    page = menu("For the next page, press 0.")
    longer = heard("<Say>Hello.</Say>" + menu("For sales, press 1."), page, actions="presses 1")
    [finding] = [it for it in judged(longer, heard(page)).findings if it.rule.id == "P7"]
    assert (finding.shortest_call, finding.second, finding.call) == ("dials", 0.0, "A call")
    [finding] = [it for it in judged(longer).findings if it.rule.id == "P7"]
    assert (finding.shortest_call, finding.level) == ("dials then presses 1", "error")
    assert finding.second > 1


def test_a_call_of_callers_shows_it_rather_than_a_shorter_one_of_developers() -> None:
    page = menu("For the next page, press 0.")
    technical, callers = called(heard(page)), called(heard(QUICK, page, actions="presses 1"))
    technical.name, technical.tags = "A call of developers", ["@technical"]
    for runs in ([technical, callers], [callers, technical]):
        [finding] = [it for it in judge(runs, Settings()).findings if it.rule.id == "P7"]
        assert finding.shortest_call == "dials then presses 1"


PLAYED = {"menu.mp3": "Press 1 for sales @ 02:00PM. That is an invalid entry."}


def test_a_recording_is_judged_by_its_words_and_not_as_a_voice_would_read_them() -> None:
    line = heard('<Gather numDigits="1"><Play>https://ivr.example/prompts/menu.mp3</Play></Gather>')
    assert {it.rule.id for it in judge([called(line)], Settings()).findings} == {"P18"}
    judgement = judge([called(line)], Settings(), prompts=PLAYED)
    found = {it.rule.id: it for it in judgement.findings if it.file}
    assert set(found) == {"P1", "P10", "P13"}
    assert {it.file for it in found.values()} == {"menu.mp3"}
    assert found["P13"].words == "That is an invalid entry."
    assert "  Recorded in menu.mp3" in report(judgement)
    assert {it["file"] for it in as_json(judgement)["findings"]} == {"menu.mp3", ""}


def test_what_knows_english_words_alone_is_not_applied_to_other_languages_and_the_report_says_so() -> None:
    words = ("For an invalid error press 1.", "For Dr. Lee press 2.", "For 02:00PM press 3.", "For more press 0.")
    english = heard(menu(*words), says("Bye."), actions="times out")
    spanish = heard(*(it.replace("<Say>", '<Say language="es-MX">') for it in english.documents), actions="times out")
    of_english = {rule.id for rule in RULES if rule.is_english}
    assert of_english == {"P6", "P7", "P9", "P10", "P11", "P13", "P15", "P21"}
    assert of_english <= {it.rule.id for it in judged(english).findings}
    assert "know English words alone" not in report(judged(english))
    judgement = judged(spanish)
    assert {it.rule.id for it in judgement.findings} == {it.rule.id for it in judged(english).findings} - of_english
    told = "P6, P7, P9, P10, P11, P13, P15, P21 know English words alone, and were not applied to 5 texts in es-MX."
    assert report(judgement).endswith(told)
    assert as_json(judgement)["not applied"] == [told]


def test_no_clause_is_supported_in_a_language_that_its_rules_do_not_know() -> None:
    spanish = heard(*(it.replace("<Say>", '<Say language="es-MX">') for it in PATIENT.documents), actions="times out")
    levels = [{it.name: it.verdict for it in rows(judged(line))} for line in (PATIENT, spanish)]
    changed = {name for name in levels[0] if levels[0][name] != levels[1][name]}
    assert {levels[1][name] for name in changed} == {"Not evaluated"}
    assert "WCAG 2.2.1" in changed
    assert "knows English words alone" in as_page(judged(spanish), "A line", TODAY)


def test_a_menu_is_called_as_it_is_named() -> None:
    judgement = judge([called(heard(SALES))], Settings(), menu_names([("The main menu", "For sales, press *")]))
    assert [it.words for it in judgement.findings if it.rule.id == "P7"] == ["The main menu"]
    assert judgement.menus == {"The main menu"}


NAMED = menu_names([("The parts", "For parts *"), ("The sales", "For sales *")])


@pytest.mark.parametrize(
    ("others", "menus"),
    [
        ([heard(SLOW)], {"The parts"}),
        ([heard(SLOW), heard(SALES)], {"The parts", "The sales", "Hello."}),
        ([], {"Hello."}),
    ],
    ids=["one", "several", "none"],
)
def test_a_menu_that_is_cut_short_is_called_as_the_only_one_that_is_heard_there(
    others: list[Example], menus: set[str]
) -> None:
    cut = heard(menu("Hello.", "For parts, press 1."), says("Bye."), actions='presses 1 during "Hello"')
    assert judge([called(it) for it in (*others, cut, cut)], Settings(), NAMED).menus == menus
    assert "" not in judge([called(it) for it in (*others, cut)], Settings()).menus  # where no menu has a name


@pytest.mark.parametrize(("profile", "level"), [("strict", "error"), ("default", "error"), ("lenient", "warning")])
def test_a_profile_says_how_grave_it_is(tmp_path: Path, profile: str, level: str) -> None:
    judgement = judged(heard(SALES), settings=settings(tmp_path, f"profile: {profile}"))
    assert [it.level for it in judgement.findings if it.rule.id == "P7"] == [level]
    assert judgement.failed == (level == "error")


def test_a_bound_of_your_own_counts(tmp_path: Path) -> None:
    floors = heard(menu(*(f"For floor {it}, press {it}." for it in range(1, 6)), AGAIN))
    assert "P2" in {it.rule.id for it in judged(floors).findings}
    assert "P2" not in {it.rule.id for it in judged(floors, settings=settings(tmp_path, "options: 5")).findings}


def test_what_is_waived_is_told_with_its_reason_and_fails_nothing(tmp_path: Path) -> None:
    given = settings(tmp_path, "# ours\nP7, For sales *: this wording is fixed\n")
    judgement = judged(heard(SALES), settings=given)
    [finding] = [it for it in judgement.findings if it.rule.id == "P7"]
    assert (finding.level, finding.reason, judgement.failed) == ("waived", "this wording is fixed", False)
    assert "P7 waived (1): this wording is fixed\n" in report(judgement)
    assert "Key 0 means a person" not in report(judgement)


@pytest.mark.parametrize(
    ("waiver", "words"),
    [("P1", "P1 finds nothing; take"), ("P7, For parts *", "P7 finds nothing that “For parts *” fits; take")],
)
def test_a_waiver_that_fits_nothing_fails(tmp_path: Path, waiver: str, words: str) -> None:
    judgement = judged(heard(SALES), settings=settings(tmp_path, f"P7: fixed\n{waiver}: fixed"))
    assert judgement.mistakes == [f"{tmp_path / 'voice.txt'}:2: {words} the line out."]
    assert judgement.failed
    assert judgement.mistakes[0] in report(judgement)


@pytest.mark.parametrize("line", ["options: many", "profile: severe", "P99: fixed", "optoins: 5"])
def test_settings_in_another_form_are_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(ValueError, match=r"voice\.txt:1: .* should be a"):
        settings(tmp_path, line)


def test_a_report_says_how_much_was_looked_at() -> None:
    clean = judged(heard(TEXTED + menu("For sales, press 1.", AGAIN)))
    assert report(clean) == f"{len(RULES)} rules looked at 1 turns of the line: nothing found."
    assert "At second 0 of: dials (A call)\n  Source: W3C COGA" in report(judged(heard(SALES)))


def test_json_has_what_the_report_has() -> None:
    found = as_json(judged(heard(SALES)))
    [zero] = [it for it in found["findings"] if it["rule"] == "P7"]
    assert (zero["level"], zero["actions"], zero["clauses"][0]) == ("error", "dials", "COGA")


def test_sarif_has_each_rule_and_suppresses_what_is_waived(tmp_path: Path) -> None:
    log = as_sarif(judged(heard(SALES), settings=settings(tmp_path, "P7: fixed")), "1.0")
    [run] = log["runs"]
    assert [it["id"] for it in run["tool"]["driver"]["rules"]] == list(BY_ID)
    [zero] = [it for it in run["results"] if it["ruleId"] == "P7"]
    assert zero["suppressions"] == [{"kind": "external", "justification": "fixed"}]
    assert {it["level"] for it in run["results"]} <= {"error", "warning", "note"}
    assert RULES[zero["ruleIndex"]].id == "P7"


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_a_rule_explains_itself_with_sources_and_examples(rule: Rule) -> None:
    told = explain(rule)
    assert f"{rule.id}: {rule.title}." in told
    assert all(document in told for example in (rule.breaks, rule.keeps) for document in example.documents)


@pytest.mark.parametrize(
    ("clause", "examples", "verdict"),
    [
        ("36 CFR 1194.23(d)", [PATIENT], "Supports"),
        ("36 CFR 1194.23(d)", [heard(QUICK)], "Not evaluated"),  # nobody is silent
        ("36 CFR 1194.23(d)", [heard(QUICK, says("Goodbye."), actions="times out"), PATIENT], "Does not support"),
        ("36 CFR 1194.23(d)", [heard(SLOW, TO_A_PERSON, actions="times out")], "Does not support"),
        ("36 CFR 1194.23(d)", [heard(SLOW, QUICK, TO_A_PERSON, actions="presses 1 then times out")], "Supports partly"),
        ("36 CFR 1194.23(d)", [], "Not evaluated"),
        ("36 CFR 1194.23(c)", [PATIENT], "Not evaluated"),
        ("EN 301 549, 6.4", [PATIENT], "Does not support"),
        ("EN 301 549, 6.4", [heard(TEXTED + says("Hello."))], "Supports partly"),
        ("36 CFR 1194.23(d)", [heard(says("Hello."))], "Not evaluated"),
        ("AS/NZS 4263, 2.3", [heard(QUICK)], "Not evaluated"),  # nobody has read what it asks for
        ("AS/NZS 4263, 2.7.1", [heard(SALES)], "Not evaluated"),
    ],
)
def test_a_row_says_how_far_a_clause_is_kept(clause: str, examples: list[Example], verdict: str) -> None:
    [row] = [it for it in rows(judged(*examples)) if it.name == clause]
    assert row.verdict == verdict


def test_a_row_is_waived_if_all_that_breaks_it_is(tmp_path: Path) -> None:
    slow = heard(SLOW, TO_A_PERSON, actions="times out")
    [row] = [it for it in rows(judged(slow, settings=settings(tmp_path, "P8: fixed."))) if it.name.endswith("(d)")]
    assert row.verdict == "Does not support (waived)"
    assert row.remarks[0].endswith(" Waived: fixed.")


def test_the_page_of_conformance_shows_calls_and_escapes_what_lines_say() -> None:
    page = as_page(judged(heard(SALES), heard(menu("For &lt;b&gt;, press 1.", timeout=20))), "A & B", TODAY)
    assert "<h1>Accessibility conformance report: A &amp; B</h1>" in page
    assert "For &lt;b&gt;, press 1.: It is silent for 20 seconds" in page
    assert "Heard at second 0 of a call (A call): dials." in page
    assert "No call shows it." in page
    assert "<td>Supports</td><td>No call that was heard breaks it.</td>" in as_page(judged(PATIENT), "A", TODAY)


def test_openacr_has_what_its_schema_asks_for_and_no_waiver_makes_a_line_conform(tmp_path: Path) -> None:
    judgement = judged(heard(says("Hello.")), settings=settings(tmp_path, "P18: no text messages here"))
    given = as_openacr(judgement, "Our line", "a@example.com", TODAY)
    assert (given["product"]["name"], given["author"]) == ("Our line", {"email": "a@example.com"})
    [written] = [it for it in given["chapters"]["two_way_voice_communication"]["criteria"] if "6.4" in it["num"]]
    [component] = written["components"]
    assert component["adherence"]["level"] == "does-not-support"
    assert "Waived: no text messages here." in component["adherence"]["notes"]
    assert given["chapters"]["success_criteria_level_a"]["criteria"][0]["num"] == "2.2.1"
