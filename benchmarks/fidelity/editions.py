"""The two workshops with a hand-made truth: their own pages, read by `import_site` into an empty database."""

import json
import shutil
import tempfile

from accounts.models import Person
from awards.models import Award, Grant
from benchmarks.fidelity import database
from config.imports import actions
from papers.models import Authorship
from tests.real_data import workshops
from tests.real_data.workshops import AML, BANDS
from workshops.models import ImportStatus

NOT_OF_THE_SITE = shutil.ignore_patterns("*truth*.json", "SOURCE.txt", "rendered")
ROLES = {
    "organizers": ["organizer", "workflow_organizer"],
    "committee members": ["committee"],
    "speakers and panelists": ["speaker", "panelist"],
}


def measure(table, data):
    for title, folder, slug in [
        ("import_site: AML, ICLR 2021", "aml-iclr2021", AML),
        ("import_site: AML, ICLR 2021, its rendered pages", "aml-iclr2021/rendered", AML),
        ("import_site: BANDS, ICLR 2023", "sites/site-iclr2023-bands", BANDS),
    ]:
        table.section(title)
        database.empty()
        edition = imported(data / folder, slug)
        truth = workshops.read(slug, data)
        compare_papers(table, edition, truth)
        compare_awards(table, edition, truth)
        compare_the_rest(table, edition, truth)
        if truth["recipients"]:
            asked = json.loads((data / "aml-iclr2021/recipients_truth.json").read_text())["recipients"]
            compare_recipients(table, edition, truth, asked)
        table.none("changes and questions when the same folder comes again", changed_again(data / folder, slug))


def imported(folder, slug):
    with tempfile.TemporaryDirectory() as copy:
        shutil.copytree(folder, copy, ignore=NOT_OF_THE_SITE, dirs_exist_ok=True)
        return database.import_site(copy, slug)


def changed_again(folder, slug):
    """All questions were answered the first time; whoever is asked again has answered for nothing."""
    last = imported(folder, slug).imports.exclude(files__endswith="open questions").order_by("pk").last()
    lines = last.lines.exclude(verdict__in=["unchanged", "ignored", "unread", "doubt"])
    return [f"{line.noun}: {line.label}: {line.verdict}" for line in lines] + last.journal


def compare_papers(table, edition, truth):
    papers = list(edition.papers.order_by("number"))
    table.whole(
        "papers: number, title, PDF",
        [(paper.number, typed(workshops.seen(paper.title)), paper.pdf_link) for paper in papers],
        [(paper.number, typed(paper.title), paper.pdf) for paper in truth["papers"]],
    )
    table.whole(
        "authorships: place in the order, name, affiliation as printed",
        [
            (authorship.paper.number, authorship.position, authorship.printed_name, authorship.printed_affiliation)
            for authorship in Authorship.objects.filter(paper__workshop=edition).select_related("paper")
        ],
        [
            (paper.number, position, *author)
            for paper in truth["papers"]
            for position, author in enumerate(paper.authors, start=1)
        ],
    )
    table.whole(
        "videos",
        [(paper.number, paper.video_link) for paper in papers if paper.video_link],
        [(paper.number, paper.video) for paper in truth["papers"] if paper.video],
    )


def typed(title):
    """Jekyll sets straight quotes and dots as a printer would; the truth has them as they were typed."""
    return title.replace("’", "'").replace("…", "...")


def compare_awards(table, edition, truth):
    awards = Award.objects.decided().filter(category__workshop=edition).select_related("category__fund", "paper")
    table.whole(
        "awards: name, amount, paper, authors",
        [
            (award.category.name, amount(award.category), workshops.seen(award.paper.title), authors_of(award.paper))
            for award in awards
        ],
        [(award.name, award.prize, award.title, tuple(award.authors)) for award in truth["awards"]],
    )


def amount(category):
    if category.prize is None:
        return ""
    return f"{'$' if category.fund.currency == 'USD' else category.fund.currency}{category.prize.normalize():,f}"


def authors_of(paper):
    return tuple(paper.authorships.order_by("position").values_list("printed_name", "printed_affiliation"))


def compare_the_rest(table, edition, truth):
    slots = list(edition.slots.order_by("starts_at", "pk"))
    table.whole(
        "schedule: start, end",
        [(clock(edition, slot.starts_at), clock(edition, slot.ends_at)) for slot in slots],
        [entry[:2] for entry in truth["schedule entries"]],
    )
    silent = [
        (entry.starts, word)
        for slot, entry in zip(slots, truth["schedule entries"], strict=False)
        for word in unsaid(slot, entry)
    ]
    table.none("schedule: words, people and papers that are not said", silent)
    for noun, kinds in ROLES.items():
        roles = edition.roles.filter(kind__in=kinds)
        table.whole(
            noun,
            set(roles.values_list("printed_name", "printed_affiliation", "homepage")),
            {tuple(member) for member in truth[noun]},
        )
    table.whole(
        "dates: name, day, day before it was extended", map(day, edition.dates.all()), map(true_day, truth["dates"])
    )
    sponsors = edition.sponsorships.values_list("sponsor__name", "sponsor__link")
    table.whole("sponsors", sponsors, truth["sponsors"])


def clock(edition, moment):
    return f"{moment.astimezone(edition.zone):%H:%M}" if moment else ""


def unsaid(slot, entry):
    names = slot.appearances.values_list("printed_name", flat=True)
    titles = slot.presentations.values_list("paper__title", flat=True)
    said = {words(text) for text in [slot.title, *names, *titles]}
    return [word for word in entry.says if word and words(workshops.seen(word)) not in said]


def words(text):
    return " ".join(text.lower().replace("-", " ").split())


def day(date):
    before = date.extended_from
    return (
        words(date.name),
        f"{date.at.astimezone(date.zone):%Y-%m-%d}",
        f"{before.astimezone(date.zone):%Y-%m-%d}" if before else "",
    )


def true_day(date):
    return words(date.name), date.day, date.before


def compare_recipients(table, edition, truth, asked):
    """``asked``: of each recipient, whether the name is printed so on a paper, and on which papers."""
    numbers = {row["recipient"]: frozenset(paper["number"] for paper in row["papers"]) for row in asked}
    grants = Grant.objects.filter(programme__workshop=edition).select_related("person")
    table.whole(
        "recipients linked by themselves, to whom they are",
        [(grant.printed_name, papers_of(grant.person, edition)) for grant in grants],
        [(row["recipient"], numbers[row["recipient"]]) for row in asked if row["match"] == "exact"],
    )
    rest = edition.imports.get(status=ImportStatus.READY)
    questions = list(rest.lines.filter(verdict="question", noun="grant"))
    table.whole(
        "recipients asked, the right person proposed first",
        [(line.label.partition(": ")[2], papers_of(first_option(line), edition)) for line in questions],
        [(row["recipient"], numbers[row["recipient"]]) for row in asked if row["match"] == "variant"],
    )
    people = Person.objects.count()
    actions.choose(rest, {line.key: line.options[0][0] for line in questions}, by=None)
    actions.apply(rest, by=None, despite_errors=True)
    table.whole(
        "recipients once these are answered: name, affiliation",
        grants.values_list("printed_name", "printed_affiliation"),
        truth["recipients"],
    )
    alone = Person.objects.filter(grants__in=grants, authorships=None)
    table.none("people made for recipients", [*alone, *range(Person.objects.count() - people)])


def first_option(line):
    kind, _, key = line.options[0][0].partition(":")
    return Person.objects.filter(pk=key).first() if kind == "person" else None


def papers_of(person, edition):
    return frozenset(edition.papers.filter(authorships__person=person).values_list("number", flat=True))
