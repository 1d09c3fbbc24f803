from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "papers"

    def ready(self):
        from papers import audiences, occasions  # noqa: F401, PLC0415 - register themselves; need the app registry
