import logging
import time

from celery import current_app

logger = logging.getLogger(__name__)
PAUSE_SECONDS = 60


class Broker:
    """Wakes a worker. Only a hint: what no worker hears of, the next sweep does.

    A request must not wait for a broker that does not answer, so that after one failure nobody asks for a minute.
    """

    def __init__(self):
        self.silent_until = 0

    def kick(self, message_ids):
        self.send("notifications.tasks.deliver", message_ids)

    def send(self, task, ids):
        """Call ``task`` once for each of ``ids``."""
        if time.monotonic() < self.silent_until:
            return
        try:
            with current_app.connection_for_write(transport_options={"max_retries": 0}) as connection:
                for each in ids:
                    current_app.send_task(task, [str(each)], connection=connection)
        except Exception as error:  # noqa: BLE001 (whatever a broker's driver may raise, the rows are safe)
            self.silent_until = time.monotonic() + PAUSE_SECONDS
            logger.warning("The broker does not answer, work waits for the next sweep: %r", error)


_broker = Broker()
kick, send = _broker.kick, _broker.send
