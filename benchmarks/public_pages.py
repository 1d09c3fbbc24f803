"""CPU time of the demo's public pages, uncached, as a ratio to a trivial view behind the same middleware.

Run by `make bench`. The 50-paper page should stay at or below 25 ms and 30 times the trivial view.
"""

import io
import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROUNDS, CALLS = 7, 20
PAGES = ["/aml-iclr2021/papers/", "/aml-iclr2021/", "/aml-iclr2021/awards/", "/aml-iclr2021/schedule/", "/"]


def prepare(folder):
    os.environ |= {"LAUREL_ENV": "demo", "VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "config.settings"}
    os.environ["LOG_LEVEL"] = "ERROR"
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("demo_data", stdout=io.StringIO())


def client():
    from django.contrib.auth.decorators import login_not_required
    from django.http import HttpResponse
    from django.test import Client
    from django.urls import path

    from config import urls

    urls.urlpatterns.insert(0, path("trivial/", login_not_required(lambda request: HttpResponse("ok"))))
    return Client(headers={"host": "localhost"})


def cpu_ms(visitor, url):
    start = time.process_time()
    for _ in range(CALLS):
        response = visitor.get(url)
    assert response.status_code == 200, (url, response.status_code)
    return (time.process_time() - start) * 1000 / CALLS


def main():
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        visitor = client()
        for url in ["/trivial/", *PAGES]:
            visitor.get(url)  # templates are compiled once, as in a server
        rounds = [{url: cpu_ms(visitor, url) for url in ["/trivial/", *PAGES]} for _ in range(ROUNDS)]
    trivial = median(each["/trivial/"] for each in rounds)
    print(f"{'page':<28}{'CPU ms':>8}{'ratio':>8}")
    print(f"{'a trivial view':<28}{trivial:>8.2f}{1:>8.1f}")
    for url in PAGES:
        cost = median(each[url] for each in rounds)
        print(f"{url:<28}{cost:>8.2f}{cost / trivial:>8.1f}")


if __name__ == "__main__":
    main()
