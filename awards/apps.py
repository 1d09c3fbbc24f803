from django.apps import AppConfig


class AwardsConfig(AppConfig):
    name = "awards"

    def ready(self):
        from awards import audiences, discretion, occasions  # noqa: F401, PLC0415 - register themselves; need the app registry
