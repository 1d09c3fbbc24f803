import re


class Somebody:
    """Knows the pages only by what stands on them."""

    def __init__(self, context):
        self.page = context.new_page()

    @property
    def reads(self):
        return self.page.inner_text("body")

    def in_case(self, heading):
        """The part of the page under this heading."""
        return self.page.locator("section, article").filter(has=self.page.get_by_role("heading", name=heading)).last

    def goes_to(self, address):
        self.page.goto(address)

    def follows(self, link):
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=link).first.click()

    def presses(self, button):
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=button).first.click()

    def writes(self, label, words):
        self.page.get_by_label(label).first.fill(words)

    def picks(self, label, words):
        """From a list that is searched by typing."""
        self.page.get_by_role("combobox", name=re.compile(label)).first.click()
        self.page.locator(".select2-search__field").fill(words)
        self.page.get_by_role("option", name=words).first.click()

    def option(self, label, words):
        """The whole text of the option that says ``words``."""
        return self.page.get_by_label(label).locator("option", has_text=words).first.inner_text()

    def chooses(self, label, choice):
        self.page.get_by_label(label).first.select_option(label=choice)
