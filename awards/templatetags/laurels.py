from collections import defaultdict

from django import template

from awards.models import Award

register = template.Library()


@register.simple_tag
def laurels(edition):
    """The public awards of an edition by paper: one query for a whole page of badges."""
    by_paper = defaultdict(list)
    for award in Award.objects.public().filter(category__workshop=edition).select_related("category"):
        by_paper[award.paper_id].append(award)
    return dict(by_paper)


@register.filter
def of(by_paper, paper):
    return by_paper.get(paper.pk, []) if by_paper else []
