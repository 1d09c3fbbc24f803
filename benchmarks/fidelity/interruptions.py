"""An import that is killed leaves all or nothing; of two at once one waits."""

import json
import random
import time
from collections import Counter
from pathlib import Path

from benchmarks.fidelity import server

KILLS, PAPERS, AUTHORS = 20, 300, 3
NOTHING, ALL = (0, 0, 0), (PAPERS, PAPERS * AUTHORS, PAPERS)
CUT = {"planning": "before", "ready": "before", "applying": "within", "applied": "after"}
LONGER = 1.25  # so that some are killed when all is written
LONG_ENOUGH = 1.5  # seconds in which an import that does not wait would have written


def measure(table, _data):
    for place in (server.sqlite, server.postgres):
        with place() as one:
            file = Path(one.folder) / "papers.json"
            file.write_text(json.dumps(exported()))
            command = [str(file), "--apply", "--format=laurel"]
            one.prepare(["whole", "at-once", "locked", *slugs()])
            table.section(f"Killed, and two at once: {one.name}")
            measure_kills(table, one, command)
            measure_two_at_once(table, one, command)
            if one.name == "PostgreSQL":
                measure_waiting(table, one, command)


def slugs():
    return [f"killed-{number}" for number in range(KILLS)]


def exported():
    """Names repeat, so that people have to be told apart and joined."""
    dice = random.Random(1)
    papers = []
    for number in range(PAPERS):
        names = dice.sample(range(PAPERS * 2), AUTHORS)
        authors = [{"name": f"Ada Bay-{name}", "affiliation": f"University {name % 40}"} for name in names]
        papers.append({"title": f"Leaves {number}", "number": number, "decision": "accepted", "authors": authors})
    return {"laurel": 1, "papers": papers}


def import_into(one, slug, command):
    return one.start("import_papers", slug, *command)


def measure_kills(table, one, command):
    seconds = seconds_of_a_whole_run(one, command)
    table.told("seconds from the first row to the last, undisturbed", f"{seconds:.2f}")
    dice = random.Random(7)
    found = [killed(one, slug, command, dice.uniform(0, LONGER * seconds)) for slug in slugs()]
    neither = [counts for _status, counts in found if counts not in {NOTHING, ALL}]
    table.row(f"killed {KILLS} times: neither all nor nothing", str(len(neither)), "0", ok=not neither)
    told_wrong = [status for status, counts in found if (status == "applied") != (counts == ALL)]
    table.none("its import says something else", told_wrong)
    cuts = Counter(CUT.get(status, status) for status, _counts in found)
    table.told(
        "cut before, within, after the transaction",
        ", ".join(str(cuts[when]) for when in ("before", "within", "after")),
    )
    again = [brought_again(one, slug, command) for slug in slugs()[:5]]
    table.whole("brought again after it was killed (five of them)", again, [ALL] * 5)


def seconds_of_a_whole_run(one, command):
    """From the first row of the import to its last."""
    process, edition = import_into(one, "whole", command), one.edition("whole")
    begin(one, edition, process)
    start = time.perf_counter()
    server.wait_until(lambda: one.statuses(edition) == ["applied"], process)
    seconds = time.perf_counter() - start
    process.communicate()
    return seconds


def begin(one, edition, process):
    server.wait_until(lambda: one.statuses(edition), process)
    if not one.statuses(edition):
        raise RuntimeError(process.communicate()[1])


def killed(one, slug, command, delay):
    edition = one.edition(slug)
    process = import_into(one, slug, command)
    begin(one, edition, process)
    time.sleep(delay)
    server.kill(process)
    return one.statuses(edition)[0], one.counts(edition)


def brought_again(one, slug, command):
    import_into(one, slug, command).communicate()
    return one.counts(one.edition(slug))


def measure_two_at_once(table, one, command):
    processes = [import_into(one, "at-once", command) for _ in range(2)]
    complaints = [process.communicate()[1].strip() for process in processes]
    edition = one.edition("at-once")
    table.row(
        "two at once: papers, authorships, remembered rows",
        str(one.counts(edition)),
        str(ALL),
        ok=one.counts(edition) == ALL,
    )
    table.row("two at once: imports that wrote something", str(one.writers(edition)), "1", ok=one.writers(edition) == 1)
    table.told("two at once: their imports", " ".join(one.statuses(edition)))
    for complaint in filter(None, complaints):
        print(f"      one said: {complaint.splitlines()[-1]}")


def measure_waiting(table, one, command):
    """Both are about to write while somebody else holds the edition: none writes; then one does, and one finds it done."""
    edition, holder = one.edition("locked"), one.connect()
    holder.cursor().execute(f"SELECT id FROM workshops_workshop WHERE id = {edition} FOR NO KEY UPDATE")
    processes = [import_into(one, "locked", command) for _ in range(2)]
    server.wait_until(lambda: one.statuses(edition) == ["applying", "applying"])
    time.sleep(LONG_ENOUGH)
    table.row(
        "two wait for the edition: written meanwhile",
        str(one.counts(edition)),
        str(NOTHING),
        ok=one.counts(edition) == NOTHING,
    )
    holder.close()
    for process in processes:
        process.communicate()
    table.row(
        "then: papers, authorships, remembered rows", str(one.counts(edition)), str(ALL), ok=one.counts(edition) == ALL
    )
    statuses = sorted(one.statuses(edition))
    met = statuses[0] == "applied" and statuses[1] in {"planning", "ready"}
    table.row("then: one applied, one compared anew", " ".join(statuses), "applied planning/ready", ok=met)
