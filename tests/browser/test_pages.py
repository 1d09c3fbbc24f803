"""Every page, looked at by axe and measured on a phone."""

import gzip

import pytest
from django.utils import timezone

from config.demo import facts
from tests.browser.axe import violations

pytestmark = pytest.mark.browser

AHEAD = facts.read("invented", timezone.localdate())["workshop"]["slug"]

PUBLIC = [
    "/",
    "/awards/",
    *(
        f"/aml-iclr2021/{page}"
        for page in (
            "",
            "papers/",
            "papers/21/",
            "papers/26/",
            "awards/",
            "schedule/",
            "dates/",
            "speakers/",
            "organizers/",
            "committee/",
            "call-for-papers/",
        )
    ),
    "/bands-2023/",
    "/bands-2023/schedule/",
    f"/{AHEAD}/",
    f"/{AHEAD}/papers/",
    f"/{AHEAD}/awards/",
    f"/{AHEAD}/grants/",
    "/people/1/",
    "/certificates/",
    "/certificates/?code=nonsense",
    "/accounts/login/",
    "/accounts/login/code/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/nowhere/",
]
DESK = [
    "/desk/",
    "/desk/papers/paper/",
    "/desk/papers/paper/1/change/",
    "/desk/papers/paper/add/",
    "/desk/workshops/workshop/1/change/",
    "/desk/workshops/slot/1/change/",
    "/desk/accounts/person/1/change/",
    "/desk/awards/award/",
    "/desk/awards/award/1/change/",
    "/desk/awards/award/1/do/tell/",
    "/desk/awards/award/1/history/",
    "/desk/workshops/page/1/delete/",
    "/desk/workshops/mailing/add/",
    "/desk/awards/awardcategory/1/change/",
    "/desk/awards/awardcategory/add/",
    f"/desk/awards/awardcategory/board/{AHEAD}/",
    "/desk/awards/awardcategory/1/do/announce/",
    "/desk/awards/committeemember/add/",
    "/desk/awards/prizeshare/",
    "/desk/awards/prizeshare/1/do/mark_unpayable/",
    "/desk/awards/grantprogramme/1/change/",
    "/desk/awards/grantprogramme/1/direct/",
    "/desk/awards/grantprogramme/1/names/",
    "/desk/awards/grant/1/change/",
    "/desk/awards/grant/1/do/fulfil/",
    "/desk/awards/offer/",
    "/desk/awards/fund/1/report/?show=1",
    "/desk/awards/registrationcode/add/",
    "/desk/notifications/message/",
    "/desk/awards/application/",
    "/desk/awards/application/1/change/",
    "/desk/awards/application/1/do/ask/",
    "/desk/awards/application/1/do/find_eligible/",
    "/desk/awards/grantprogramme/2/change/",
]
ROOM = ["", "conflicts/", "ballot/", "papers/1/", "do/vacate/"]  # of the category that is being voted on


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PUBLIC)
def test_axe_finds_nothing_on_a_public_page(examined, path, scheme):
    examined.emulate_media(color_scheme=scheme)
    examined.goto(path)

    assert violations(examined) == []


@pytest.mark.parametrize("path", PUBLIC)
def test_a_phone_shows_the_whole_width(page, path):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(path)

    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_axe_finds_nothing_on_my_page(examined, cookies_of):
    examined.context.add_cookies(cookies_of("author@example.org"))
    examined.goto("/me/")

    assert examined.url.endswith("/me/")
    assert violations(examined) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_form_of_an_application(examined, page, cookies_of, complaints, scheme):
    for each in (page, examined):
        each.context.add_cookies(cookies_of("author@example.org"))
        each.emulate_media(color_scheme=scheme)
        each.set_viewport_size({"width": 390, "height": 800})
        each.goto(f"/{AHEAD}/grants/")
        each.get_by_role("link", name="Travel grants").click()
    examined.get_by_role("button", name="Submit").click()

    assert "Choose the country you would travel from." in examined.inner_text("main")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert complaints == []
    assert violations(examined) == []


@pytest.mark.parametrize("path", DESK)
def test_the_desk_keeps_the_policy_and_axe_is_content(examined, cookies_of, page, complaints, path):
    for each in (page, examined):
        each.context.add_cookies(cookies_of("organizer@example.org"))
    response = page.goto(path)
    examined.goto(path)

    assert response.status == 200
    assert complaints == []
    assert violations(examined) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("part", ROOM)
def test_the_committees_room_keeps_the_policy_and_axe_is_content(examined, cookies_of, page, complaints, part, scheme):
    for each in (page, examined):
        each.context.add_cookies(cookies_of("committee@example.org"))
        each.emulate_media(color_scheme=scheme)
        each.set_viewport_size({"width": 390, "height": 800})
        each.goto(f"/{AHEAD}/awards/committee/")
        category = each.get_by_role("link", name="Best student paper").get_attribute("href")
        response = each.goto(category + part)
        assert response.status == 200
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert complaints == []
    assert violations(examined) == []


def test_the_policy_is_kept_on_all_public_pages(page, complaints):
    for path in PUBLIC:
        response = page.goto(path)
        policy = response.headers["content-security-policy"]
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy

    assert complaints == []


def test_a_public_page_is_light(page):
    answers = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 (playwright wants a function of Python)

    page.goto("/aml-iclr2021/papers/", wait_until="networkidle")

    texts = [answer for answer in answers if not answer.url.endswith((".woff2", ".svg", ".png"))]
    assert sum(len(gzip.compress(answer.body())) for answer in texts) <= 60_000
