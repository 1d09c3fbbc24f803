from django.utils.translation import gettext_lazy as _

from workshops.mailings.occasions import occasion


@occasion("papers", _("a paper is announced"))
def papers(workshop):
    for paper in workshop.papers.public():
        yield paper.announced_at, paper
