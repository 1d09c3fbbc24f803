from django import template

from workshops import moments

register = template.Library()


@register.filter
def said_in(moment, edition):
    """With its day, its hour and the zone of the edition."""
    return moments.said(moment, edition.zone)
