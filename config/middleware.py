from django.utils.cache import patch_cache_control


def signed_in_pages_are_not_stored(get_response):
    """No cache, shared or the browser's own, keeps a page that was made for one person."""

    def middleware(request):
        response = get_response(request)
        if request.user.is_authenticated:
            patch_cache_control(response, private=True, no_store=True)
        return response

    return middleware
