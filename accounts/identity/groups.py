"""Mentions joined into people: a union-find that refuses what contradicts and remembers why it joined."""

from collections import defaultdict, deque


class Groups:
    FACTS = ("person", "orcid", "openreview_id")  # one person has one of each

    def __init__(self, mentions):
        count = len(mentions)
        self.parent = list(range(count))
        self.person = [mention.person for mention in mentions]
        self.orcid = [mention.orcid.strip().upper() or None for mention in mentions]
        self.openreview_id = [mention.openreview_id.strip() or None for mention in mentions]
        self.papers = [{mention.paper} if mention.paper is not None else set() for mention in mentions]
        self.is_known = [mention.person is not None for mention in mentions]
        self.joins = defaultdict(list)  # a tree per group
        self._ways = None

    def root(self, position):
        parent = self.parent
        while parent[position] != position:
            parent[position] = parent[parent[position]]
            position = parent[position]
        return position

    def may_all_be_one(self, positions):
        roots = {self.root(position) for position in positions}
        if any(len({known[root] for root in roots} - {None}) > 1 for known in map(self._of, self.FACTS)):
            return False
        return len(set().union(*(self.papers[root] for root in roots))) == sum(len(self.papers[root]) for root in roots)

    def _of(self, fact):
        return getattr(self, fact)

    def join(self, one, other, because):
        """Join two groups; whether they may be one was asked before, for all of them together."""
        first, second = sorted((self.root(one), self.root(other)))
        if first == second:
            return
        self.parent[second] = first
        for known in map(self._of, self.FACTS):
            known[first] = known[first] if known[first] is not None else known[second]
        small, large = sorted((self.papers[first], self.papers[second]), key=len)
        large |= small
        self.papers[first], self.papers[second] = large, set()
        self.joins[one].append((other, because))
        self.joins[other].append((one, because))

    def way_in(self, position):
        """The neighbour that connects a mention to what was there before it, and the reason; None if it is the start."""
        if self._ways is None:
            self._ways = self._walk()
        return self._ways.get(position)

    def _walk(self):
        known = [position for position, is_known in enumerate(self.is_known) if is_known]
        ways = dict.fromkeys(known)
        self._spread(known, ways)
        for position in range(len(self.parent)):
            if position not in ways:
                ways[position] = None
                self._spread([position], ways)
        return ways

    def _spread(self, starts, ways):
        waiting = deque(starts)
        while waiting:
            here = waiting.popleft()
            for there, because in self.joins.get(here, ()):
                if there not in ways:
                    ways[there] = (here, because)
                    waiting.append(there)
