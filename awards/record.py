"""What an edition has awarded and granted, as anybody may read it now."""

from django.db.models import Count, Prefetch

from awards.models import Award, Grant


def public_record(edition):
    """Categories with ``winners`` and programmes with ``named`` grants and ``unnamed``, the number of the others."""
    winners = (
        Award.objects.public()
        .select_related("paper__workshop", "person")
        .prefetch_related(Prefetch("paper__authorships", to_attr="authors"))
    )
    named = Grant.objects.public().select_related("person")
    programmes = edition.grant_programmes.public().prefetch_related(Prefetch("grants", named, to_attr="named"))
    totals = dict(
        Grant.objects.announced().filter(programme__workshop=edition).values_list("programme").annotate(Count("pk"))
    )
    for programme in programmes:
        programme.unnamed = totals.get(programme.pk, 0) - len(programme.named)
    return {
        "categories": edition.award_categories.public()
        .select_related("fund")
        .prefetch_related(Prefetch("awards", winners, to_attr="winners")),
        "programmes": programmes,
        "sponsorships": edition.sponsorships.select_related("sponsor"),
    }
