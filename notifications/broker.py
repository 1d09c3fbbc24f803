import logging
import time

from celery import current_app

logger = logging.getLogger(__name__)
PAUSE_SECONDS = 60
MAILS_EACH, WOKEN = 50, 3  # one run takes so many at least; so many at most, as few connections are polite


class Broker:
    """Wakes a worker. Only a hint: what no worker hears of, the next sweep does.

    A request must not wait for a broker that does not answer, so that after one failure nobody asks for a minute.
    """

    def __init__(self):
        self.silent_until = 0

    def kick(self, due):
        """Wake as many workers as so many mails are worth."""
        self.send("notifications.tasks.deliver_due", [()] * min(-(-due // MAILS_EACH), WOKEN))

    def send(self, task, calls):
        """Call ``task`` once for each of ``calls``, with the arguments that it holds."""
        if not calls or time.monotonic() < self.silent_until:
            return
        try:
            with current_app.connection_for_write(transport_options={"max_retries": 0}) as connection:
                for arguments in calls:
                    current_app.send_task(task, [str(each) for each in arguments], connection=connection)
        except Exception as error:  # noqa: BLE001 (whatever a broker's driver may raise, the rows are safe)
            self.silent_until = time.monotonic() + PAUSE_SECONDS
            logger.warning("The broker does not answer, work waits for the next sweep: %r", error)


_broker = Broker()
kick, send = _broker.kick, _broker.send
