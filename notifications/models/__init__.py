from notifications.models.heartbeat import Heartbeat
from notifications.models.keys import dedupe_key, key, with_keys
from notifications.models.landing import DeliveryReport
from notifications.models.message import Message
from notifications.models.pause import Pause
from notifications.models.suppression import Suppression
from notifications.states import IllegalMove, Landed, OnUncertain, State, What

__all__ = [
    "DeliveryReport",
    "Heartbeat",
    "IllegalMove",
    "Landed",
    "Message",
    "OnUncertain",
    "Pause",
    "State",
    "Suppression",
    "What",
    "dedupe_key",
    "key",
    "with_keys",
]
