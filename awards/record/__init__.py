"""What an edition has awarded and granted, as anybody may read it now. Its pages and its files all begin here."""

from django.db.models import Count, F, Prefetch

from awards.models import Award, AwardStatus, CategoryStatus, Grant, Seat
from papers.models import Authorship


def public_record(edition):
    """Categories, all their ``winners`` in one list, and programmes with ``named`` grants and the number ``unnamed``."""
    sponsorships = list(edition.sponsorships.select_related("sponsor"))
    categories = _categories(edition, [each.sponsor for each in sponsorships])
    return {
        "categories": categories,
        "winners": [award for category in categories for award in category.winners],
        "programmes": _programmes(edition),
        "sponsorships": sponsorships,
    }


def committee(edition):
    """Whom the edition thanks for deciding, the chair first."""
    seats = list(Seat)
    return sorted(edition.award_committee.public(), key=lambda member: seats.index(member.seat))


def awards_of_all_editions():
    """Those that stand, of the newest edition first."""
    newest = F("category__workshop__starts_at").desc(nulls_first=True)
    awards = _awards().decided().select_related("category__workshop", "category__fund")
    return awards.order_by(newest, "category__workshop_id", "category__order", "category_id", "position", "pk")


def _categories(edition, sponsors):
    """Each with ``winners``, awards ``rescinded``, and ``paid_by``, a sponsor whom the edition thanks in public."""
    announced = edition.award_categories.public().select_related("fund__sponsor")
    found = announced.prefetch_related(Prefetch("awards", _awards(), to_attr="shown"))
    for category in found:
        category.winners = [award for award in category.shown if award.status == AwardStatus.DECIDED]
        category.rescinded = [award for award in category.shown if award.status == AwardStatus.RESCINDED]
        payer = category.fund and category.fund.sponsor
        category.paid_by = payer if payer in sponsors else None
    return [category for category in found if category.shown or category.status == CategoryStatus.VACATED]


def _awards():
    authors = Authorship.objects.select_related("person")
    with_paper = Award.objects.public().select_related("paper__workshop", "person")
    return with_paper.prefetch_related(Prefetch("paper__authorships", authors, to_attr="authors"))


def _programmes(edition):
    named = Grant.objects.public().select_related("person")
    programmes = edition.grant_programmes.public().prefetch_related(Prefetch("grants", named, to_attr="named"))
    given = Grant.objects.announced().filter(programme__workshop=edition)
    totals = dict(given.values_list("programme").annotate(Count("pk")))
    for programme in programmes:
        programme.unnamed = totals.get(programme.pk, 0) - len(programme.named)
    return programmes
