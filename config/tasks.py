from celery import shared_task

from config.imports import actions
from workshops.models import Import

LONG = {"soft_time_limit": 840, "time_limit": 900}


@shared_task(**LONG)
def work_on_import(pk):
    actions.work(Import.objects.get(pk=pk))


@shared_task(**LONG)
def sweep_imports():
    for batch in Import.objects.abandoned():
        actions.work(batch)
