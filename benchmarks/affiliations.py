"""How well printed affiliations are matched: the labelled strings beside ROR's table, and the clusters of a workshop.

    python benchmarks/affiliations.py [FOLDER OF THE REAL DATA]

Automatic links must be at least 97 % right, the right one among three candidates in at least 85 %, no false merge.
The rules were tuned on the strings with even numbers alone.
"""

import io
import json
import os
import resource
import sys
import tempfile
import time
from itertools import combinations
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


def prepare(folder, data):
    os.environ |= {"LAUREL_ENV": "demo", "VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "config.settings"}
    os.environ["LOG_LEVEL"] = "ERROR"
    os.environ.pop("DATABASE_URL", None)
    sys.path.insert(0, str(PROJECT))
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    start = time.perf_counter()
    call_command("import_ror", str(data / "ror" / "ror_aliases.csv.gz"), released=today(), stdout=io.StringIO())
    print(f"import_ror of the table: {time.perf_counter() - start:.1f} s")


def today():
    from django.utils import timezone

    return timezone.localdate().isoformat()


def labelled(data):
    """[(number, printed, true ids)], of every labelled file that is there."""
    rows = []
    for path in sorted((data / "ror").glob("*dataset_affiliations*.json")):
        rows += [
            (row["affiliation"], {each.rpartition("/")[2] for each in row["ror_ids"]})
            for row in json.loads(path.read_text())
        ]
    return [(number, *row) for number, row in enumerate(rows)]


def measure(rows, found, known):
    """Share of the strings that are linked, of the links that are right, and of the strings whose truth is proposed."""
    links = right = linked = proposed = strings = every_link = every_right = 0
    for _number, printed, truth in rows:
        parts = found[printed].parts
        given = [part.candidates[0].ror_id for part in parts if part.number is not None]
        every_link += len(given)
        every_right += sum(each in truth for each in given)
        if not truth & known:
            continue
        strings += 1
        linked += bool(given)
        links += len(given)
        right += sum(each in truth for each in given)
        three = {candidate.ror_id for part in parts for candidate in part.candidates[:3]}
        proposed += bool(three & truth)
    return {
        "strings with an organization of the table": strings,
        "of them linked by themselves, %": 100 * linked / strings,
        "links right, %": 100 * right / links,
        "right one among three candidates, %": 100 * proposed / strings,
        "links right among all labelled strings, %": 100 * every_right / every_link,
    }


def report_labelled(data):
    from accounts.institutions.linking import resolve
    from accounts.models import RorOrganization

    rows = labelled(data)
    start = time.perf_counter()
    resolve(["warm"], create=False)
    print(f"index built: {time.perf_counter() - start:.1f} s, at most {_peak()} MB so far")
    start = time.perf_counter()
    found = resolve([printed for _number, printed, _truth in rows], create=False)
    print(f"{len(rows)} strings resolved: {1000 * (time.perf_counter() - start) / len(rows):.2f} ms each")
    start = time.perf_counter()
    for each in found.values():
        assert each.candidates is not None
    print(f"with candidates: {1000 * (time.perf_counter() - start) / len(rows):.2f} ms each, at most {_peak()} MB")
    known = set(RorOrganization.objects.values_list("ror_id", flat=True))
    halves = {
        "all": rows,
        "tuned on (even)": [row for row in rows if row[0] % 2 == 0],
        "not tuned on (odd)": [row for row in rows if row[0] % 2],
    }
    for name, half in halves.items():
        print(f"\n{name}")
        for what, value in measure(half, found, known).items():
            print(f"  {what:<45}{value:>8.1f}")


def _peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def report_clusters(data):
    from accounts.institutions.linking import resolve

    truth = json.loads((data / "aml-iclr2021" / "affiliation_clusters_truth.json").read_text())
    found = resolve([text for text in truth["counts"] if text], create=True)
    meant = {
        text: frozenset(each.pk for each in one.affiliations) if one.certain else frozenset()
        for text, one in found.items()
    }
    mentions = sum(truth["counts"][text] for text in meant)
    placed = sum(truth["counts"][text] for text, one in found.items() if one.certain)
    print(f"\nclusters: {placed} of {mentions} mentions linked by themselves ({100 * placed / mentions:.0f} %)")
    apart = [pair for group in truth["must_not_merge"] for pair in combinations(group, 2)]
    apart += [(one, other) for one, relation, other in truth["relations"] if relation != "two_institutions"]
    merged = [pair for pair in apart if meant.get(pair[0]) and meant.get(pair[0]) == meant.get(pair[1])]
    print(f"  false merges: {len(merged)} {merged or ''}")
    whole = [group for group in truth["same"] if len({meant[text] for text in group}) == 1 and meant[group[0]]]
    halves = [group for group in truth["same"] if len({meant[text] for text in group} - {frozenset()}) > 1]
    print(
        f"  groups of one institution: {len(truth['same'])}, wholly linked to one: {len(whole)}, torn apart: {len(halves)}"
    )
    for group in truth["same"]:
        print("   ", {text: bool(meant[text]) for text in group})


def main():
    sys.path.insert(0, str(PROJECT))
    from benchmarks.fidelity.data import real_data

    data = real_data()
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder, data)
        report_labelled(data)
        report_clusters(data)


if __name__ == "__main__":
    main()
