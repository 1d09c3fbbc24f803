"""Somebody at the desk who brings papers, and knows the desk only by what they see of it."""

import re
from itertools import count
from urllib.parse import quote

NUMBERS = count(1)


class Organizer:
    def __init__(self, page):
        self.page = page

    @property
    def reads(self):
        return self.page.inner_text("body")

    def opens_edition(self):
        """Returns its name."""
        number = next(NUMBERS)
        name = f"Quiet Machines {number}"
        self.page.goto("/desk/workshops/workshop/add/")
        for field, value in {"name": name, "short_name": name, "slug": f"quiet-{number}"}.items():
            self.page.locator(f"[name={field}]").fill(value)
        self.presses("Save")
        return name

    def brings(self, edition, name, content):
        self.page.goto("/desk/workshops/import/add/")
        self.page.get_by_label("Edition").select_option(label=edition)
        self.page.get_by_label("Files").set_input_files({"name": name, "mimeType": "text/plain", "buffer": content})
        self.presses("Read and compare")

    def applies(self, edition, name, content):
        self.brings(edition, name, content)
        self.presses("Apply")

    def opens_row(self, listed, edition, words):
        self.page.goto(f"/desk/{listed}/?q={quote(words)}")
        row = self.page.get_by_role("row").filter(has=self.page.get_by_text(edition, exact=True))
        row.get_by_role("link", name=words, exact=True).click()

    def corrects(self, field, words):
        self.page.locator(f"[name={field}]").fill(words)
        self.presses("Save")

    def line(self, words):
        """The line of a comparison that says ``words``."""
        return self.page.get_by_role("listitem").filter(has_text=words, has=self.page.locator(".status")).first

    def verdict(self, words):
        return self.line(words).locator(".status").inner_text()

    def keeps(self):
        self.presses("Keep these choices")

    def presses(self, button):
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=re.compile(f"^{re.escape(button)}")).first.click()

    def follows(self, link):
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=link, exact=True).first.click()

    def hits(self, key):
        with self.page.expect_navigation():
            self.page.keyboard.press(key)
