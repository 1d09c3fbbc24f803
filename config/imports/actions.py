"""What organizers do with an import. Each verb is one transaction, or a sentence that says why not."""

import logging
from contextlib import nullcontext
from functools import partial

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.identity.refreshing import refresh
from awards.discretion import reason_to_wait
from awards.models import AwardCategory
from config.imports import columns
from config.imports.plan import make_plan
from notifications import broker
from papers.importers import codec
from papers.importers.clean import without_addresses
from papers.importers.rows import Reading
from workshops.cycles import collection_paused
from workshops.importing.compare import Verdict
from workshops.importing.journal import CannotUndo, undo
from workshops.lifecycle import IllegalMove, Move
from workshops.models import Import, ImportLine, ImportStatus, Workshop

logger = logging.getLogger(__name__)
TASK = "config.tasks.work_on_import"
OPEN = {"open": True}  # in the place of a mapping: an import of questions that another one left


class Stale(Exception):
    """The edition is not what the plan was made for."""


def bring(reading, edition, *, files, name, by=None):
    """Keep a reading and compare it with the edition: at once, or by a worker if it is long."""
    batch = Import.objects.create(
        workshop=edition,
        files=files[:500],
        format=name,
        created_by=by,
        reading=codec.dump(reading),
        total=_size(reading),
    )
    _work_or_leave_it_to_a_worker(batch)
    return batch


def ask_for_columns(file, edition, *, by):
    """An import that waits until somebody has said what the columns of its table are."""
    kept, guess = columns.asked(file, edition)
    return Import.objects.create(
        workshop=edition,
        files=file.name[:500],
        format=str(columns.table.NAME),
        status=ImportStatus.MAPPING,
        created_by=by,
        reading=kept,
        mapping=guess,
    )


def map_columns(batch, chosen, *, by):
    """``chosen``: {field: index of its column}."""
    reading, mapping = columns.read(batch.reading, chosen)
    batch.become(
        ImportStatus.PLANNING,
        verb="name the columns",
        by=by,
        reading=codec.dump(reading),
        mapping=mapping.as_json(),
        total=_size(reading),
        worked_at=timezone.now(),
    )
    _work_or_leave_it_to_a_worker(batch)


@transaction.atomic
def choose(batch, choices, *, by):
    """Answers of the organizer: which rows, which versions, who is meant. The plan is made anew with them."""
    batch.choices = {key: value for key, value in (batch.choices | choices).items() if value}
    batch.save(update_fields=["choices"])
    compare_again(batch, by=by)


def compare_again(batch, *, by, failure=""):
    if batch.status == ImportStatus.MAPPING:
        raise IllegalMove(_("Say first what the columns of “%s” are.") % batch)
    batch.become(ImportStatus.PLANNING, verb="compare", by=by, done=0, failure=failure, worked_at=timezone.now())
    _work_or_leave_it_to_a_worker(batch)


def apply(batch, *, by, despite_errors=False):
    """Do what the plan shows. Errors must have been acknowledged; questions without an answer stay open."""
    _check_interest(batch, by)
    errors = batch.lines.filter(verdict=Verdict.ERROR).count()
    if errors and not despite_errors:
        raise ValidationError(
            ngettext(
                "One row cannot be read. Say that the others may be imported without it.",
                "%(count)s rows cannot be read. Say that the others may be imported without them.",
                errors,
            )
            % {"count": errors}
        )
    if batch.mapping.get("open") and not batch.lines.exclude(verdict=Verdict.QUESTION).exists():
        raise ValidationError(_("Answer at least one of the questions first, and keep your choices."))
    batch.become(ImportStatus.APPLYING, verb="apply", by=by, worked_at=timezone.now(), failure="")
    _work_or_leave_it_to_a_worker(batch)


def take_back(batch, *, by):
    """Undo all of it, or say what somebody has changed since."""
    _check_interest(batch, by)
    if batch.is_large:
        batch.become(ImportStatus.UNDOING, verb="start to undo", by=by, worked_at=timezone.now(), failure="")
        _work_or_leave_it_to_a_worker(batch)
    else:
        _undo(batch, by)


def _check_interest(batch, by):
    """What is written, or hinders an undo, may be about winners; of a file of one's own no such row is applied."""
    reason = reason_to_wait(by, batch.workshop.award_categories)
    if reason and not batch.is_own_of(by):
        raise ValidationError(reason)


def work(batch):
    """Go on with whatever is to be done; safe to call twice, or by two workers."""
    steps = {
        ImportStatus.PLANNING: _compare,
        ImportStatus.APPLYING: _carry_out,
        ImportStatus.UNDOING: _go_on_undoing,
    }
    if batch.status not in steps:
        return
    try:
        with collection_paused() if batch.is_large else nullcontext():
            steps[batch.status](batch)
    except IllegalMove:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, it must not end as a page of error or be tried for ever
        _fail(batch, error)


def forget_old_ones():
    """Rows that nobody applied for a month hold addresses that nobody needs."""
    Import.objects.forgotten().delete()


