"""How far a mail came."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    CONNECT = "connect"  # up to MAIL: what goes wrong here concerns the relay and us, not this mail
    ENVELOPE = "envelope"
    DATA = "data"
    BODY = "body"
    DOT = "dot"  # the final dot may have reached the relay: whether it has the mail is not known
    ACCEPTED = "accepted"


class Refused(Exception):
    """This mail is not taken, now or later, by what is not SMTP."""


@dataclass
class Progress:
    before_dot: Callable[[], None]
    stage: Stage = Stage.CONNECT
