"""Issuing: what a certificate says is gathered, printed once to see that it can be, and kept word for word."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from awards.models import Award, AwardStatus, Certificate, CertificateName
from awards.pdf import render
from awards.pdf.data import CertificateData, Signature
from awards.pdf.render import CannotPrint
from awards.pdf.signatures import as_png
from papers import tex
from workshops.lifecycle import IllegalMove, record

NOT_ISSUED: dict[str, Any] = {"version": 0, "code": "", "verify_url": "", "issued_on": date.min}
BLANK = CertificateData(award="–", names=(), edition="–", **NOT_ISSUED)


@transaction.atomic
def issue(award, *, by):
    """The certificate as things stand now. Where the valid one says just that, it stays."""
    award = _locked(award)
    _check(award)
    return _keep(award, draft(award), by=by)


@transaction.atomic
def put_name(award, person, name, *, by):
    """How a winner wants to be named. A certificate that is out is issued again with it: the valid one, or None."""
    award = _locked(award)
    if award.status != AwardStatus.DECIDED:
        raise IllegalMove(_("This award was rescinded. There is no certificate of it."))
    if not award.certificate_names.filter(person=person, name=name).exists():
        chosen = {"name": name, "confirmed_at": timezone.now()}
        CertificateName.objects.update_or_create(award=award, person=person, defaults=chosen)
    valid = award.certificates.valid().public().first()
    return valid and _keep(award, replace(valid.printed, names=names_on(award)), by=by)


def check_name(name):
    """A validator: a sentence where ``name`` cannot be printed."""
    try:
        _print(replace(BLANK, names=(name,)))
    except IllegalMove as refusal:
        raise ValidationError(str(refusal)) from refusal


def hinders(award):
    """Why no certificate of this can be issued now, in sentences."""
    try:
        _check(award)
        _print(draft(award))
    except IllegalMove as refusal:
        return [str(refusal)]
    return []


def follows(award):
    """What issuing will do, in sentences; to be asked where nothing hinders it."""
    data, valid = draft(award), award.certificates.valid().first()
    if valid and _says(valid, data):
        yield _("The valid certificate, version %d, says just this already. It stays.") % valid.version
        return
    yield _("It names, in this order: %s.") % "; ".join(data.names)
    yield _("It is signed by %s.") % ", ".join(each.name for each in data.signatures)
    if valid:
        yield _("It takes the place of version %d, whose page leads to the new one.") % valid.version


def draft(award):
    """What would be printed now, without version, code and day of issue."""
    workshop = award.workshop
    return CertificateData(
        award=award.category.name,
        names=names_on(award),
        paper=tex.to_text(award.paper.title) if award.paper else "",
        citation=tex.to_text(award.citation),
        edition=workshop.name,
        short_name=workshop.short_name,
        host="" if workshop.host_conference in workshop.short_name else workshop.host_conference,
        place_and_date=", ".join(filter(None, [workshop.location, _days_of(workshop)])),
        signatures=tuple(_signature(each) for each in workshop.signatories.all()),
        language=get_language() or "en",
        **NOT_ISSUED,
    )


def names_on(award):
    """The winners in their order, each as they want to be named, or as printed."""
    chosen = dict(award.certificate_names.values_list("person", "name"))
    return tuple(chosen.get(person.pk, printed) for person, printed in award.winners)


def _check(award):
    if award.status != AwardStatus.DECIDED or not Award.objects.public().filter(pk=award.pk).exists():
        raise IllegalMove(_("Certificates are issued once the award is announced and everybody can see it."))
    if not award.workshop.signatories.exists():
        raise IllegalMove(_("Nobody signs yet. Add a signatory of the edition on the desk."))
    if not award.winners:
        raise IllegalMove(_("The paper has no authors whom it could name."))


def _days_of(workshop):
    """Of the edition, where it takes place: 7 May 2021, 7 to 9 May 2021, 30 May to 1 June 2021."""
    days = [at.astimezone(workshop.zone).date() for at in (workshop.starts_at, workshop.ends_at) if at]
    if not days:
        return ""
    first, last = days[0], days[-1]
    if first == last:
        return date_format(first, "j F Y")
    shown = "j F Y" if first.year != last.year else "j F" if first.month != last.month else "j"
    return _("%(first)s to %(last)s") % {"first": date_format(first, shown), "last": date_format(last, "j F Y")}


def _signature(signatory):
    image = None
    if signatory.signature:
        try:
            with signatory.signature.open() as file:
                image = as_png(file.read())
        except (OSError, ValueError) as lost:
            raise IllegalMove(_("The signature of %s cannot be read. Bring it again.") % signatory) from lost
    return Signature(name=signatory.name, title=signatory.title, image=image)


def _locked(award):
    return Award.objects.select_for_update().get(pk=award.pk)


def _says(certificate, data):
    return replace(certificate.printed, **NOT_ISSUED) == replace(data, **NOT_ISSUED)


def _keep(award, data, *, by):
    """The next version, which supersedes the valid one; or the valid one, where it says the same already."""
    before = award.certificates.valid().first()
    if before and _says(before, data):
        return before
    if before:
        before.supersede(by=by)
    certificate = Certificate(award=award, version=award.certificates.count() + 1, issued_by=by)
    data = replace(
        data,
        version=certificate.version,
        code=certificate.code,
        verify_url=settings.SITE_URL + certificate.get_absolute_url(),
        issued_on=certificate.issued_at.astimezone(award.workshop.zone).date(),
    )
    _print(data)
    certificate.data = data.to_json()
    certificate.save()
    record(certificate, "issue", after=certificate.version, by=by)
    return certificate


def _print(data):
    try:
        return render.certificate(data)
    except CannotPrint as refusal:
        raise IllegalMove(str(refusal)) from refusal
