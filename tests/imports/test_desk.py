"""The pages of an import: bring, look, decide, apply, take back; and who may."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from papers.models import Paper
from tests.factories import UserFactory, WorkshopFactory, organizer_of
from tests.imports.rows import applied, author, bring, line, paper
from workshops.models import Import

pytestmark = pytest.mark.django_db

ADD = reverse("admin:workshops_import_add")
BIBTEX = b"@inproceedings{bay, title={Leaves}, author={Bay, Ada and Elm, Ivy}}"


@pytest.fixture
def edition():
    return WorkshopFactory()


@pytest.fixture
def desk(client, edition):
    client.force_login(organizer_of(edition))
    return client


def upload(desk, edition, content, name="papers.bib", **form):
    return desk.post(ADD, {"edition": edition.pk, "uploads": SimpleUploadedFile(name, content), **form})


def page(name, batch):
    return reverse(f"admin:workshops_import_{name}", args=[batch.pk])


def test_a_file_becomes_a_comparison_and_nothing_else(desk, edition):
    response = upload(desk, edition, BIBTEX)

    batch = Import.objects.get()
    assert response.url == batch.get_absolute_url()
    assert "Ada Bay; Ivy Elm" in desk.get(response.url).text
    assert not Paper.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"), [("a.pdf", b"%PDF-1.4 nothing"), ("empty.csv", b""), ("x.zip", b"PK\x03\x04broken")]
)
def test_a_file_that_cannot_be_read_gets_a_sentence_beside_the_field(desk, edition, name, content):
    response = upload(desk, edition, content, name)

    assert response.status_code == 200
    assert response.context["form"].errors["uploads"]
    assert not Import.objects.exists()


def test_without_a_file_the_field_says_so(desk, edition):
    response = desk.post(ADD, {"edition": edition.pk})

    assert response.context["form"].errors == {"uploads": ["This field is required."]}


def test_a_file_does_not_go_into_an_edition_of_others(desk):
    response = upload(desk, WorkshopFactory(), BIBTEX)

    assert response.context["form"].errors["edition"]
    assert not Import.objects.exists()


def test_an_unknown_table_asks_for_its_columns_and_remembers_them(desk, edition):
    table = "What it is called;Who;Reviewers\nLeaves;Ada Bay; Rex Referee\nRoots;Ivy Elm;Rex Referee\n"
    asked = upload(desk, edition, table.encode(), "list.csv", format="columns").url
    assert "Rex Referee" not in desk.get(asked).text

    desk.post(asked, {"title": "0", "authors": "1"})
    again = upload(desk, edition, table.encode(), "list.csv", format="columns").url

    assert {row.label for row in Import.objects.earliest("created_at").lines.filter(noun="paper")} == {
        "Leaves",
        "Roots",
    }
    assert desk.get(again).context["form"]["authors"].initial == "1"


def test_a_table_without_a_title_column_is_refused_in_words(desk, edition):
    asked = upload(desk, edition, b"Who;Where\nAda Bay;Laurel\n", "list.csv", format="columns").url

    response = desk.post(asked, {"authors": "0"})

    assert response.context["form"].errors == {"title": ["This field is required."]}


def test_apply_and_undo_are_buttons(desk, edition):
    batch = bring(edition, paper("Leaves", author("Ada Bay")))

    desk.post(page("apply", batch))
    assert Paper.objects.get().title == "Leaves"
    desk.post(page("undo", batch))

    assert not Paper.objects.exists()


@pytest.mark.parametrize("name", ["apply", "compare", "choose", "undo"])
def test_a_get_changes_nothing(desk, edition, name):
    batch = bring(edition, paper("Leaves", author("Ada Bay")))

    desk.get(page(name, batch))

    batch.refresh_from_db()
    assert batch.status == "ready"
    assert not Paper.objects.exists()


def test_a_box_that_is_unticked_leaves_a_paper_out(desk, edition):
    batch = bring(edition, paper("Leaves", author("Ada Bay")), paper("Roots", author("Ivy Elm")))
    leaves, roots = line(batch, label="Leaves"), line(batch, label="Roots")

    desk.post(page("choose", batch), {"shown": [leaves.pk, roots.pk], f"in-{roots.pk}": "on"})

    assert (line(batch, label="Leaves").verdict, line(batch, label="Roots").verdict) == ("ignored", "new")


def test_lines_that_the_page_did_not_show_keep_their_choice(desk, edition):
    batch = bring(edition, paper("Leaves", author("Ada Bay")), paper("Roots", author("Ivy Elm")))

    desk.post(page("choose", batch), {"shown": [line(batch, label="Roots").pk]})

    assert (line(batch, label="Leaves").verdict, line(batch, label="Roots").verdict) == ("new", "ignored")


def test_the_files_version_is_taken_where_it_is_ticked(desk, edition):
    applied(edition, paper("Leafs", author("Ada Bay"), source_id="7"))
    Paper.objects.update(title="Leaves")
    batch = bring(edition, paper("Foliage", author("Ada Bay"), source_id="7"))
    differing = line(batch, noun="paper")

    desk.post(
        page("choose", batch), {"shown": [differing.pk], f"in-{differing.pk}": "on", f"file-{differing.pk}-0": "on"}
    )
    desk.post(page("apply", batch))

    assert Paper.objects.get().title == "Foliage"


@pytest.mark.parametrize("shown", [["x", "99999999"], [], ["its own"]])
def test_forged_choices_are_no_choices(desk, edition, shown):
    batch = bring(edition, paper("Leaves", author("Ada Bay")))
    pk = line(batch, label="Leaves").pk
    forged = {f"who-{pk}": "person:1", f"file-{pk}-0": "on", f"in-{pk}": "on"}

    response = desk.post(
        page("choose", batch), {"shown": [str(pk) if each == "its own" else each for each in shown], **forged}
    )

    batch.refresh_from_db()
    assert response.status_code == 302
    assert batch.choices == {}


def test_errors_are_acknowledged_by_a_box(desk, edition):
    batch = bring(edition, paper("", author("Ada Bay")), paper("Leaves", author("Ada Bay")))

    desk.post(page("apply", batch))
    assert not Paper.objects.exists()
    desk.post(page("apply", batch), {"despite_errors": "on"})

    assert Paper.objects.count() == 1


def test_lines_are_filtered_by_verdict_and_noun(desk, edition):
    batch = bring(edition, paper("Leaves", author("Ada Bay")), paper("", author("Ivy Elm")))

    shown = desk.get(batch.get_absolute_url(), {"verdict": "error", "noun": "paper"})
    nonsense = desk.get(batch.get_absolute_url(), {"verdict": "' OR 1=1", "noun": "zebra", "page": "10" * 20})

    assert [row.line.verdict for row in shown.context["rows"]] == ["error"]
    assert len(nonsense.context["rows"]) == 2


def test_the_lines_as_csv_hold_no_formula_and_no_address(desk, edition):
    ada = author("Ada Bay", email="ada@laurel.example")
    batch = bring(edition, paper('=HYPERLINK("http://evil.example")', ada))

    text = desk.get(page("csv", batch)).text

    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert {row["row"][0] for row in rows} == {"'"}
    assert "laurel.example" not in text


def test_no_address_stands_on_the_page(desk, edition):
    batch = bring(edition, paper("Leaves", author("Ada Bay", email="ada@laurel.example")))

    assert "laurel.example" not in desk.get(batch.get_absolute_url()).text


def test_markup_of_a_file_is_text(desk, edition):
    batch = bring(edition, paper("<script>alert(1)</script>", author("<img src=x onerror=alert(1)>")))

    text = desk.get(batch.get_absolute_url()).text

    assert "<script>alert(1)" not in text
    assert "<img src=x" not in text


def test_a_page_of_a_long_import_says_how_far_it_is_and_looks_again(desk, edition):
    batch = bring(
        edition, *(paper(f"Leaves {number}", author("Ada Bay"), source_id=str(number)) for number in range(201))
    )

    response = desk.get(batch.get_absolute_url())

    assert response.headers["Refresh"] == "2"
    assert '<progress aria-labelledby="working" value="0" max="201">' in response.text


def test_every_page_of_an_import_of_others_is_missing(client, edition):
    batch = bring(edition, paper("Leaves", author("Ada Bay")))
    client.force_login(organizer_of(WorkshopFactory()))

    answers = {client.get(batch.get_absolute_url()).status_code, client.get(page("csv", batch)).status_code}
    answers |= {client.post(page(name, batch)).status_code for name in ("apply", "undo", "compare", "choose")}

    assert answers == {404}


def test_somebody_who_organizes_nothing_cannot_bring_anything(client):
    client.force_login(UserFactory())

    assert client.get(ADD).status_code == 302


def test_the_number_of_queries_does_not_grow_with_the_lines(desk, edition, django_assert_num_queries):
    few = bring(edition, paper("Leaves", author("Ada Bay")))
    many = bring(edition, *(paper(f"Roots {number}", author("Ada Bay")) for number in range(40)))
    desk.get(few.get_absolute_url())

    for batch in (few, many):
        with django_assert_num_queries(17):
            desk.get(batch.get_absolute_url())


@pytest.mark.parametrize("name", ["export", "export_csv"])
def test_what_laurel_exports_it_imports_unchanged(desk, edition, name):
    applied(
        edition, paper("=Leaves", author("Ada Bay", "Laurel", is_corresponding=True), "Ivy Elm", abstract="Of trees.")
    )

    exported = desk.get(reverse(f"admin:workshops_import_{name}", args=[edition.slug]))
    upload(desk, edition, exported.content, "papers")

    assert {row.verdict for row in Import.objects.latest("created_at").lines.all()} == {"unchanged"}


def test_papers_of_others_are_not_exported(desk):
    assert desk.get(reverse("admin:workshops_import_export", args=[WorkshopFactory().slug])).status_code == 404


def test_a_paper_that_was_left_out_before_comes_in_by_one_tick(desk, edition):
    row = paper("Leaves", author("Ada Bay"), source_id="7")
    first = bring(edition, row)
    desk.post(page("choose", first), {"shown": [line(first, noun="paper").pk]})
    desk.post(page("apply", first))
    again = bring(edition, row)
    desk.post(page("choose", again), {"shown": [line(again, noun="paper").pk]})

    left_out = line(again, noun="paper")
    desk.post(page("choose", again), {"shown": [left_out.pk], f"in-{left_out.pk}": "on"})

    assert line(again, noun="paper").verdict == "new"
