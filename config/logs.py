"""What a log is told of an address: whoever reads it cannot follow a link that somebody has in a letter."""

import logging
import re

SECRET = re.compile(r"(/offers/|/unsubscribe/|/reset/key/|/confirm-email/)[^/?\s]+")


class MasksLinks(logging.Filter):
    def filter(self, record):
        if isinstance(record.args, tuple):
            record.args = tuple(map(masked, record.args))
        elif record.args:  # gunicorn's, by name
            record.args = {name: masked(value) for name, value in record.args.items()}
        return True


def masked(value):
    return SECRET.sub(r"\1…", value) if isinstance(value, str) else value
