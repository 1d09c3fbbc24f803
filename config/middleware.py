import logging
from http import HTTPStatus

from django.shortcuts import render
from django.utils.cache import patch_cache_control
from redis import RedisError

logger = logging.getLogger(__name__)


def signed_in_pages_are_not_stored(get_response):
    """No cache, shared or the browser's own, keeps a page that was made for one person."""

    def middleware(request):
        response = get_response(request)
        if request.user.is_authenticated:
            patch_cache_control(response, private=True, no_store=True)
        return response

    return middleware


class NothingIsAllowedUncounted:
    """While the cache is away nobody counts who tries to sign in how often, so that nobody may for a moment."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, RedisError):
            logger.warning("The cache does not answer, what it counts must wait: %r", exception)
            answer = render(request, "503.html", status=HTTPStatus.SERVICE_UNAVAILABLE)
            answer["Retry-After"] = "60"
            return answer
        return None
