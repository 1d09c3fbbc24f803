from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from notifications.catcher.views import INBOX

# No session and no user: the catcher knows nobody and opens no database.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.common.CommonMiddleware",  # refuses hosts that are not this one
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class QuietHandler(WSGIRequestHandler):
    def log_message(self, *args):
        pass


def web_server(inbox, host, port):
    """Serves the inbox instead of Laurel: this process has a URLconf and middleware of its own."""
    settings.ROOT_URLCONF = "notifications.catcher.urls"
    settings.MIDDLEWARE = MIDDLEWARE
    settings.SECURE_SSL_REDIRECT = False
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
    pages = get_wsgi_application()

    def with_inbox(environ, start_response):
        return pages({**environ, INBOX: inbox}, start_response)

    return make_server(host, port, with_inbox, Server, QuietHandler)
