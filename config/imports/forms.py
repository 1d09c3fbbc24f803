from django import forms
from django.utils.translation import gettext_lazy as _

from config.imports import columns, sources
from papers.importers.rows import File
from workshops.models import Workshop

BY_COLUMNS = "columns"


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    widget = SeveralFiles

    def clean(self, data, initial=None):
        """A list of `File`; an empty one is an answer that Django's own check gives."""
        given = data or [None]
        return [File(upload.name, upload.read()) for upload in (super(FilesField, self).clean(one) for one in given)]


class UploadForm(forms.Form):
    edition = forms.ModelChoiceField(Workshop.objects.none(), label=_("Edition"), empty_label=None)
    uploads = FilesField(
        label=_("Files"),
        allow_empty_file=True,
        help_text=_(
            "An export of CMT, OpenReview, HotCRP, EasyChair, ConfTool or Softconf, a table, a BibTeX file, or the old website "
            "as a ZIP. Several files that belong together may be brought together."
        ),
    )
    format = forms.ChoiceField(
        label=_("Format"), required=False, help_text=_("Told by the content; choose only if it was told wrongly.")
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["edition"].queryset = Workshop.objects.managed_by(user).newest_first()
        names = [(reader.SOURCE, reader.NAME) for reader in sources.readers()]
        self.fields["format"].choices = [
            ("", _("as recognized")),
            *names,
            (BY_COLUMNS, _("a table: I say what its columns are")),
        ]


class MappingForm(forms.Form):
    """Which column holds what."""

    def __init__(self, *args, offered, guess, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [("", _("not in this table")), *((str(index), words) for index, words in offered)]
        for name, label in columns.FIELDS:
            initial = "" if guess.get(name) is None else str(guess[name])
            self.fields[name] = forms.ChoiceField(
                label=label, choices=choices, required=name == "title", initial=initial
            )

    @property
    def chosen(self):
        return {name: int(index) for name, index in self.cleaned_data.items() if index}
