"""`python deploy/health.py web|beat`: exit 0 if that service of this container is well (docker compose asks)."""

import http.client
import os
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit


def web():
    connection = http.client.HTTPConnection("127.0.0.1", os.environ["PORT"], timeout=5)
    connection.request("GET", "/healthz", headers={"Host": urlsplit(os.environ["SITE_URL"]).netloc})
    return connection.getresponse().status == http.client.OK


def beat():
    """It writes its schedule down every three minutes."""
    written = [path.stat().st_mtime for path in Path(os.environ["VAR_DIR"]).glob("beat-schedule*")]
    return time.time() - max(written) < 600


sys.exit(not {"web": web, "beat": beat}[sys.argv[1]]())
