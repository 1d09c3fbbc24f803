"""Pictures that people upload: PNG, JPEG or WebP by their content, of a sane size, under a name of ours."""

from pathlib import PurePosixPath
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import models
from django.http import FileResponse
from django.utils.translation import gettext_lazy as _
from PIL import Image

FORMATS = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}
MOST_BYTES = 5 * 2**20
MOST_PIXELS = 25_000_000


def check_image(upload):
    if upload.size > MOST_BYTES:
        raise ValidationError(_("This picture is larger than 5 MB. Save a smaller one."))
    try:
        upload.seek(0)
        with Image.open(upload, formats=list(FORMATS)) as image:
            width, height = image.size
    except (OSError, Image.DecompressionBombError) as refusal:
        raise ValidationError(_("This is not a PNG, JPEG or WebP picture.")) from refusal
    finally:
        upload.seek(0)
    if width * height > MOST_PIXELS:
        raise ValidationError(_("This picture has more than 25 million pixels. Save a smaller one."))


class ImageField(models.ImageField):
    """Stores under a random name, so that an address tells nothing and cannot be guessed."""

    default_validators = [check_image]

    def generate_filename(self, instance, filename):
        return super().generate_filename(instance, uuid4().hex + PurePosixPath(filename).suffix.lower())


def picture(file):
    """The answer that shows an uploaded picture and can do nothing else."""
    response = FileResponse(file.open(), content_type=_content_type(file))
    response.headers["Cache-Control"] = "public, max-age=86400"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _content_type(file):
    with Image.open(file, formats=list(FORMATS)) as image:
        kind = FORMATS[image.format]
    file.seek(0)
    return kind
