"""Somebody who has no mouse: they tab to what they read, and press Enter."""

MOST_STEPS = 400
FOCUSED = """() => {
    const element = document.activeElement;
    const label = element.labels?.length ? element.labels[0].innerText : '';
    return (element.getAttribute('aria-label') || label || element.innerText || element.value || '').trim().replace(/:$/, '');
}"""


class Keyboard:
    def __init__(self, page):
        self.page = page

    def tab_to(self, words):
        for _ in range(MOST_STEPS):
            self.page.keyboard.press("Tab")
            if self.page.evaluate(FOCUSED).lower() == words.lower():
                return
        raise AssertionError(f"No stop of the Tab key says “{words}” on {self.page.url}.")

    def press(self, words):
        """Tab to the link or button that says ``words`` and follow it."""
        self.tab_to(words)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def type(self, label, text):
        self.tab_to(label)
        self.page.keyboard.type(text)
