"""Gunicorn behind the proxy. It reads PORT, and WEB_CONCURRENCY for how many processes answer, by itself."""

import logging

from config.logs import MasksLinks

worker_tmp_dir = "/dev/shm"  # a heartbeat on a disk can stall
max_requests = 5000  # a process that grew is replaced
max_requests_jitter = 500
timeout = 30
accesslog = "-"
logging.getLogger("gunicorn.access").addFilter(MasksLinks())
control_socket_disable = True
