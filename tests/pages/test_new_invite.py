"""Inviting people: typed, shown, confirmed, and sent once."""

from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qs, urlsplit

import pytest

from sandbox.faults import Fault, Kind
from sandbox.server import Running
from tests.support.consent import Consent
from tests.support.invite_pages import FORM, Invites
from tests.support.page import Page
from tests.support.platform import PUBLIC_URL
from tests.support.site import Site
from tests.support.tag_people import fields
from webapp.rates import INVITES

ANA, BO = "ana@newcomers.test", "bo@newcomers.test"


def will(page: Page) -> list[str]:
    """Whom a preview says will be written to."""
    return [to.get_text() for to in page.soup.select("[aria-labelledby=will] .to")]


def will_not(page: Page) -> dict[str, str]:
    """Whom it says will not be, and why."""
    rows = page.soup.select("[aria-labelledby=left] li")
    return {
        row.select(".to")[0].get_text(): " ".join(row.select(".why")[0].get_text().split())
        for row in rows
    }


def test_a_preview_sends_nothing_and_says_who_will_be_written_to(invites: Invites) -> None:
    text = f"{ANA}, 4711\r\nBo <{BO}>\r\n+44 20 7946 0958"
    page = invites.site.get(invites.type(text))

    assert page.heading == "Send 3 invites?"
    assert will(page) == [ANA, BO, "+442079460958"]
    assert "Real messages go out at once: 2 by e-mail, 1 by SMS" in page.text
    assert "own id 4711" in page.text
    assert not invites.written_to()


def test_what_will_not_be_sent_is_told_line_by_line(invites: Invites) -> None:
    people = invites.account.profiles.page(1, 60)
    pending = next(p for p in people if p.is_pending and p.email)
    done = next(p for p in people if not p.is_pending and p.email)
    invites.account.aliases.create(done.id, "A-17")
    text = f"{ANA}\n{pending.email}\n{done.email}\n{ANA.upper()}\nnobody\n{BO}, A-17"

    page = invites.site.get(invites.type(text))

    assert will(page) == [ANA]
    why = will_not(page)
    assert "invited, and has not answered yet" in why[pending.email]
    assert "has results" in why[done.email]
    assert why[ANA.upper()] == "The same person as on line 1."
    assert "neither" in why["nobody"]
    assert "is another person’s already" in why[BO]


def test_one_is_invited_by_the_same_form(invites: Invites) -> None:
    page = invites.site.get(invites.type(ANA))
    assert page.heading == "Send 1 invite?"

    assert "1 invite is sent." in invites.send(ANA).text
    assert invites.written_to() == {ANA: 1}


def test_the_text_is_edited_as_it_was_typed(invites: Invites) -> None:
    tag = invites.account.tags[0]
    page = invites.site.get(invites.type(f"{ANA}\nnobody <", [tag.id]))

    form = invites.site.get(page.links()["Edit the text"])

    assert form.soup.textarea is not None
    assert form.soup.textarea.get_text().strip() == f"{ANA}\nnobody <"
    ticked = form.soup.select("[name=tag][checked]")
    assert [each["value"] for each in ticked] == [tag.id]


def test_lines_left_out_can_be_corrected_after_sending(invites: Invites) -> None:
    page = invites.send(f"{ANA}\nbo@newcomers, 12")

    form = invites.site.get(page.links()["Correct them"])

    assert form.soup.textarea is not None
    assert form.soup.textarea.get_text().strip() == "bo@newcomers, 12"


@pytest.mark.parametrize(
    ("text", "note"), [("  \n ", "Type an e-mail"), ("x" * 200_001, "too long")]
)
def test_what_cannot_be_taken_comes_back_with_a_note(
    invites: Invites, text: str, note: str
) -> None:
    form = {**fields(invites.site.get(FORM), FORM), "people": text}

    page = invites.site.post(FORM, form, status=422)

    assert note in page.text


