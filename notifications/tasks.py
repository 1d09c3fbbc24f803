from celery import shared_task

from notifications import delivery


@shared_task
def deliver(message_id):
    delivery.deliver(message_id)


@shared_task
def sweep():
    delivery.sweep()
