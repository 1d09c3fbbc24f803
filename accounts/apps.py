from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self):
        from allauth.account.signals import email_confirmed, user_logged_in  # noqa: PLC0415 - needs the app registry

        from accounts.claims import claim_person  # noqa: PLC0415 - needs the app registry

        def on_proof(sender, user=None, email_address=None, **_):
            claim_person(user or email_address.user)

        email_confirmed.connect(on_proof, weak=False, dispatch_uid="claim on proof of an address")
        user_logged_in.connect(on_proof, weak=False, dispatch_uid="claim on sign-in")
