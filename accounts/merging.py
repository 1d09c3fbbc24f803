"""Two people made one, and one made two again. Only for whoever manages both wholly: a merge carries rights over."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import belongings
from accounts.appearances import place_of
from accounts.discretion import reason_to_wait
from accounts.links import clashes, label, links, move, readdress, signed
from accounts.models import Answer, Likeness, Merge, Person, PersonName
from notifications.models import IllegalMove, Message, key

ONE_OF_A_KIND = ("orcid", "openreview_id")


def may_merge(user, *people):
    theirs = Person.objects.wholly_managed_by(user).filter(pk__in=[person.pk for person in people])
    return theirs.count() == len(people)


def refusals(kept, gone, *, by):
    """Sentences that say why two people cannot be one as things stand; to whoever must not know how, only that."""
    if reason := reason_to_wait(by):
        yield reason
        return
    if kept.user_id and gone.user_id:
        yield _("Both have an account. Two accounts cannot become one here.")
    for field in ONE_OF_A_KIND:
        if getattr(kept, field) and getattr(gone, field):
            words = {"field": Person._meta.get_field(field).verbose_name}
            yield _("Each has another %(field)s. If one of them is wrong, correct it first.") % words
    for row in clashes(kept, gone):
        yield _("Both stand here, where one person cannot stand twice: %(place)s") % {"place": place_of(row)}


def who_stays(one, other):
    """Whoever has an account, whose name is neither shouted nor whispered, or who was there first."""
    return min(one, other, key=lambda person: (not person.user_id, person.name in _flat(person.name), person.pk))


def _flat(name):
    return {name.upper(), name.lower()}


@transaction.atomic
def merge(kept, gone, *, by, reason=""):
    """``gone`` becomes ``kept``, who gets all that ``gone`` had. What is returned can be undone."""
    kept, gone = _locked(kept, gone)
    _check(kept, gone, by=by)
    taken = belongings.everything_of(gone)
    why = f"was person {gone.pk}, {gone.name}"
    taken["given_likenesses"] = belongings.give_likenesses(kept, gone)
    taken["rows"] = _move_rows(gone, kept, by=by, why=why)
    taken["messages"] = readdress(Message.objects.filter(recipient=key(gone)), kept)
    signed(gone, by=by, why=f"same person as {kept.pk}, {kept.name}").delete()
    taken["given_names"] = belongings.give_names(kept, taken, by=by, why=why)
    taken["given_emails"] = belongings.give_emails(kept, taken, by=by, why=why)
    taken["filled"] = belongings.fill(kept, taken, by=by)
    return Merge.objects.create(
        kept=kept, gone=taken["person"]["id"], gone_name=gone.name, taken=taken, by=by, reason=reason[:500]
    )


def _locked(*people):
    rows = Person.objects.select_for_update().filter(pk__in=[person.pk for person in people]).order_by("pk")
    found = {row.pk: row for row in rows}
    if len(found) < len(people):
        raise IllegalMove(_("One of the two is not there any more. Look again."))
    return [found[person.pk] for person in people]


def _check(kept, gone, *, by):
    if not may_merge(by, kept, gone):
        raise PermissionDenied
    for sentence in refusals(kept, gone, by=by):
        raise IllegalMove(sentence)


def _move_rows(gone, kept, *, by, why):
    moved = {}
    for model, field in links():
        rows = model._base_manager.filter(**{field.name: gone})
        moved[label(model, field)] = move(rows, field, kept, by=by, why=why)
    return {where: keys for where, keys in moved.items() if keys}


@transaction.atomic
def unmerge(merge, *, by):
    """The person under their old number again, with whatever was theirs and has not gone elsewhere since."""
    if not may_merge(by, merge.kept):
        raise PermissionDenied
    if not Merge.objects.standing().filter(pk=merge.pk).update(undone_at=timezone.now(), undone_by=by):
        raise IllegalMove(_("This merge was undone already."))
    [kept] = _locked(merge.kept)
    taken, why = merge.taken, f"is not person {kept.pk}, {kept.name}"
    PersonName.objects.filter(person=kept, pk__in=taken["given_names"]).delete()
    belongings.unfill(kept, taken["filled"], by=by)
    back = belongings.made_again(taken, by=by, why=why)
    belongings.give_back_emails(kept, taken, by=by, why=why)
    belongings.give_back_likenesses(taken)
    for model, field in links():
        rows = model._base_manager.filter(pk__in=taken["rows"].get(label(model, field), ()), **{field.name: kept})
        move(rows, field, back, by=by, why=why)
    readdress(Message.objects.filter(pk__in=taken["messages"], recipient=key(kept)), back)
    return back


@transaction.atomic
def separate(row, *, by):
    """“Not the same person”: a row that was linked to somebody gets a person of its own, and the two stay two."""
    if not type(row).objects.managed_by(by).filter(pk=row.pk).exists():
        raise PermissionDenied
    was = row.person
    own = Person(name=getattr(row, "printed_name", "") or was.name)
    signed(own, by=by).save()
    mine = type(row)._base_manager.filter(pk=row.pk, person=was)
    if not move(mine, row._meta.get_field("person"), own, by=by, why=f"is not person {was.pk}"):
        raise IllegalMove(_("“%s” was changed by somebody else meanwhile. Look again.") % row)
    row.person = own
    Likeness.objects.create(one=was, other=own, answer=Answer.DIFFERENT, by=by, at=timezone.now())
    return own
