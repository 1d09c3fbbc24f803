from celery import shared_task

from notifications import delivery


@shared_task
def deliver_due():
    delivery.deliver_due()


@shared_task
def sweep():
    delivery.sweep()
