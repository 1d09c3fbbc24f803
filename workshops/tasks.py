from celery import shared_task

from workshops.mailings import leaving


@shared_task
def sweep_mailings():
    """Reminders, and what waits for an announcement."""
    leaving.leave()
