from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=email.lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractBaseUser):
    """Somebody who signs in. What they may do comes from the roles of the person they are."""

    email = models.EmailField(_("email"), unique=True)  # whatever its case, by the constraint below
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_superuser = models.BooleanField(_("runs this site"), default=False)
    date_joined = models.DateTimeField(_("since"), default=timezone.now, editable=False)

    objects = UserManager()
    USERNAME_FIELD = EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_one_account_per_email",
                violation_error_message=_("There is an account with this email already."),
            )
        ]

    def __str__(self):
        return self.email

    def has_perm(self, perm, obj=None):
        """Django's permissions are not used; organizers are let in by ``managed_by``."""
        return self.is_active and self.is_superuser

    has_perms = has_module_perms = has_perm
