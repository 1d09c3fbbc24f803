"""10,000 papers with 40,000 authorships on PostgreSQL: planned and applied, beside `bulk_create` of the same rows.

Prints the ratio of times, the most memory, and how the number of queries grows with the rows. The target: at most 6
times `bulk_create`, under 400 MB, at most one query more for 500 rows more.
"""

import gc
import os
import random
import resource
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

PAPERS, AUTHORS_EACH, ROUNDS = 10_000, 4, 3
PEOPLE = 20_000  # so that most write more than once
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def prepare(folder, url):
    os.environ |= {"LAUREL_ENV": "demo", "VAR_DIR": folder, "DATABASE_URL": url, "LOG_LEVEL": "ERROR"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def reading(count):
    from papers.importers.rows import AuthorRow, PaperRow, Place, Reading

    dice = random.Random(1)
    people = [
        (f"Given{number % 997} Family{number}", f"University {number % 500}", f"a{number}@u{number % 500}.example")
        for number in range(PEOPLE)
    ]
    papers = []
    for number in range(count):
        authors = [
            AuthorRow(name, affiliation, email=email if dice.random() < 0.8 else "")
            for name, affiliation, email in dice.sample(people, AUTHORS_EACH)
        ]
        title = f"On the care of leaves, part {number}: {dice.random()}"
        papers.append(
            PaperRow(
                Place("papers.csv", number + 2), title, authors, source_id=str(number), abstract="Of trees. " * 100
            )
        )
    return Reading(source="cmt", papers=papers)


def edition(slug):
    from workshops.models import Workshop

    return Workshop.objects.create(name=slug, short_name=slug, slug=slug)


def measured(deed):
    from django.db import connection

    queries = 0

    def count(execute, *query):
        nonlocal queries
        queries += 1
        return execute(*query)

    gc.collect()
    start = time.perf_counter()
    with connection.execute_wrapper(count):
        deed()
    return time.perf_counter() - start, queries


def bring(rows, slug):
    from config.imports import actions

    into = edition(slug)

    def deed():
        batch = actions.bring(rows, into, files="papers.csv", name="CMT")
        actions.work(batch)
        actions.apply(batch, by=None)
        actions.work(batch)
        assert batch.status == "applied", batch.failure

    return measured(deed)


def write_the_same_rows(slug):
    """What is in the tables of papers and people now, written once more by `bulk_create` alone."""
    from django.db import transaction

    from accounts.models import Person, PersonEmail
    from papers.models import Authorship, Paper

    copies = {model: list(model.objects.all()) for model in (Person, PersonEmail, Paper, Authorship)}
    clear()
    into = edition(slug)
    for paper in copies[Paper]:
        paper.workshop = into

    def deed():
        with transaction.atomic():
            for model, rows in copies.items():
                model.objects.bulk_create(rows, batch_size=5000)

    return measured(deed)


def clear():
    from accounts.models import Person
    from papers.models import Authorship, Paper
    from workshops.models import Import, ImportedRow, Move, Workshop

    for model in (Authorship, Paper, Person, Import, ImportedRow, Move, Workshop):
        model.objects.all().delete()


def memory_mb():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main():
    from tests import servers

    with servers.postgres() as url, tempfile.TemporaryDirectory() as folder:
        prepare(folder, url)
        ours, theirs = [], []
        few = bring(reading(2000), "few")[1]
        clear()
        for number in range(ROUNDS):
            before = memory_mb()
            seconds, queries = bring(reading(PAPERS), f"ours-{number}")
            peak = memory_mb()
            ours.append(seconds)
            theirs.append(write_the_same_rows(f"theirs-{number}")[0])
            clear()
            print(
                f"plan and apply {seconds:.1f} s, bulk_create of the same rows {theirs[-1]:.1f} s, peak {peak:.0f} MB (was {before:.0f} MB)"
            )
    rows = (PAPERS - 2000) * (1 + AUTHORS_EACH)
    print(f"ratio {median(ours) / median(theirs):.1f} (target 6.0)")
    print(
        f"queries {queries}, for 2,000 papers {few}: one more for {rows / max(queries - few, 1):.0f} rows (target 500)"
    )


if __name__ == "__main__":
    main()
