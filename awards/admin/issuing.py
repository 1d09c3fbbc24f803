"""Certificates of an award: issued by a verb, corrected by issuing again."""

from django.contrib import admin
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from awards import certificates
from awards.models import AwardStatus
from workshops.verbs import Verb


class ShowsCertificates:
    @admin.display(description=_("certificates"))
    def issued(self, award):
        all_of_it = award.certificates.defer("data") if award.pk else []
        rows = [(each.get_absolute_url(), each.code, each.version, each.get_status_display()) for each in all_of_it]
        return format_html_join(mark_safe("<br>"), _('<a href="{}">{}</a>, version {}, {}'), rows) or _("none yet")


def _is_out(award):
    return award.status == AwardStatus.DECIDED and award.category.is_announced


ISSUE = Verb(
    "issue_certificate",
    _("Issue the certificate"),
    _("The winners find it on their page, and anybody can verify it by its code. No mail is sent."),
    _is_out,
    consequences=lambda award, user: certificates.follows(award),
    obstacles=lambda award, user: certificates.hinders(award),
)
