from django.apps import AppConfig


class AwardsConfig(AppConfig):
    name = "awards"

    def ready(self):
        # They register themselves, and need the app registry for it.
        from awards import audiences, discretion, events, occasions  # noqa: F401, PLC0415
