from contextlib import suppress

from celery import shared_task

from config.imports import actions
from workshops.lifecycle import IllegalMove
from workshops.models import Import

LONG = {"soft_time_limit": 840, "time_limit": 900}


@shared_task(**LONG)
def work_on_import(pk):
    with suppress(IllegalMove):  # another worker has done it
        actions.work(Import.objects.get(pk=pk))


@shared_task(**LONG)
def sweep_imports():
    actions.forget_old_ones()
    for batch in Import.objects.abandoned():
        work_on_import(batch.pk)
