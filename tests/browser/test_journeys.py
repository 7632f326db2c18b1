"""The main job, end to end, as a person does it: with script, and without."""

from playwright.sync_api import Page, expect

from sandbox.population.profiles import Profile
from tests.browser.conftest import NewContext
from tests.browser.screens.person import SECTIONS, Person
from tests.browser.screens.sign_in import SignIn
from tests.browser.screens.team import Team
from tests.support.browser_live import Live

SEARCH, TAG, STYLE = "ri", "Remote", "SI"
REFUSED = "Tags are not shown, because you did not allow this dashboard to read them."


def fitting(live: Live, *, tag: str | None = None, style: str | None = None) -> int:
    """How many people a page must show for this search, by the sandbox's own account."""
    account = live.account
    tagged = next((set(each.profiles) for each in account.tags if each.label == tag), None)
    return sum(
        SEARCH in plain(profile)
        and (tagged is None or profile.id in tagged)
        and (style is None or (profile.disc is not None and profile.disc.style == style))
        for profile in map(account.profiles.at, range(len(account.profiles)))
    )


def plain(profile: Profile) -> str:
    """What is searched, as typed on a plain keyboard: mailboxes are spelt so."""
    return f"{profile.first_name or ''} {profile.last_name or ''} {profile.email}".casefold()


def shows_nobody(page: Page, live: Live) -> None:
    """The sign-in page, and nothing of the account or its people."""
    SignIn(page)
    html = page.content()
    assert live.account.name.split()[0] not in html
    assert "@harborfinch.test" not in html


def test_a_manager_signs_in_finds_somebody_and_signs_out(sign_in: SignIn, live: Live) -> None:
    team = Team(sign_in.begin().as_person().untick("tags:manage").allow())
    expect(team.main).to_contain_text(REFUSED)
    expect(team.column("Tags")).to_have_count(0)
    expect(team.tag).to_have_count(0)

    team = Team(team.allow_tags().begin_again().allow())
    expect(team.column("Tags")).to_be_visible()
    expect(team.main).not_to_contain_text(REFUSED)
    expect(team.banner).to_contain_text(live.account.name)

    person = find_somebody(team, live)
    for section in SECTIONS:
        expect(person.section(section)).to_be_visible()

    page = person.sign_out().page
    for _ in range(2):
        page.go_back()
        shows_nobody(page, live)


def find_somebody(team: Team, live: Live) -> Person:
    """Search, filter and sort in one document; back, forward and reload; then open the first."""
    document = team.page.evaluate_handle("document")
    team.search(SEARCH).asks(q=SEARCH)
    expect(team.rows).to_have_count(fitting(live))
    expect(team.search_box).to_be_focused()
    searched = team.view

    team.tag.select_option(label=TAG)
    expect(team.rows).to_have_count(fitting(live, tag=TAG))
    by_tag = team.view

    team.style.select_option(STYLE)
    expect(team.rows).to_have_count(fitting(live, tag=TAG, style=STYLE))
    team.style.select_option("")
    expect(team.rows).to_have_count(fitting(live, tag=TAG))

    team.sort_by("D")
    expect(team.column("D")).to_have_attribute("aria-sort", "descending")
    by_dominance = team.view
    assert sorted(by_dominance.names) == sorted(by_tag.names)
    assert by_dominance.names != by_tag.names
    assert document.evaluate("(before) => before === document"), "the document was reloaded"

    team = team.back().comes_to_show(by_tag)
    team.back()
    team = team.back().back().comes_to_show(searched)
    for _ in range(4):
        team = team.forward()
    team.comes_to_show(by_dominance)
    team = team.reload().comes_to_show(by_dominance)
    person = team.open(by_dominance.names[0])
    person.page.go_back()
    return Team(person.page).comes_to_show(by_dominance).open(by_dominance.names[0])


def test_the_same_works_without_script(new_context: NewContext, live: Live) -> None:
    page = new_context(java_script_enabled=False).new_page()
    team = Team(SignIn.visit(page).begin().as_person().untick("tags:manage").allow())
    expect(team.main).to_contain_text(REFUSED)
    team = Team(team.allow_tags().begin_again().allow())

    team.search_box.fill(SEARCH)
    team = team.apply()
    expect(team.rows).to_have_count(fitting(live))
    team.tag.select_option(label=TAG)
    team = team.apply()
    expect(team.rows).to_have_count(fitting(live, tag=TAG))
    by_tag = team.view
    team.style.select_option(STYLE)
    team = team.apply()
    expect(team.rows).to_have_count(fitting(live, tag=TAG, style=STYLE))

    team = team.back().comes_to_show(by_tag)
    team.sort_by("D")
    expect(team.column("D")).to_have_attribute("aria-sort", "descending")
    by_dominance = team.view
    team = team.back().comes_to_show(by_tag).forward().comes_to_show(by_dominance)
    person = team.reload().comes_to_show(by_dominance).open(by_dominance.names[0])
    for section in SECTIONS:
        expect(person.section(section)).to_be_visible()

    page = person.sign_out().page
    page.go_back()
    shows_nobody(page, live)