def _fail(batch, error):
    """All is as it was before this step; the organizer reads why, or that the log of the site knows."""
    batch.refresh_from_db()
    if isinstance(error, ValidationError):
        sentence = " ".join(error.messages)
    elif isinstance(error, IntegrityError):
        sentence = _("Something here was changed in the same moment. Nothing was imported; compare again.")
    else:
        sentence = _("This went wrong in a way that nobody foresaw. Nothing was changed; the site's log says more.")
    logger.error("Import %s failed", batch.pk, exc_info=error)
    status = ImportStatus.APPLIED if batch.status == ImportStatus.UNDOING else ImportStatus.FAILED
    batch.become(status, verb="fail", by=None, failure=sentence[:500])


def _work_or_leave_it_to_a_worker(batch):
    if batch.is_large:
        transaction.on_commit(partial(broker.send, TASK, [[batch.pk]]))
    else:
        work(batch)


def _compare(batch):
    def progress(done):
        Import.objects.filter(pk=batch.pk).update(done=done, worked_at=timezone.now())

    reading, edition = codec.load(batch.reading), batch.workshop
    plan = make_plan(reading, edition, batch.choices, brought_by=batch.created_by, progress=progress)
    with transaction.atomic():
        batch.become(ImportStatus.READY, verb="compared", by=None, fingerprint=plan.fingerprint, done=batch.total)
        batch.lines.all().delete()
        ImportLine.objects.bulk_create(
            (_stored(batch, position, line) for position, line in enumerate(plan.lines)), batch_size=5000
        )


def _stored(batch, position, line):
    return ImportLine(
        batch=batch,
        position=position,
        key=line.key,
        noun=line.noun,
        verdict=line.verdict,
        label=without_addresses(str(line.label))[:500],
        place=without_addresses(line.place)[:500],
        reason=without_addresses(str(line.reason))[:1000],
        changes=[[without_addresses(str(text)) for text in vars(change).values()] for change in line.changes],
        options=[[value, without_addresses(str(words))] for value, words in line.options],
    )


def _go_on_undoing(batch):
    try:
        _undo(batch, _who(batch, "start to undo"))
    except ValidationError as refusal:
        batch.become(ImportStatus.APPLIED, verb="cannot undo", by=None, failure=" ".join(refusal.messages)[:500])


@transaction.atomic
def _undo(batch, by):
    _hold_edition(batch)
    try:
        undo(batch.journal, batch.workshop)
    except CannotUndo as refusal:
        raise ValidationError(str(refusal)) from refusal
    batch.become(ImportStatus.UNDONE, verb="undo", by=by, journal=[], failure="")


def _who(batch, verb):
    return Move.objects.about(batch).filter(verb=verb).select_related("by").first().by


def _carry_out(batch):
    by = _who(batch, "apply")
    try:
        people = _apply_in_one_go(batch, by)
    except Stale:
        batch.refresh_from_db()
        compare_again(batch, by=None, failure=_("The edition has changed meanwhile. Look at the new comparison."))
    else:
        _look_for_people_who_may_be_one(people)


def _look_for_people_who_may_be_one(people):
    """What was applied stays applied, whatever becomes of the questions about it."""
    try:
        refresh(people)
    except Exception:
        logger.exception("Likenesses were not refreshed")


@transaction.atomic
def _apply_in_one_go(batch, by):
    """All of the plan that was shown, or nothing. Whoever comes second waits, and finds it done."""
    edition = _hold_edition(batch)
    if Import.objects.select_for_update().get(pk=batch.pk).status != ImportStatus.APPLYING:
        raise IllegalMove(_("This import has been applied already."))
    reading = codec.load(batch.reading)
    batch.reading = {}  # two copies of a long one are one too many
    reason = _("import of %(files)s") % {"files": batch.files}
    given = {"brought_by": batch.created_by, "by": by, "reason": reason}
    plan = make_plan(reading, edition, batch.choices, **given, locks=True)
    if plan.fingerprint != batch.fingerprint:
        raise Stale
    journal = plan.apply()
    batch.become(ImportStatus.APPLIED, verb="applied", by=by, journal=journal, reading={}, choices={})
    _keep_what_is_open(batch, reading, plan)
    return plan.people


def _hold_edition(batch):
    """For one import at a time, and its awards before its papers, as by whoever decides. Its key stays free to point at."""
    edition = Workshop.objects.select_for_update(no_key=True).get(pk=batch.workshop_id)
    AwardCategory.objects.hold_those_of(edition)
    return edition


def _keep_what_is_open(batch, reading, plan):
    """Questions that nobody has answered yet become an import of their own, in the place of an older one."""
    asked = {line.key for line in plan.lines if line.verdict == Verdict.QUESTION}
    Import.objects.filter(
        workshop=batch.workshop, status=ImportStatus.READY, mapping=OPEN | {"of": reading.source}
    ).delete()
    if asked:
        rest = Reading(source=reading.source, grant_benefit=reading.grant_benefit)
        rest.recipients = plan.recipients_of(asked)
        files = batch.files if batch.mapping.get("open") else _("%(files)s: open questions") % {"files": batch.files}
        batch = bring(rest, batch.workshop, files=files, name=batch.format, by=batch.created_by)
        Import.objects.filter(pk=batch.pk).update(mapping=OPEN | {"of": reading.source})


def _size(reading):
    return sum(len(getattr(reading, name)) for name in codec.LISTS) + bool(reading.edition)
