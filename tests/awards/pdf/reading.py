"""What a PDF shows, as a viewer reads it."""

import pypdfium2


def words(document):
    [page] = pypdfium2.PdfDocument(document)
    return " ".join(page.get_textpage().get_text_bounded().split())


def boxes(document, signs):
    """Left, bottom, right and top of each of ``signs``, in points, in the order in which the page is read."""
    with pypdfium2.PdfDocument(document) as pages:
        read = pages[0].get_textpage()
        found = [(read.get_text_range(index, 1), read.get_charbox(index)) for index in range(read.count_chars())]
    return [box for sign, box in found if sign in signs]
