from collections import defaultdict

from django import template

from awards.models import Award
from awards.record import jsonld

register = template.Library()


@register.simple_tag
def laurels(edition):
    """The awards of an edition that stand, by paper: one query for a whole page of badges."""
    by_paper = defaultdict(list)
    standing = Award.objects.public().decided().filter(category__workshop=edition)
    for award in standing.select_related("category__fund"):
        by_paper[award.paper_id].append(award)
    return dict(by_paper)


@register.filter
def of(by_paper, paper):
    return by_paper.get(paper.pk, []) if by_paper else []


@register.simple_tag
def linked_data(paper, awards):
    authors = paper.authorships.order_by().exclude(person__orcid="")
    return jsonld.script(paper, awards, dict(authors.values_list("person", "person__orcid")))
