"""From templates to the words of one mail."""

import css_inline
from django.conf import settings
from django.template import Context, Engine

STYLES = css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)


def one_line(text):
    return " ".join(str(text).split())


def render(template, context):
    """Subject, text and HTML from the three templates in the folder ``template``.

    A string in the context is a single line: a name with line breaks in it must not look like a paragraph of ours.
    """
    lines = {name: one_line(value) for name, value in context.items() if isinstance(value, str)}
    context = {"site_url": settings.SITE_URL} | context | lines
    context["subject"] = one_line(_render(f"{template}/subject.txt", context, autoescape=False))
    return {
        "subject": context["subject"],
        "text": _render(f"{template}/body.txt", context, autoescape=False).strip() + "\n",
        "html": STYLES.inline(_render(f"{template}/body.html", context, autoescape=True)),
    }


def _render(name, context, *, autoescape):
    return Engine.get_default().get_template(name).render(Context(context, autoescape=autoescape))
