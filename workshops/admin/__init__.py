from workshops.admin import mail, people, programme, workshop

__all__ = ["mail", "people", "programme", "workshop"]
