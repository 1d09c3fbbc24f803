from django import template

from workshops import markdown

register = template.Library()
register.filter("markdown", markdown.to_html)
