"""The nodes that calls have seen, each with a label of its own."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, count

from .menu_names import MenuName
from .node_keys import NodeKey, NodeKeys
from .observed import ObservedNode
from .options import ENDS
from .rests import Rest


class Nodes:
    """The nodes at which all calls rest: what leads from one to the next depends on what was seen in all."""

    def __init__(self, rests: Iterable[Rest], names: Sequence[MenuName], taken: Iterable[str]) -> None:
        found = list(rests)
        self.names = names
        self.shared = shared_texts(found)
        self.observed: dict[NodeKey, ObservedNode] = {}
        self.node_of: dict[int, ObservedNode] = {}  # by the identity of a rest
        keys = NodeKeys(found, names)
        for rest in filter(self.is_node, found):
            last_words = next(text for text in rest.said if text not in self.shared) if rest.does == ENDS else ""
            node = self.observed.setdefault(keys.key(rest), ObservedNode(rest.does, rest.whom))
            node.add(rest, keys.name(rest), last_words)
            self.node_of[id(rest)] = node
        for key, label in unique_labels({key: node.label for key, node in self.observed.items()}, taken):
            self.observed[key].id = label
        self.by_id = {node.id: node for node in self.observed.values()}

    def is_node(self, rest: Rest) -> bool:
        """Whether a rest is a node of its own: last words of the line's own are, if not said at other paths too."""
        return rest.does != ENDS or not (rest.failed or self.shared.issuperset(rest.said))

    def at(self, rest: Rest) -> ObservedNode | None:
        """Return the node at which a call rests."""
        return self.node_of.get(id(rest))

    @property
    def unreached(self) -> list[str]:
        """The names of nodes to which no call came."""
        used = {node.name for node in self.observed.values()}
        return [name.name for name in self.names if name.name not in used]


def shared_texts(rests: Iterable[Rest]) -> set[str]:
    """Return what is said at several paths, or also on the way to somewhere."""
    paths = defaultdict(set)
    for rest in rests:
        for text in rest.said:
            paths[text].add(rest.path)
        for text in rest.before:
            paths[text].add("")
    return {text for text, found in paths.items() if len(found) > 1}


def unique_labels(labels: dict[NodeKey, str], taken: Iterable[str]) -> Iterator[tuple[NodeKey, str]]:
    """Yield the labels of nodes; what several have in common, or what is taken, is numbered."""
    used = set(taken)
    for key, label in labels.items():
        numbered = chain([label], (f"{label} ({number})" for number in count(2)))
        unique = next(it for it in numbered if it not in used)
        used.add(unique)
        yield key, unique
