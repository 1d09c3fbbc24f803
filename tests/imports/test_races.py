"""Two organizers, and a worker that dies: an import happens once, and wholly, or not at all."""

import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.db import connection

from awards.models import Award
from config.imports import actions
from papers.importers import laurel
from papers.importers.rows import AwardRow
from papers.models import Authorship, Paper
from tests import environment
from tests.awards.test_races import RUNS, after, at_once
from tests.environment import PROJECT
from tests.factories import AwardCategoryFactory, AwardFactory, PaperFactory, WorkshopFactory
from tests.imports.rows import HERE, author, bring, paper
from workshops.models import Import, ImportedRow

pytestmark = pytest.mark.django_db(transaction=True)

PAPERS, AUTHORS = 150, 3


def test_two_imports_of_one_file_at_once_bring_each_paper_once():
    edition = WorkshopFactory()
    batches = [bring(edition, paper("Leaves", author("Ada Bay"), source_id="7")) for _ in range(2)]

    at_once([lambda pk=batch.pk: actions.apply(Import.objects.get(pk=pk), by=None) for batch in batches])

    assert (Paper.objects.count(), Authorship.objects.count()) == (1, 1)
    assert sorted(Import.objects.values_list("status", flat=True)) == ["applied", "ready"]


def test_an_import_applied_by_two_at_once_is_applied_once():
    batch = bring(WorkshopFactory(), paper("Leaves", author("Ada Bay"), source_id="7"))

    succeeded = at_once([lambda: actions.apply(Import.objects.get(pk=batch.pk), by=None)] * 2)

    assert sum(succeeded) == 1
    assert Paper.objects.count() == 1


def test_an_award_has_one_winner_when_an_import_and_an_organizer_decide_at_once():
    for run in range(RUNS):
        edition = WorkshopFactory()
        PaperFactory(workshop=edition, public=True, title="Roots")
        proposed = AwardFactory(category=AwardCategoryFactory(workshop=edition, name="Best"))
        batch = bring(edition, awards=[AwardRow(HERE, "Best", "Roots")])

        at_once(
            [
                lambda pk=batch.pk: actions.apply(Import.objects.get(pk=pk), by=None),
                lambda pk=proposed.pk, run=run: after(0.01 * run, Award, pk, "decide"),
            ]
        )

        batch.refresh_from_db()
        [winner] = Award.objects.decided().filter(category=proposed.category)
        assert (batch.status, winner.paper.title == "Roots") in {("applied", True), ("ready", False)}


@pytest.mark.parametrize("seed", range(3))
def test_an_import_whose_process_is_killed_leaves_all_or_nothing(tmp_path, seed):
    WorkshopFactory(slug="care")
    export = tmp_path / "papers.json"
    export.write_text(json.dumps(exported()))
    command = [
        sys.executable,
        "manage.py",
        "import_papers",
        "care",
        str(export),
        "--apply",
        f"--format={laurel.SOURCE}",
    ]
    surroundings = environment.clean() | {"LAUREL_ENV": "demo", "VAR_DIR": str(tmp_path), "DATABASE_URL": url()}

    process = subprocess.Popen(command, cwd=PROJECT, env=surroundings, start_new_session=True)
    wait_until_something_is_written(process)
    time.sleep(random.Random(seed).uniform(0, 0.3))
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()

    assert (Paper.objects.count(), Authorship.objects.count()) in {(0, 0), (PAPERS, PAPERS * AUTHORS)}
    assert ImportedRow.objects.count() == Paper.objects.count()


def exported():
    authors = [{"name": f"Ada Bay {number}"} for number in range(AUTHORS)]
    return {
        "laurel": 1,
        "papers": [
            {"title": f"Leaves {n}", "number": n, "decision": "accepted", "authors": authors} for n in range(PAPERS)
        ],
    }


def url():
    if connection.vendor == "sqlite":
        return f"sqlite:///{connection.settings_dict['NAME']}"
    return os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{settings.DATABASES['default']['NAME']}"


def wait_until_something_is_written(process):
    while not Import.objects.exists() and process.poll() is None:
        time.sleep(0.01)
