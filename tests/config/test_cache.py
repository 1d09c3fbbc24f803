"""The limits on tries to sign in are counted in the cache."""

import pytest
from django.urls import reverse


@pytest.fixture
def no_cache(settings):
    settings.CACHES = {"default": settings.CACHES["default"] | REDIS}


REDIS = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1/1"}


@pytest.mark.django_db
def test_nobody_signs_in_uncounted_while_the_cache_is_away(client, no_cache):
    answer = client.post(reverse("account_login"), {"login": "ada@example.org", "password": "guessed"})

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert "Please try again in a minute" in answer.content.decode()


@pytest.mark.django_db
def test_pages_need_no_cache(client, no_cache):
    assert client.get("/").status_code == 200
