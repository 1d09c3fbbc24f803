"""All forms of the page, read and kept together."""

from django.db import transaction
from django.utils.translation import gettext as _

from awards.applying.drafts import person_for
from awards.applying.forms import AboutForm, QuestionsForm, RequestForm


class Sheet:
    def __init__(self, application, data=None, *, is_final=False):
        self.application, self.is_final = application, is_final
        self.about = AboutForm(data, instance=application, is_final=is_final)
        self.requests = [
            RequestForm(data, benefit=benefit, application=application)
            for benefit in application.programme.benefits.select_related("fund")
        ]
        self.questions = QuestionsForm(data, application=application, is_final=is_final)

    @property
    def forms(self):
        return [self.about, *self.requests, self.questions]

    def is_valid(self):
        are_valid = all(form.is_valid() for form in self.forms)
        if are_valid and self.is_final and self.requests and not any(each.is_asked for each in self.requests):
            self.requests[0].add_error("amount", _("Ask for at least one of these."))
            return False
        return are_valid

    @property
    def number_of_errors(self):
        return sum(len(form.errors) for form in self.forms)

    @transaction.atomic
    def keep(self, *, by):
        """As a draft, or submitted with all that it says now."""
        application = self.about.save(commit=False)
        if application.person_id is None:
            application.person = person_for(by, application.printed_name)
        application.save(update_fields=[*self.about.fields] if application.pk else None)
        for form in [*self.requests, self.questions]:
            form.keep()
        if self.is_final:
            application.submit(by=by)
