from workshops.lifecycle import Move
from workshops.models.date import ImportantDate
from workshops.models.event_text import EventText
from workshops.models.imports import Import, ImportedRow, ImportLine, ImportStatus
from workshops.models.mailing import Mailing, MailingStatus
from workshops.models.mailing_recipient import MailingRecipient
from workshops.models.opt_out import OptOut
from workshops.models.page import Page
from workshops.models.programme import Appearance, Session, Slot, SlotKind
from workshops.models.role import Role, RoleKind
from workshops.models.sponsor import Sponsor, Sponsorship
from workshops.models.workshop import Mode, Series, Workshop, WorkshopStatus

__all__ = [
    "Appearance",
    "EventText",
    "Import",
    "ImportLine",
    "ImportStatus",
    "ImportantDate",
    "ImportedRow",
    "Mailing",
    "MailingRecipient",
    "MailingStatus",
    "Mode",
    "Move",
    "OptOut",
    "Page",
    "Role",
    "RoleKind",
    "Series",
    "Session",
    "Slot",
    "SlotKind",
    "Sponsor",
    "Sponsorship",
    "Workshop",
    "WorkshopStatus",
]
