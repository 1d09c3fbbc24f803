from celery import shared_task

from awards.models import GrantProgramme, offering
from awards.models.offer import expire
from awards.models.reminders import remind


@shared_task
def sweep_offers():
    """Whatever the clock does: offers end, people are reminded, the waitlist moves."""
    expire()
    remind()
    for programme in GrantProgramme.objects.filter(offers__status="waitlisted").distinct():
        offering.promote(programme)
