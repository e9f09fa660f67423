"""Which rests of all calls are one node of the map.

Whoever is dialed, a queue and a conference are known by their names. What the line asks or records is known by its
path and its prompt; a prompt that is heard at several paths is one node if it is the same from beginning to end.
Last words are known by their path and the last of them, also where a caller hangs up before they are over. What one
line of ``menus.txt`` names is one node; but last words are never one with what asks, whose ways nobody would see.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence

from .menu_names import MenuName, name_for, names_of
from .options import CALLS, CONNECTS, ENDS, HANG_UP, MEETS, QUEUES
from .prompts import NUMBER, Prompt, prompt_of
from .rests import Rest

KNOWN_BY_NAME = (CALLS, QUEUES, MEETS, CONNECTS)
NodeKey = Hashable


class NodeKeys:
    """Finds what each rest is known by, once all have been seen."""

    def __init__(self, rests: Iterable[Rest], names: Sequence[MenuName]) -> None:
        self.names = names
        self.joined: dict[NodeKey, NodeKey] = {}
        found = list(rests)
        asking = [rest for rest in found if rest.does not in (*KNOWN_BY_NAME, ENDS)]
        self.last_words = {
            (it.path, *it.said[:length]): it for it in found if it.does == ENDS for length in range(1, len(it.said) + 1)
        }
        prompts = {prompt_of(rest): None for rest in asking}
        whole = [it for it in prompts if not it.is_cut or it.keys]
        self.join_heads(whole)
        self.join_lists(whole)
        self.join_paths([it for it in whole if not it.is_cut])
        on_the_way = {(it.path, *it.before): prompt_of(it) for it in asking if it.before and not it.is_cut}
        self.join_cut([it for it in prompts if it.is_cut and not it.keys], whole, on_the_way)
        named = [(it, self.name_of(it.texts + it.sentences)) for it in prompts]
        self.inherited = {self.root(it): name for it, name in reversed(named) if name}

    def key(self, rest: Rest) -> NodeKey:
        """Return what all rests at one node have in common."""
        is_broken_off = rest.is_cut and rest.way == HANG_UP and not rest.asks
        if is_broken_off and (meant := self.last_words.get((rest.path, *rest.said))):
            return self.key(meant)
        if name := self.name(rest):
            return name, rest.does == ENDS
        if rest.does in KNOWN_BY_NAME:
            return rest.does, rest.whom
        if rest.does == ENDS:
            return rest.does, rest.path, NUMBER.sub("0", rest.said[-1])
        return self.root(prompt_of(rest))

    def name(self, rest: Rest) -> MenuName | None:
        """Return the name that ``menus.txt`` gives to where a rest is, also if the call did not hear these words."""
        if rest.does in KNOWN_BY_NAME:
            return self.name_of(names_of(rest.whom))
        asked = prompt_of(rest)
        return self.name_of(asked.texts + asked.sentences) or self.inherited.get(self.root(asked))

    def name_of(self, texts: Iterable[str]) -> MenuName | None:
        """Return the first name that fits one of some texts."""
        return name_for(texts, self.names)

    def root(self, key: NodeKey) -> NodeKey:
        """Return what stands for all that are one node."""
        while key in self.joined:
            key = self.joined[key]
        return key

    def join(self, one: NodeKey, other: NodeKey) -> None:
        """Let two be one node."""
        one, other = self.root(one), self.root(other)
        if one != other:
            self.joined[other] = one

    def join_heads(self, prompts: Iterable[Prompt]) -> None:
        """Join what has one head at one path, or else the same options behind whatever is said before."""
        for it in prompts:
            self.join((it.does, it.path, it.head), it)
            if it.begins_with_option and not it.is_cut:
                self.join((it.does, it.path, it.options), it)

    def join_lists(self, prompts: Iterable[Prompt]) -> None:
        """Join a list with one at its path that has more than half of its sentences; a single one is no list."""
        known: dict[NodeKey, set[NodeKey]] = defaultdict(set)
        for it in prompts:
            sentences = [(it.does, it.path, sentence) for sentence in it.listed]
            shared = Counter(other for key in sentences for other in set(map(self.root, known[key])))
            for other, number in shared.items():
                if number > 1 and 2 * number > len(sentences):
                    self.join(other, it)
            for key in sentences:
                known[key].add(self.root(it))

    def join_paths(self, prompts: Iterable[Prompt]) -> None:
        """Join what is asked at several paths: behind other sentences, or if its several sentences are the same."""
        from_beginning = {(it.does, it.sentences): it for it in prompts if it.sentences}
        for it in prompts:
            for first in range(it.beginning + 1):
                if whole := from_beginning.get((it.does, it.sentences[first:])):
                    self.join(whole, it)
            if it.options and len(it.sentences) > it.beginning + 1:
                self.join((it.does, it.sentences[it.beginning :]), it)

    def join_cut(
        self, cut: Iterable[Prompt], whole: Iterable[Prompt], on_the_way: Mapping[tuple[str, ...], Prompt]
    ) -> None:
        """Join what was cut before it named a key with what begins alike at its path, or else is said before it."""
        beginnings: dict[NodeKey, Prompt] = {}
        for it in whole:
            for length in range(1, len(it.texts) + 1):
                beginnings.setdefault((it.does, it.path, it.texts[:length]), it)
        for it in cut:
            if meant := beginnings.get((it.does, it.path, it.texts)) or on_the_way.get((it.path, *it.texts)):
                self.join(meant, it)
