"""What a line says in one place, known again with other data in it: where tests heard it vary, it may vary.

Sentences of tests that are alike are one form, with a gap wherever they differ: "For * press *". A sentence that was
heard in one form only has to be the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from functools import cached_property
from itertools import groupby

from ..living_docs.document.spoken_keys import named_keys

TOKENS = re.compile(r"\d+|\w+|[^\w\s]")
NUMBER = re.compile(r"\d+")
GAP = ""
LEAST_ALIKE = {True: 0.35, False: 0.6}  # of the words of two options, which are mostly data, or of other sentences
LIST = -1  # in a shape, the options of a list

Hearing = tuple[str, ...]  # what is heard until the line waits, sentence by sentence


@dataclass
class Form:
    """The words that some sentences have in common, with gaps between; the first of the sentences."""

    tokens: list[str]
    example: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What every sentence of the form fits, token by token; there may be nothing in a gap."""
        return re.compile("".join("(?:.* )?" if token == GAP else f"{re.escape(token)} " for token in self.tokens))

    @property
    def is_option(self) -> bool:
        """Whether it names keys."""
        return bool(named_keys(self.example))

    @property
    def is_listed(self) -> bool:
        """Whether it is an option of a list of data."""
        return GAP in self.tokens and self.is_option

    def fits(self, tokens: Sequence[str]) -> bool:
        """Tell whether a sentence has this form."""
        return bool(self.pattern.fullmatch("".join(f"{token} " for token in tokens)))

    def widened(self, sentence: str) -> Form | None:
        """Return the form that another sentence has, too; None if they have few words in common."""
        tokens = TOKENS.findall(sentence)
        mine, theirs = ([it for it in some if it.isalpha()] for some in (self.tokens, tokens))
        words = SequenceMatcher(None, mine, theirs, autojunk=False)
        is_other = self.is_option != bool(named_keys(sentence))
        if is_other or words.ratio() < LEAST_ALIKE[self.is_option]:
            return None
        return Form(list(without_repeated_gaps(merged(self.tokens, tokens))), self.example)


def alike(tokens: Iterable[str]) -> list[str]:
    """Return tokens in which all numbers are the same."""
    return [NUMBER.sub("0", token) for token in tokens]


def merged(mine: Sequence[str], theirs: Sequence[str]) -> Iterator[str]:
    """Yield what two sentences have in common, and gaps for the rest."""
    for kind, begin, end, other, _ in SequenceMatcher(None, alike(mine), alike(theirs), autojunk=False).get_opcodes():
        if kind != "equal":
            yield GAP
            continue
        for offset in range(end - begin):
            token = mine[begin + offset]
            yield token if token == theirs[other + offset] else GAP


def without_repeated_gaps(tokens: Iterable[str]) -> Iterator[str]:
    """Yield tokens, and of gaps that follow each other one."""
    before = None
    for token in tokens:
        if token != GAP or before != GAP:
            yield token
        before = token


class Forms:
    """The forms of all that tests have heard in one place, and in which order."""

    def __init__(self, hearings: Iterable[Hearing]) -> None:
        heard = list(dict.fromkeys(hearings))
        self.forms: list[Form] = []
        self.sentences = list(dict.fromkeys(sentence for hearing in heard for sentence in hearing))
        for sentence in self.sentences:
            self.learn(sentence)
        self.by_sentence: dict[str, int | None] = {}
        self.lists = list(dict.fromkeys(map(options, heard)))

    def learn(self, sentence: str) -> None:
        """Add a sentence to the form that it has, or widens; else it is one of its own."""
        tokens = TOKENS.findall(sentence)
        if any(form.fits(tokens) for form in self.forms):
            return
        for index, form in enumerate(self.forms):
            wider = form.widened(sentence)
            if wider:
                self.forms[index] = wider
                return
        self.forms.append(Form(tokens, sentence))

    def form_of(self, sentence: str) -> int | None:
        """Return the number of the form that a sentence has; None if none has been heard."""
        if sentence not in self.by_sentence:
            tokens = TOKENS.findall(sentence)
            fitting = (index for index, form in enumerate(self.forms) if form.fits(tokens))
            self.by_sentence[sentence] = next(fitting, None)
        return self.by_sentence[sentence]

    def shape(self, hearing: Hearing) -> tuple[int, ...]:
        """Return the forms of what is heard, in order; several of one form, and the options of a list, are one."""
        found = [form for sentence in hearing if (form := self.form_of(sentence)) is not None]
        shape = [LIST if self.forms[form].is_listed else form for form in found]
        return tuple(form for form, _ in groupby(shape))

    def unknown(self, hearing: Hearing) -> list[str]:
        """Return the sentences that have no form that tests have heard."""
        return [sentence for sentence in dict.fromkeys(hearing) if self.form_of(sentence) is None]

    def nearest(self, sentence: str) -> str:
        """Return the sentence that tests have heard, and that is most like one."""
        return next(iter(get_close_matches(sentence, self.sentences, n=1, cutoff=0)), "")

    def left_out(self, hearing: Hearing, other: Hearing) -> list[str]:
        """Return the sentences of something that is heard, of whose form the other has none."""
        known = set(self.shape(other))
        return [sentence for sentence in hearing if not known.issuperset(self.shape((sentence,)))]


def options(hearing: Hearing) -> frozenset[str]:
    """Return the sentences that name keys."""
    return frozenset(sentence for sentence in hearing if named_keys(sentence))