def test_sent_twice_or_after_going_back_it_is_one_batch(invites: Invites) -> None:
    address = invites.type(f"{ANA}\n{BO}")
    preview = invites.site.get(address)

    first = invites.confirm(address, preview).headers["Location"]

    assert invites.confirm(address, preview).headers["Location"] == first
    assert invites.site.get(address, status=302).headers["Location"] == first
    assert invites.written_to() == {ANA: 1, BO: 1}


def test_a_double_click_writes_once(invites: Invites) -> None:
    address = invites.type("\n".join(f"p{n}@newcomers.test" for n in range(12)))
    preview = invites.site.get(address)
    tabs = []
    for _ in range(4):
        tabs.append(Site(invites.site.app))
        for name, value in invites.site.cookies().items():
            tabs[-1].client.set_cookie(name, value, domain="127.0.0.1")

    with ThreadPoolExecutor(len(tabs)) as pool:
        sent = list(
            pool.map(lambda tab: Invites(tab, invites.platform).confirm(address, preview), tabs)
        )

    assert len({page.headers["Location"].partition("?")[0] for page in sent}) == 1
    assert set(invites.written_to().values()) == {1}
    assert len(invites.written_to()) == 12


def test_the_same_people_typed_once_more_are_known(invites: Invites) -> None:
    invites.send(ANA)

    page = invites.site.get(invites.type(ANA))

    assert page.heading == "Check the invites"
    assert "has not answered yet" in will_not(page)[ANA]


def test_without_reading_people_this_session_still_knows_whom_it_wrote_to(
    visitor: Site, platform: Running
) -> None:
    visitor.sign_in(Consent(denied={"profiles:read"}), scope="profiles:write")
    invites = Invites(visitor, platform)
    platform.world.witness.clear()
    assert "Nothing can be checked" in visitor.get(invites.type(ANA)).text
    invites.send(ANA)

    page = visitor.get(invites.type(ANA))

    assert will_not(page)[ANA].startswith("Invited in this session.")
    assert invites.written_to() == {ANA: 1}
    assert platform.world.witness.arrivals("/api/v4/profiles") == []


def test_nobody_is_written_to_whom_the_preview_did_not_show(invites: Invites) -> None:
    """Somebody who was in the account when it was shown, and is gone when it is sent."""
    gone = next(p for p in invites.account.profiles.page(1, 60) if p.is_pending and p.email)
    address = invites.type(f"{ANA}\n{gone.email}")
    preview = invites.site.get(address)
    invites.account.profiles.delete(gone.id)

    invites.confirm(address, preview)

    assert invites.written_to() == {ANA: 1}


def test_where_nobody_is_left_it_is_shown_anew(invites: Invites) -> None:
    address = invites.type(ANA)
    preview = invites.site.get(address)
    invites.send(ANA)

    assert invites.confirm(address, preview).headers["Location"] == address
    assert invites.written_to() == {ANA: 1}


def test_where_people_cannot_be_read_it_says_so_and_nothing_is_sent(invites: Invites) -> None:
    invites.platform.world.faults.add(Fault(Kind.BROKEN, path="/api/v4/profiles"))
    address = invites.type(ANA)
    preview = invites.site.get(address)
    assert "could not be read just now" in preview.text

    invites.confirm(address, preview)

    assert not invites.written_to()


def test_without_the_permission_the_list_is_kept_until_it_is_allowed(
    site: Site, platform: Running
) -> None:
    invites = Invites(site, platform)
    address = invites.type(ANA)

    page = invites.confirm(address, status=403)
    assert "scope=profiles%3Awrite" in page.html or "scope=profiles:write" in page.html
    site.sign_in(scope="profiles:write", next=address)
    invites.confirm(address)

    assert invites.written_to() == {ANA: 1}


def test_once_it_is_allowed_the_way_leads_to_the_list_again_before_anything_is_sent(
    site: Site, platform: Running
) -> None:
    invites = Invites(site, platform)
    address = invites.type(ANA)
    sent = fields(site.get(address), address)
    refused = site.post(address, sent, status=403, headers={"Referer": f"{PUBLIC_URL}{address}"})
    asked = parse_qs(urlsplit(refused.links()["Allow it"]).query)
    site.sign_in(scope="profiles:write")

    page = site.get(asked["next"][0])

    assert page.heading == "Ready to send these invites"
    assert site.get(page.links()["Look at it first"]).heading == "Send 1 invite?"
    assert invites.written_to() == {}


