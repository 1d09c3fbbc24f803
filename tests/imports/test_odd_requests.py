"""What a form says that no page of ours would send: it is no choice, no page and no failure."""

import pytest
from django.urls import reverse

from config.imports import actions
from papers.importers.rows import File
from tests.factories import WorkshopFactory, organizer_of
from tests.imports.rows import author, bring, paper, verdicts

pytestmark = pytest.mark.django_db

LEAVES = paper("Leaves", author("Ada Bay", "Laurel"))


@pytest.fixture
def edition():
    return WorkshopFactory()


@pytest.mark.parametrize("name", ["compare", "choose"])
def test_a_table_whose_columns_nobody_has_named_waits_for_them(client, edition, name):
    client.force_login(organizer_of(edition))
    batch = actions.ask_for_columns(File("list.csv", b"Who;What\nAda Bay;Leaves\nIvy Elm;Roots\n"), edition, by=None)

    client.post(reverse(f"admin:workshops_import_{name}", args=[batch.pk]))

    batch.refresh_from_db()
    assert batch.status == "mapping"


@pytest.mark.parametrize("shown", ["²", "٣", "9" * 30, "-1"])
def test_an_odd_number_in_a_form_is_no_line(client, edition, shown):
    client.force_login(organizer_of(edition))
    batch = bring(edition, LEAVES)

    response = client.post(reverse("admin:workshops_import_choose", args=[batch.pk]), {"shown": [shown]})

    assert response.status_code == 302
    assert verdicts(batch) == ["new"]


@pytest.mark.parametrize("name", ["choose", "apply", "compare", "undo"])
def test_an_import_beyond_all_numbers_is_missing(client, edition, name):
    client.force_login(organizer_of(edition))

    response = client.post(reverse(f"admin:workshops_import_{name}", args=[10**30]))

    assert response.status_code == 404
