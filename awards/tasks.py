from celery import shared_task

from awards.models import Grant, GrantProgramme, offering
from awards.models.offer import expire
from awards.models.reminders import remind


@shared_task
def sweep_offers():
    """Whatever the clock does: offers end, people are reminded, the waitlist moves, and who came late gets a code."""
    expire()
    remind()
    for programme in GrantProgramme.objects.with_waitlist():
        offering.promote(programme)
    Grant.objects.all().give_codes()
