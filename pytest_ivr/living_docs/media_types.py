"""The media types of what is attached to a stream, beside those that everybody knows. All are JSON, but for two.

What a scenario attaches in JSON is attached a second time as text, for readers that show texts where they stand.
"""

# A list of {"stepDefinitionId", "type", "explanation", "parameters"}.
CATALOGUE = "application/x.step-catalogue+json"
# A list of [name, words] of the menus, as menus.txt has them.
MENUS = "application/x.menus+json"
# A list of [name, reason, place] of the ways that nobody need test, as waived.txt has them; a place is file and line.
WAIVED = "application/x.waived-ways+json"
# A list of [name, words] that mean the same, as synonyms.txt has them.
SYNONYMS = "application/x.synonyms+json"
# A list of {"rule", "questions": [those that it answers]}, as questions.txt has them.
QUESTIONS = "application/x.questions+json"
# What stands in Markdown beside features, by the feature; the body of a picture is in base 64:
# {"notes": [{"uri", "text", "pictures": [{"source", "mediaType", "body"}]}], "problems": [sentences]}
NOTES = "application/x.notes+json"
# A list of the files that are not as the commit of the run has them.
UNCOMMITTED = "application/x.uncommitted-files+json"
# A list of the events of a call; see the README of the simulator.
TRANSCRIPT = "application/x.call-transcript+json"
# How keys stand in it that callers press in confidence.
MASK = "****"
# And in a scenario, where somebody has to write down others; no phone has such keys.
FILL_IN = "????"
# The name of a transcript's attachment that belongs to the Givens, though the call was made later.
SETUP = "setup of the call"
# {"heard": [sentences], "expected": [sentences]}
DIFFERENCE = "application/x.heard-and-expected+json"
# What a walk through a line was: {"requests", "seconds", "dialed_anew", "stopped", "unreached": [sentences],
# "findings": [{"kind", "severity", "sentence", "actions"}]}; a stream that has it tells which ways there are.
EXPLORATION = "application/x.exploration+json"
# The two of them that people look at, as text
CALL_AS_TEXT = "text/x.call+plain"
DIFFERENCE_AS_TEXT = "text/x.heard-and-expected+plain"

# What nobody would notice: {"score", "cost": sentences, "survivors": [{"kind", "sentence", "scenario", "reason"}],
# "mistakes", "left_out", "same": [sentences]}; a survivor with a reason need not be noticed.
UNNOTICED = "application/x.unnoticed-changes+json"
