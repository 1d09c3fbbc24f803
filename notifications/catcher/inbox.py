"""Caught mails: one file each, named by the time it came."""

import time
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from functools import cached_property
from pathlib import Path


@dataclass(frozen=True)
class Caught:
    path: Path

    @property
    def id(self):
        return self.path.stem

    @property
    def at(self):
        return datetime.fromtimestamp(int(self.id.partition("-")[0]) / 1e9, UTC)

    @cached_property
    def raw(self):
        return self.path.read_bytes()

    @cached_property
    def mail(self):
        return message_from_bytes(self.raw, policy=policy.default)

    @property
    def subject(self):
        return str(self.mail["Subject"] or "").strip()  # a folded header begins with a space

    def part(self, subtype):
        """The text of the part that is “plain” or “html”; empty if there is none."""
        part = self.mail.get_body((subtype,))
        return part.get_content().replace("\r\n", "\n") if part else ""


class Inbox:
    def __init__(self, folder):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)

    def add(self, raw):
        name = f"{time.time_ns()}-{uuid.uuid4().hex[:8]}"
        unfinished = self.folder / f"{name}.part"
        unfinished.write_bytes(raw)
        unfinished.rename(self.folder / f"{name}.eml")  # whoever lists the folder sees whole mails only

    def newest_first(self):
        return [Caught(path) for path in sorted(self.folder.glob("*.eml"), reverse=True)]

    def get(self, name):
        path = self.folder / f"{name}.eml"
        return Caught(path) if path.is_file() else None
