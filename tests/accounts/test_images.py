"""Pictures that people upload: taken if they are what they say, shown as what they are."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.images import check_image
from tests.factories import SponsorFactory, WorkshopFactory
from workshops.models import Sponsorship


def picture(kind="PNG", size=(3, 3)):
    written = BytesIO()
    Image.new("RGB", size).save(written, kind)
    return SimpleUploadedFile(f"a picture.{kind.lower()}", written.getvalue())


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_taken(kind):
    upload = picture(kind)

    check_image(upload)

    assert upload.tell() == 0


@pytest.mark.parametrize("content", [b"", b"<svg xmlns='x'/>", b"GIF89a", b"\x89PNG\r\n\x1a\n broken", b"%PDF-1.7"])
def test_what_is_no_picture_is_refused(content):
    with pytest.raises(ValidationError, match="not a PNG, JPEG or WebP picture"):
        check_image(SimpleUploadedFile("picture.png", content))


def test_a_picture_of_another_kind_is_refused():
    with pytest.raises(ValidationError, match="not a PNG, JPEG or WebP picture"):
        check_image(picture("BMP"))


def test_a_picture_with_too_many_pixels_is_refused():
    with pytest.raises(ValidationError, match="more than 25 million pixels"):
        check_image(picture(size=(5001, 5000)))


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "content_type"), [("PNG", "image/png"), ("JPEG", "image/jpeg")])
def test_a_logo_is_shown_as_what_it_is_and_can_do_nothing_else(client, kind, content_type):
    sponsor = SponsorFactory()
    sponsor.logo.save("logo.svg", picture(kind))
    Sponsorship.objects.create(workshop=WorkshopFactory(), sponsor=sponsor)

    response = client.get(f"/files/sponsors/{sponsor.pk}/logo")

    assert response.headers["Content-Type"] == content_type
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.getvalue()
