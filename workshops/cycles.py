import gc
from contextlib import contextmanager


@contextmanager
def collection_paused():
    """Python looks for dead cycles ever anew among thousands of rows, all of them alive: a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
