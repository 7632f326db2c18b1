"""The logo: looked at before it is saved, drawn anew, never replaced unseen, and put back."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from types import SimpleNamespace

import pytest
from flask import Flask
from PIL import Image

from sandbox.account_settings import Logo
from sandbox.faults import Fault, Kind
from tests.support.account import (
    API,
    LOGO,
    NEW,
    PAGE,
    Settler,
    form_with,
    region,
    sent_by,
    told,
)
from tests.support.pictures import PLACE, SVG, claiming, picture, turned
from tests.support.platform import PUBLIC_URL
from tests.support.site import PARTIAL, Site
from webapp.account_settings.picture import LARGEST_FILE

OTHER = picture(size=(90, 90))
HTML = b"<!doctype html><script>alert(1)</script>"


def image(settler: Settler, address: str) -> Image.Image:
    """The picture at an address, which must be exactly that."""
    answer = settler.site.client.get(address, base_url=PUBLIC_URL)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("inline; filename=")
    assert answer.headers["Cache-Control"] == "no-store"
    shown = Image.open(BytesIO(answer.data))
    shown.load()
    return shown


def now(settler: Settler) -> bytes | None:
    return settler.settings.logo.content if settler.settings.logo else None


def test_the_page_shows_the_logo_through_this_dashboard(settler: Settler) -> None:
    (shown,) = settler.page().soup.select("img.logo")

    assert str(shown["src"]).startswith("/account/logo?v=")
    assert image(settler, str(shown["src"])).format == "PNG"


def test_what_profile_sends_is_drawn_anew(settler: Settler) -> None:
    settler.have_logo(turned())

    answer = settler.site.client.get(LOGO, base_url=PUBLIC_URL)

    assert image(settler, LOGO).size == (40, 80)
    assert PLACE.encode() not in answer.data


@pytest.mark.parametrize("content", [HTML, SVG, b"", claiming(8000, 8000), NEW[:60]])
def test_what_is_no_picture_goes_no_further_and_initials_stand_for_it(
    settler: Settler, content: bytes
) -> None:
    settler.settings.set_logo(Logo(content, "image/png"))

    page = settler.page()

    assert not page.soup.select("img.logo")
    assert "no picture that can be shown" in region(page, "Logo")
    answer = settler.site.client.get(LOGO, base_url=PUBLIC_URL)
    assert answer.status_code == 404
    assert b"alert" not in answer.data


@pytest.mark.parametrize("origin", ["https://elsewhere.test", "//evil.test", "http://[", "data:"])
def test_a_logo_at_another_site_is_never_asked_for(
    settler: Settler, monkeypatch: pytest.MonkeyPatch, origin: str
) -> None:
    """The platform names it so; the sandbox would not."""
    monkeypatch.setattr("sandbox.api.account.origins", lambda: SimpleNamespace(api=origin))
    settler.forgets()

    page = settler.page()

    assert f"GET {API}/logo" not in settler.calls()
    assert "lies at another site" in region(page, "Logo")
    assert not page.soup.select("img.logo")
    assert "elsewhere" not in page.html


def test_a_file_is_shown_before_anything_is_saved(settler: Settler) -> None:
    before = now(settler)

    page = settler.upload(picture("JPEG", (2048, 1024)))

    assert page.heading == "New logo"
    assert "512 × 256 pixels, made smaller from 2048 × 1024." in page.text
    looks = [str(each["src"]) for each in page.soup.select(".grounds img")]
    assert image(settler, looks[0]).size == (512, 256)
    assert len(looks) == 3
    assert (now(settler), settler.writes()) == (before, [])


def test_saving_sends_what_was_drawn_anew_and_reads_it_again(settler: Settler) -> None:
    page = settler.press(settler.upload(turned()), "Save")

    assert told(page) == "The logo is saved. Undo"
    content = now(settler)
    assert content is not None
    assert content.startswith(b"\x89PNG")
    assert PLACE.encode() not in content


def test_the_same_form_sent_twice_is_one_change_and_can_still_be_undone(settler: Settler) -> None:
    preview, before = settler.upload(NEW), now(settler)
    settler.press(preview, "Save")

    again = settler.press(preview, "Save")

    assert told(again) == "The logo is saved. Undo"
    assert settler.writes() == ["logo.change"]
    settler.press(again, "Undo")
    assert now(settler) == before


def test_two_presses_at_once_leave_the_logo_saved_and_the_one_before_kept(
    settler: Settler, app: Flask
) -> None:
    preview, before = settler.upload(NEW), now(settler)
    form = sent_by(form_with(preview, "Save"))
    address = str(form_with(preview, "Save")["action"])
    settler.platform.world.faults.add(
        Fault(Kind.SLOW, method="PUT", path=f"{API}/logo", seconds=1, times=2)
    )

    def press(site: Site) -> str:
        return site.client.post(address, base_url=PUBLIC_URL, data=form).headers["Location"]

    with ThreadPoolExecutor() as pool:
        first, second = pool.map(press, [settler.site, settler.at_once(app)])

    pages = [settler.site.get(led) for led in (first, second)]
    assert [told(page) for page in pages] == ["The logo is saved. Undo"] * 2
    settler.press(pages[1], "Undo")
    assert now(settler) == before


def test_undo_puts_back_the_very_file_that_was_there(settler: Settler) -> None:
    before = now(settler)
    page = settler.press(settler.upload(NEW), "Save")

    page = settler.press(page, "Undo")

    assert now(settler) == before
    assert told(page) == "The logo is saved. Undo"


def test_undo_of_the_first_logo_leaves_none(settler: Settler) -> None:
    settler.have_logo(None)
    page = settler.press(settler.upload(NEW), "Save")

    page = settler.press(page, "Undo")

    assert now(settler) is None
    assert told(page) == "The logo is removed. Undo"


def test_removing_asks_first_and_can_be_undone(settler: Settler) -> None:
    before = now(settler)
    page = settler.site.get(settler.page().links()["Remove the logo"])
    assert page.heading == "Remove the logo"
    assert now(settler) == before

    page = settler.press(page, "Remove")
    assert (now(settler), told(page)) == (None, "The logo is removed. Undo")

    settler.press(page, "Undo")
    assert now(settler) == before


def test_a_logo_that_somebody_else_changed_meanwhile_is_shown_and_not_overwritten(
    settler: Settler,
) -> None:
    preview = settler.upload(NEW)
    settler.have_logo(OTHER)

    page = settler.press(preview, "Save")

    assert page.heading == "New logo"
    assert "Nothing was saved: somebody else has changed the logo" in page.text
    assert now(settler) == OTHER
    settler.press(page, "Save")
    assert now(settler) not in (None, OTHER)


def test_removing_and_undoing_are_held_to_what_was_seen(settler: Settler) -> None:
    question = settler.site.get(f"{LOGO}/remove")
    done = settler.press(settler.upload(NEW), "Save")
    settler.have_logo(OTHER)

    assert "Nothing was removed" in settler.press(question, "Remove").text
    assert "Nothing was changed: somebody else" in told(settler.press(done, "Undo"))
    assert now(settler) == OTHER


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (HTML, "no PNG, JPEG, WebP or GIF"),
        (SVG, "Save it as PNG"),
        (b"", "empty"),
        (claiming(8000, 8000), "8,000 × 8,000 pixels"),
        (picture(size=(1, 1)), "each side needs 32"),
    ],
    ids=["a page", "an SVG", "nothing", "a bomb", "one pixel"],
)
def test_a_file_that_cannot_be_the_logo_is_refused_with_the_reason(
    settler: Settler, content: bytes, why: str
) -> None:
    page = settler.upload(content, status=422)

    assert page.heading == "This file cannot be the logo"
    assert why in page.text
    assert page.links()["Go to the account"] == PAGE


def test_no_file_at_all_is_said(settler: Settler) -> None:
    assert "No file was chosen" in settler.upload(b"", name="", status=422).text


def test_a_file_that_is_too_large_is_refused_before_it_is_read(settler: Settler) -> None:
    token = settler.page().field("csrf_token")
    answer = settler.site.client.post(
        LOGO,
        base_url=PUBLIC_URL,
        input_stream=_Unreadable(),
        content_type="multipart/form-data; boundary=x",
        environ_overrides={"CONTENT_LENGTH": str(20 * 1024 * 1024)},
        headers={"X-CSRF-Token": token},
    )

    assert answer.status_code == 413
    assert b"This file is too large" in answer.data


class _Unreadable(BytesIO):
    """What must not be read."""

    def read(self, *_: object) -> bytes:
        raise AssertionError("it was read")


def test_only_the_form_with_a_file_takes_more_than_others(settler: Settler) -> None:
    large = {"csrf_token": settler.page().field("csrf_token"), "on": "x" * (LARGEST_FILE // 2)}

    assert settler.site.post("/account/preferences", large, status=413).heading == (
        "This form is too long"
    )


def test_by_htmx_a_refusal_stands_beside_the_form_and_a_picture_leads_on(settler: Settler) -> None:
    token = settler.page().field("csrf_token")

    def send(content: bytes) -> tuple[int, dict[str, str]]:
        answer = settler.site.client.post(
            LOGO,
            base_url=PUBLIC_URL,
            data={"logo": (BytesIO(content), "a.png")},
            headers={**PARTIAL, "X-CSRF-Token": token},
        )
        return answer.status_code, dict(answer.headers)

    status, headers = send(SVG)
    assert (status, headers["HX-Retarget"]) == (422, "#messages")
    assert "/account/logo/drafts/" in send(NEW)[1]["HX-Redirect"]


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Fault(Kind.LOST, method="PUT", path=f"{API}/logo", times=1), "The logo is saved."),
        (Fault(Kind.RESET, method="PUT", path=f"{API}/logo"), "shows the logo of before"),
        (Fault(Kind.BROKEN, method="PUT", path=f"{API}/logo"), "shows the logo of before"),
        (Fault(Kind.NOT_OFFERED, method="PUT", path=f"{API}/logo"), "no way to set the logo"),
    ],
    ids=lambda each: each.kind.name if isinstance(each, Fault) else "",
)
def test_what_became_of_a_logo_is_read_and_not_believed(
    settler: Settler, fault: Fault, said: str
) -> None:
    preview = settler.upload(NEW)
    settler.platform.world.faults.add(fault)

    assert said in told(settler.press(preview, "Save"))


def test_what_cannot_be_read_afterwards_is_not_known(settler: Settler) -> None:
    preview = settler.upload(NEW)
    settler.platform.world.faults.add(
        Fault(Kind.BROKEN, method="GET", path=f"{API}/logo", skip=1, times=1)
    )

    assert "It is not known whether this was saved" in told(settler.press(preview, "Save"))


def test_a_picture_of_another_session_is_not_there(settler: Settler, app: Flask) -> None:
    address = str(form_with(settler.upload(NEW), "Save")["action"])
    other = Site(app)
    other.sign_in(scope="account:write")

    for path in (address, f"{address}/picture"):
        assert "no longer kept" in other.get(path, status=404).text


def test_nothing_of_it_outlives_signing_out(settler: Settler) -> None:
    address = str(form_with(settler.upload(NEW), "Save")["action"])
    settler.site.sign_out()

    assert "/sign-in" in settler.site.get(f"{address}/picture", status=302).headers["Location"]


def test_without_the_permission_there_is_the_way_to_allow_it_and_no_form(looker: Settler) -> None:
    page = looker.page()

    assert not page.soup.select("form.upload")
    assert page.soup.select("img.logo")
    assert "Allow it" in region(page, "Logo")
