"""Signatures that people upload, as the PDF takes them."""

from io import BytesIO

from PIL import Image

MOST_PIXELS = (1200, 400)


def as_png(image):
    """The picture as a small PNG with its transparency; ValueError for what is none."""
    try:
        with Image.open(BytesIO(image), formats=["PNG", "JPEG", "WEBP"]) as picture:
            picture.thumbnail(MOST_PIXELS)
            written = BytesIO()
            picture.convert("RGBA").save(written, "PNG")
    except (OSError, SyntaxError, Image.DecompressionBombError) as refusal:  # a broken part of a PNG is a SyntaxError
        raise ValueError("This is not a picture.") from refusal
    return written.getvalue()
