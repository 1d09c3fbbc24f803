from notifications.models.heartbeat import Heartbeat
from notifications.models.message import Message, dedupe_key, key, with_keys
from notifications.models.pause import Pause
from notifications.states import IllegalMove, OnUncertain, State

__all__ = ["Heartbeat", "IllegalMove", "Message", "OnUncertain", "Pause", "State", "dedupe_key", "key", "with_keys"]
