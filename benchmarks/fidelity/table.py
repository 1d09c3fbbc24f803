"""The printed table: what was measured, found and true, the target, and whether it is met."""

from collections import Counter

SHOWN = 4  # of what is missing or invented


class Table:
    def __init__(self):
        self.measured, self.missed, self.title = 0, [], ""
        print(f"{'':<66}{'found':>30}  {'must be':<24}")

    def section(self, title):
        self.title = title
        print(f"\n{title}")

    def row(self, what, found, target, *, ok):
        self.measured += 1
        if not ok:
            self.missed.append(f"{self.title}: {what}")
        print(f"  {what:<64}{found:>30}  {target:<24}{'ok' if ok else 'MISSED'}", flush=True)

    def told(self, what, value):
        """A number without a target."""
        print(f"  {what:<64}{value:>30}", flush=True)

    def whole(self, what, found, true):
        """All that is true, each as often as it is true, and nothing else."""
        found, true = Counter(found), Counter(true)
        right, extra = (found & true).total(), found - true
        text = f"{right}/{true.total()}" + (f", {extra.total()} others" if extra else "")
        self.row(what, text, f"{true.total()}/{true.total()}", ok=found == true)
        self._show("missing", true - found)
        self._show("invented", extra)

    def none(self, what, things):
        things = list(things)
        self.row(what, str(len(things)), "0", ok=not things)
        self._show("found", Counter(things))

    def share(self, what, part, of, at_least):
        percent = 100 * part / of if of else 0
        self.row(what, f"{part}/{of} ({percent:.1f} %)", f"at least {at_least} %", ok=percent >= at_least)

    def close(self):
        print(f"\n{self.measured - len(self.missed)} of {self.measured} measurements are as they must be.")
        for what in self.missed:
            print(f"  MISSED: {what}")

    def _show(self, word, things):
        for thing in list(things)[:SHOWN]:
            print(f"      {word}: {thing!s:.150}")
