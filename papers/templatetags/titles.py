from django import template

from papers import byline, tex

register = template.Library()
register.filter("tex", tex.to_html)
register.filter("untex", tex.to_text)
register.filter("byline", byline.to_html)
register.filter("links", byline.links)