def test_tags_stand_by_label(invites: Invites, platform: Running) -> None:
    platform.world.accounts[0].tags.create("Aardvarks", "pink")
    boxes = invites.site.get("/invites/new").soup.select(".invite-tags label")

    labels = [" ".join(box.get_text(" ").split()) for box in boxes]
    assert labels[0] == "Aardvarks"
    assert labels == sorted(labels, key=str.casefold)


def test_a_stranger_to_a_draft_finds_nothing(invites: Invites) -> None:
    address = invites.type(ANA)
    other = Site(invites.site.app)
    other.sign_in(scope="profiles:write")

    assert "not kept any more" in other.get(address, status=404).text


def test_while_names_are_hidden_nothing_is_shown_and_nothing_sent(invites: Invites) -> None:
    address = invites.type(ANA)
    preview = invites.site.get(address)
    token = preview.field("csrf_token")
    invites.site.post("/presentation", {"csrf_token": token, "presenting": "yes"})

    for path in (address, FORM):
        page = invites.site.get(path)
        assert "names are hidden now" in page.text
        assert ANA not in page.html
    invites.site.post(address, fields(preview, address), status=409)

    assert not invites.written_to()


def test_more_than_anybody_means_is_refused_and_the_list_is_kept(invites: Invites) -> None:
    busy = Fault(Kind.TOO_MANY, method="POST", path="/api/v4/profile", retry_after=3000)
    invites.platform.world.faults.add(busy)
    many = "\n".join(f"p{number}@newcomers.test" for number in range(1000))
    for _ in range(INVITES.amount // 1000):
        invites.confirm(invites.type(many))
    address = invites.type(ANA)

    page = invites.confirm(address, status=429)

    assert page.headers["Retry-After"]
    assert not invites.written_to()
    assert invites.site.get(address).heading == "Send 1 invite?"


def test_a_thousand_are_shown_and_those_beyond_are_told(invites: Invites) -> None:
    text = "\n".join(f"p{n}@newcomers.test" for n in range(1002))

    page = invites.site.get(invites.type(text))

    assert page.heading == "Send 1,000 invites?"
    assert "2 more, from line 1,001 on, are left out" in page.text


def test_what_is_typed_is_shown_as_text(invites: Invites) -> None:
    page = invites.site.get(invites.type("<b>x</b>@newcomers.test\n<script>alert(1)</script>"))

    assert "<b>x" not in page.html
    assert not [tag for tag in page.soup.find_all("script") if tag.string]


def test_a_form_made_up_while_names_are_hidden_is_refused(invites: Invites) -> None:
    address = invites.type(ANA)
    token = invites.site.get(address).field("csrf_token")
    invites.site.post("/presentation", {"csrf_token": token, "presenting": "yes"})
    drawn_since = {"csrf_token": invites.site.get(address).field("csrf_token")}

    invites.site.post(FORM, {**drawn_since, "people": BO}, status=409)
    invites.site.post(address, {**drawn_since, "shown": "0"}, status=409)

    assert not invites.written_to()


def test_whose_role_does_not_let_them_is_told_so_and_offered_nothing(
    visitor: Site, platform: Running
) -> None:
    visitor.sign_in(Consent("Priya Castellanos"), scope="profiles:write")
    visitor.get("/account")
    invites = Invites(visitor, platform)
    page = visitor.get(invites.type(ANA))

    assert "Your role in this account is User" in page.text
    (button,) = page.soup.select("main form button")
    assert button.has_attr("disabled")


def test_the_platforms_word_on_a_role_is_told(invites: Invites) -> None:
    refusal = Fault(Kind.FORBIDDEN, method="POST", path="/api/v4/profile", times=1)
    invites.platform.world.faults.add(refusal)

    page = invites.send(ANA)

    assert "Profile does not allow this for your connection, so it stopped." in page.text
    assert "0 of 1 invites are sent." in page.text
