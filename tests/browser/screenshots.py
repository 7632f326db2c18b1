"""Pictures of every page and state in every look, from a dashboard on the sandbox. Run by hand:

.venv/bin/python -m tests.browser.screenshots OUT_DIR
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from redis import Redis

from sandbox.debriefs import Ways
from sandbox.faults import Fault, Faults, Kind
from sandbox.meanwhile import Meanwhile
from sandbox.seed import build
from sandbox.server import running
from tests.browser.looks import looks
from tests.browser.screens.account import Account, a_file
from tests.browser.screens.compare import Compare
from tests.browser.screens.connected_apps import ConnectedApps
from tests.browser.screens.debrief import Debrief
from tests.browser.screens.invites import Invites, Question, ShareLink
from tests.browser.screens.new_invite import NewInvite
from tests.browser.screens.own_ids import OwnIdImport, OwnIdPreview, OwnIds
from tests.browser.screens.own_log import OwnLogScreen
from tests.browser.screens.person_details import Deleted, DeletePerson, EditDetails
from tests.browser.screens.person_tags import PersonTags
from tests.browser.screens.probe import Probe
from tests.browser.screens.problem import Problem
from tests.browser.screens.saved_views import Views, ViewsMenu, changes
from tests.browser.screens.session_time import Cover, bar, come_back
from tests.browser.screens.sessions import Sessions
from tests.browser.screens.sign_in import SignIn
from tests.browser.screens.tag_members import TagMembers
from tests.browser.screens.tag_people import TagChange, TagPeople
from tests.browser.screens.tags import Tags
from tests.browser.screens.team import Team
from tests.browser.screens.team_circle import TeamCircle
from tests.browser.screens.team_figures import TeamFigures
from tests.support import browser_live, chromium
from tests.support.browser_live import Live
from tests.support.pictures import SVG, picture
from tests.support.platform import PEOPLE
from tests.support.saved_views import Turnover
from tests.support.valkey import alive, own_server, url

SHOWN = {
    "person": "Cécile Langlois",
    "person-partial": "Itsuki Kobayashi",
    "person-pending": "amal.karam@harborfinch.test",
    "person-odd": "Giosuè Visconti",
}
ACCOUNTS = ("Harbor & Finch", "Northlight Studio")
INVITED = (
    "Ottilie Brandt <ottilie.brandt@newcomers.test>, 4711",
    "kwame@newcomers.test",
    "+44 20 7946 0958; A-17",
    "ليلى <layla@newcomers.test>",
    f"{'a-very-long-name.' * 3}x@a-long-name-of-a-company.newcomers.test",
)
MISTYPED = ("020 7946 0958", "kwame@newcomers", "nobody")
TYPED = "Maren sets a quick pace; Theo holds the line and asks why.\n\n" * 5


class Album:
    """Where the pictures go."""

    def __init__(self, folder: Path):
        self.folder = folder

    def take(self, page: Page, name: str, *, whole: bool = True) -> None:
        """One picture for each look, of the whole page or of what a screen shows of it."""
        for width, theme in looks(page):
            path = self.folder / f"{name}-{width}-{theme}.png"
            page.screenshot(path=path, full_page=whole)


def pages(album: Album, page: Page) -> None:
    """Every page once, as a newcomer comes to them."""
    sign_in = SignIn.visit(page)
    album.take(page, "sign-in")
    to_profile = sign_in.begin()
    album.take(page, "profile-sign-in")
    connect = to_profile.as_person()
    album.take(page, "profile-consent")
    Team(connect.untick("tags:manage").allow())
    album.take(page, "team-without-tags")
    Team(SignIn.visit(page).begin_again().allow())
    album.take(page, "team")
    team = Team.visit(page, "?size=100")
    team.tag.select_option(label="Remote")
    album.take(page, "team-by-tag")
    Team.visit(page, "?size=10").present()
    album.take(page, "team-presenting")
    Team.visit(page).show_names()
    Team.visit(page, "?q=zzz")
    album.take(page, "team-nobody")
    album.take(TeamFigures.visit(page).page, "map")
    album.take(TeamFigures.visit(page, "?style=SC").unfold().page, "map-figures-unfolded")
    album.take(TeamFigures.visit(page, "?style=XZ").page, "map-figures-few")
    for shown, name in SHOWN.items():
        Team.visit(page, "?size=100").open(name).unfold()
        album.take(page, shown)
    compared(album, page)
    circle(album, TeamCircle.visit(page))
    page.goto("/privacy")
    album.take(page, "privacy")
    page.goto("/nowhere")
    album.take(page, "not-found")


def compared(album: Album, page: Page) -> None:
    """Nobody, and those of SHOWN as they are chosen in the list."""
    page.goto("/team/compare")
    album.take(page, "compare-nobody")
    team = Team.visit(page, "?size=100")
    for name in SHOWN.values():
        team.box(name).check()
    album.take(page, "team-chosen", whole=False)
    Compare(team.press_compare()).unfold()
    album.take(page, "compare")


def circle(album: Album, team: TeamCircle) -> None:
    """The map as it comes, and with all of the circle's parts opened."""
    album.take(team.page, "map")
    for fold in team.folds.all():
        fold.locator("summary").click()
    album.take(team.page, "map-unfolded")


def debriefs(album: Album, page: Page, live: Live) -> None:
    """A debrief that is not there yet, being written, written, rated, and refused."""
    live.let_in(page.context)
    world = live.platform.world
    people = [p for p in live.account.profiles.page(1, 60) if p.disc and p.last_name]
    fresh, other, *_ = (p for p in people if not world.debriefs.read(p))
    rated = next(p for p in people if (d := world.debriefs.read(p)) and len(d.ratings) > 2)
    world.debriefs.ways = Ways(seconds=60)
    screen = Debrief.of(page, fresh)
    screen.region.get_by_text("No debrief is known").wait_for()
    album.take(page, "debrief-none")
    screen.button.click()
    screen.progress.wait_for()
    album.take(page, "debrief-writing")
    world.debriefs.clear()
    screen.text.wait_for()
    album.take(page, "debrief-written")
    Debrief.of(page, rated).text.wait_for()
    album.take(page, "debrief-rated")
    world.faults.add(Fault(Kind.HTML, origin="api", path="/api/v4/playbook"))
    screen = Debrief.of(page, other)
    screen.region.get_by_text("Profile did not say").wait_for()
    album.take(page, "debrief-unreadable")
    screen.button.click()
    screen.region.get_by_text("no answer that can be used").wait_for()
    album.take(page, "debrief-failed")
    page.goto(f"/team/{other.id}/debrief")
    album.take(page, "debrief-page")
    world.faults.clear()


def details(album: Album, page: Page, live: Live) -> None:
    """Editing and deleting somebody."""
    live.let_in(page.context, scope="profiles:write")
    people = live.account.profiles.page(1, 60)
    someone = next(p for p in people if p.last_name and p.phone and p.disc)
    page.goto(f"/team/{someone.id}/edit")
    form = EditDetails(page)
    album.take(page, "edit-details")
    form.field("E-mail").fill("no address")
    form.save_button.click()
    album.take(EditDetails(page).page, "edit-details-refused")
    form.field("E-mail").fill("somebody@harborfinch.test")
    form.save(f"{someone.first_name} {someone.last_name}")
    album.take(page, "edit-details-saved", whole=False)
    album.take(DeletePerson.of(page).page, "delete-person")
    DeletePerson(page).button.click()
    album.take(DeletePerson(page).page, "delete-person-refused")
    DeletePerson(page).name.fill(f"{someone.first_name} {someone.last_name}")
    DeletePerson(page).button.click()
    album.take(Deleted(page).page, "deleted-person")


def person_tags(album: Album, page: Page, live: Live) -> None:
    """Tags of a person: one added, one that was renamed meanwhile, all there are, and none."""
    live.let_in(page.context)
    tags = live.account.tags
    people = live.account.profiles.page(1, 60)
    someone = next(p for p in people if p.disc and p.last_name and p.id in tags[0].profiles)
    screen = PersonTags.of(page, someone)
    screen.choice.select_option(index=1)
    screen.add_button.click()
    screen.told.wait_for()
    album.take(page, "person-tags-added")
    live.platform.world.accounts[0].tags.change(tags[0].id, label="Renamed by a colleague")
    screen.remove_button("Leadership").click()
    page.get_by_text("somebody else changed it").wait_for()
    album.take(page, "person-tags-renamed")
    for label in (
        "👩‍👩‍👧 طاقم الليل",
        "People who have agreed to speak at the conference in autumn",
    ):
        tags.create(label, "pink")
    for tag in list(tags):
        tags.set_profiles(tag.id, (*tag.profiles, someone.id))
    PersonTags.of(page, someone)
    album.take(page, "person-tags-all")
    page.goto(f"/team/{someone.id}/tags")
    album.take(page, "person-tags-page")
    for tag in list(tags):
        tags.delete(tag.id)
    PersonTags.of(page, someone)
    album.take(page, "person-tags-none")
    tags.reset()


def several(album: Album, page: Page, live: Live) -> None:
    """Two accounts and three sessions."""
    live.let_in(page.context, *ACCOUNTS)
    team = Team.visit(page)
    team.account.click()
    album.take(page, "accounts", whole=False)
    page.keyboard.press("Escape")
    team.connect_another()
    album.take(page, "connect-another")
    for _ in range(2):
        live.sign_in()
    Sessions.visit(page)
    album.take(page, "sessions")


def own_log(album: Album, page: Page, live: Live, redis: Redis) -> None:
    """What this dashboard did: the chain whole, and broken."""
    live.let_in(page.context)
    person = live.account.profiles.page(1, 1)[0].id
    for path in ("/team", f"/team/{person}", "/team/66a1f0c2b7d8e9001c3a4b5d", "/team"):
        page.goto(path)
    OwnLogScreen.visit(page)
    album.take(page, "own-log")
    (entries,) = alive(redis, "work:log")
    redis.lpop(entries)
    OwnLogScreen.visit(page)
    album.take(page, "own-log-broken")
    redis.flushall()


def saved_views(album: Album, page: Page, live: Live) -> None:
    """The menu of views, what has changed in one, and the page that sees to them."""
    live.let_in(page.context)
    turnover = Turnover(live.platform)
    tag = turnover.tag()
    ViewsMenu(Team.visit(page)).open()
    album.take(page, "views-menu-empty", whole=False)
    page.keyboard.press("Escape")
    for name, query in (
        ("Leads", f"?tag={tag.id}"),
        ("ثيو", "?q=th"),
        ("👩‍👩‍👧 " + "x" * 50, "?sort=-d"),
    ):
        ViewsMenu(Team.visit(page, query)).open().save(name)
    Views.visit(page).press("Set as default")
    album.take(page, "views")
    turnover.carry(tag, *tag.profiles[2:], *(p.id for p in turnover.everybody()[:4]))
    ViewsMenu(Team.visit(page, "?all=1")).open()
    album.take(page, "views-menu", whole=False)
    ViewsMenu(Team(page)).show("Leads")
    album.take(page, "view-changes-shut", whole=False)
    changes(page).locator("summary").click()
    album.take(page, "view-changes", whole=False)
    turnover.end()
    Views.visit(page).rename("ثيو")
    album.take(page, "view-name-taken")
    Views.visit(page).delete()
    album.take(page, "view-delete")


def tag_members(album: Album, page: Page, live: Live) -> None:
    """A tag of many people, what can be added, what came of it, and a tag of nobody."""
    live.let_in(page.context)
    tags, world = live.account.tags, live.platform.world
    tag = next(tag for tag in tags if tag.label == "Remote")
    screen = TagMembers.visit(page, tag.id, tag.label)
    album.take(page, "tag-members")
    screen.look_for("an").offered("").first.wait_for()
    album.take(page, "tag-members-found")
    screen.offered("").first.check()
    screen.button("Add chosen").click()
    screen.news.wait_for()
    album.take(page, "tag-members-added")
    screen.people.get_by_role("checkbox").first.check()
    screen.people.get_by_role("checkbox").nth(2).check()
    album.take(page, "tag-members-chosen", whole=False)
    world.meanwhile.add(Meanwhile(when="before", tag=tag.id, path="/api/v4/tags", label="Afar"))
    screen.people.get_by_role("button", name="Remove").first.click()
    TagMembers(page, "Afar").news.wait_for()
    album.take(page, "tag-members-renamed")
    tags.set_profiles(tag.id, ["66a1f0c2b7d8e9001c3a4b5d", tag.profiles[0]])
    TagMembers.visit(page, tag.id, "Afar")
    album.take(page, "tag-members-gone")
    tags.set_profiles(tag.id, [])
    TagMembers.visit(page, tag.id, "Afar")
    album.take(page, "tag-members-empty")
    tags.reset()


def tags(album: Album, page: Page, live: Live) -> None:
    """All tags; their forms, met by an error, by a twin and by others; and none."""
    live.let_in(page.context)
    book = live.account.tags
    for label in ("فريق المبيعات", "👩‍👩‍👧 Parents", "x" * 200):
        book.create(label, "pink")
    screen = Tags.visit(page)
    album.take(page, "tags")
    screen.new_tag.click()
    screen.save.click()
    page.get_by_text("Type a label").wait_for()
    album.take(page, "tag-errors", whole=False)
    screen.fill("finance", "red").save.click()
    page.get_by_text("Another tag has this label").wait_for()
    album.take(page, "tag-twin", whole=False)
    screen.fill("Night shift").save.click()
    screen.is_told("is there")
    album.take(page, "tag-made", whole=False)
    screen.act("Customer care", "Edit").click()
    screen.label.wait_for()
    book.change(next(t for t in book if t.label == "Customer care").id, label="Care", color="red")
    screen.fill("Customers", "blue").save.click()
    page.get_by_text("yours: Customers").wait_for()
    album.take(page, "tag-conflict", whole=False)
    screen = Tags.visit(page)
    screen.act("Finance", "Delete").click()
    screen.doomed.wait_for()
    album.take(page, "tag-delete", whole=False)
    screen.delete.click()
    screen.is_told("is deleted")
    album.take(page, "tag-deleted", whole=False)
    page.goto("/tags/changes")
    album.take(page, "tag-changes")
    for tag in list(book):
        book.delete(tag.id)
    album.take(Tags.visit(page).page, "tags-none")
    live.platform.world.reset()


def tagging(album: Album, page: Page, live: Live) -> None:
    """Many people and one tag: shown before, under way, stopped half way, and all that was done."""
    live.let_in(page.context)
    faults, people = live.platform.world.faults, live.account.profiles
    team = Team.visit(page, "?all=1")
    for name in SHOWN.values():
        if team.box(name).count():
            team.box(name).check()
    album.take(page, "team-chosen-to-tag", whole=False)
    team.search("a")
    page.wait_for_url("**/team?q=a*")
    album.take(page, "team-all-that-match", whole=False)
    team.main.get_by_role("button", name="Tag all").click()
    screen = TagPeople(page)
    album.take(page, "tag-people")
    screen.tag("Leadership").check()
    screen.press("Add").sentence.wait_for()
    album.take(page, "tag-people-preview")
    faults.add(Fault(Kind.TOO_MANY, origin="api", method="PATCH", retry_after=60))
    change = screen.confirm()
    change.outcome.get_by_text("Profile asks for patience until").wait_for()
    album.take(page, "tag-change-under-way")
    faults.clear()
    page.goto("/tags/changes")
    album.take(page, "tag-changes-under-way")
    faults.add(Fault(Kind.TOO_MANY, origin="api", method="PATCH", retry_after=600))
    several_fates(album, page, live, [people.at(index).id for index in range(30)])
    faults.clear()


def inviting(album: Album, page: Page, live: Live) -> None:
    """The form; who would be written to and who not; under way, stopped, and what came of it."""
    live.let_in(page.context, scope="profiles:write")
    faults = live.platform.world.faults
    known = [each.email for each in live.account.profiles.page(1, 60)]
    screen = NewInvite.visit(page)
    screen.button.click()
    page.get_by_text("Type an e-mail address").wait_for()
    album.take(page, "invite-nobody")
    screen = NewInvite.visit(page)
    screen.tag("Remote").check()
    screen.people.fill("\n".join([*INVITED, known[0], known[-1], *MISTYPED, INVITED[0]]))
    album.take(page, "invite-form")
    preview = screen.preview("Send 5 invites?")
    album.take(page, "invite-preview")
    faults.add(Fault(Kind.BROKEN, origin="api", method="POST", path="/api/v4/profile", skip=2))
    outcome = preview.send()
    outcome.continuing.wait_for()
    album.take(page, "invites-stopped")
    faults.clear()
    outcome.go_on().group("Invited: 5").wait_for()
    album.take(page, "invites-sent")
    faults.add(Fault(Kind.TOO_MANY, origin="api", method="POST", skip=2, retry_after=60))
    outcome = NewInvite.visit(page).write("\n".join(f"a{n}@late.test" for n in range(4))).send()
    outcome.region.get_by_text("Profile asks for patience until").wait_for()
    album.take(page, "invites-under-way")
    page.goto("/invites/batches")
    album.take(page, "invites-batches")
    live.platform.world.reset()


def several_fates(album: Album, page: Page, live: Live, ids: list[str]) -> None:
    """A change that stops, of people of whom somebody else changed some meanwhile."""
    team = Team.visit(page, "?all=1")
    for box in team.people.get_by_role("checkbox").all()[:30]:
        box.check()
    team.chosen.get_by_role("button", name="Tag…").click()
    screen = TagPeople(page)
    screen.tag("Remote").check()
    screen.press("Add").sentence.wait_for()
    tag = next(tag for tag in live.account.tags if tag.label == "Remote")
    live.account.tags.set_profiles(tag.id, [*tag.profiles[3:], *ids[:4]])
    change = screen.confirm()
    change.outcome.get_by_role("button", name="Continue").wait_for()
    album.take(page, "tag-change-stopped")
    live.platform.world.faults.clear()
    TagChange(change.press("Continue"))
    album.take(page, "tag-change-done")
    TagChange(change.press("Undo")).all_changes()
    album.take(page, "tag-changes-undone")


def own_ids(album: Album, page: Page, live: Live) -> None:
    """All own ids; the form of one, refused and in use; and a file shown, under way and done."""
    live.let_in(page.context, scope="account:write")
    book, faults = live.account.aliases, live.platform.world.faults
    taken = {alias.resource_id for alias in book}
    people = [p for p in live.account.profiles.page(1, 60) if p.id not in taken and p.email]
    book.create("66a1f0c2b7d8e9ffffffffff", "gone-1")
    book.create(people[5].id, "x" * 120)
    screen = OwnIds.visit(page)
    album.take(page, "own-ids")
    form = screen.new()
    form.find.fill("an")
    form.people.first.check()
    form.key.fill(book[0].consumer_key)
    album.take(page, "own-id-form")
    form.save.click()
    page.get_by_text("It already stands for").wait_for()
    album.take(page, "own-id-in-use")
    form.key.fill("a-1")
    form.save.click()
    album.take(OwnIds(page).page, "own-id-made", whole=False)
    page.goto(f"/account/aliases/{book[0].id}/delete")
    album.take(page, "own-id-delete")
    imported(album, page, book[0].consumer_key, [p.email or "" for p in people], faults)
    page.goto(f"/team/{book[0].resource_id}/own-ids")
    album.take(page, "own-ids-of-person")
    page.goto(f"/team/{book[0].resource_id}")
    page.get_by_role("link", name="Show own ids").click()
    page.get_by_role("link", name="New own id").wait_for()
    album.take(page, "person-own-ids")
    for alias in list(book):
        book.delete(alias.id)
    album.take(OwnIds.visit(page).page, "own-ids-none")
    live.platform.world.reset()


def imported(album: Album, page: Page, key: str, emails: list[str], faults: Faults) -> None:
    """An import with all that there can be in it."""
    screen = OwnIds.visit(page).to_import()
    album.take(page, "own-ids-import")
    screen.choose("Name,Team\nAna,Red\n")
    page.get_by_role("alert").wait_for()
    album.take(page, "own-ids-import-refused")
    lines = [f"new-{number};{email}" for number, email in enumerate(emails[:12])]
    odd = (f"{key};{emails[3]}", "=1+1;" + emails[1], "a;nobody@else.test", f"b;{emails[1]}")
    content = "\n".join(["Own id;E-mail;Team", *lines, *odd, f"b;{emails[2]}"])
    preview = OwnIdPreview(OwnIdImport(page).choose(content))
    album.take(page, "own-ids-preview")
    preview.move.check()
    faults.add(Fault(Kind.SLOW, path="/api/v4/resource-alias", method="POST", seconds=60))
    outcome = preview.confirm()
    outcome.main.get_by_role("progressbar").wait_for()
    album.take(page, "own-ids-under-way")
    faults.clear()
    outcome.is_told("13 own ids are imported.")
    album.take(page, "own-ids-imported")
    screen = OwnIds.visit(page).to_import()
    preview = OwnIdPreview(screen.choose(f"Own id;E-mail\nlate-1;{emails[0]}\nlate-2;{emails[1]}"))
    faults.add(Fault(Kind.TOO_MANY, origin="api", method="POST", retry_after=600))
    preview.confirm().is_told("0 of 2 settled.")
    album.take(page, "own-ids-stopped")
    faults.clear()


def connected_apps(album: Album, page: Page, live: Live) -> None:
    """All apps, one of them, before and after revoking, and where they are not to be seen."""
    live.let_in(page.context)
    album.take(ConnectedApps.visit(page).revoke("Ferrywick Sync").page, "app-confirm-not-allowed")
    live.let_in(page.context, scope="account:write")
    faults = live.platform.world.faults
    screen = ConnectedApps.visit(page)
    album.take(page, "apps")
    screen.look_at("Stonegable People")
    album.take(page, "app")
    ConnectedApps.visit(page).revoke("Ferrywick Sync")
    album.take(page, "app-confirm")
    faults.add(Fault(Kind.BROKEN, origin="api", path="/api/v4/grants/", method="DELETE", times=1))
    ConnectedApps.visit(page).revoke("Ferrywick Sync").confirm().news.wait_for()
    album.take(page, "app-not-revoked", whole=False)
    ConnectedApps.visit(page).revoke("Pellmere Companion").confirm().news.wait_for()
    album.take(page, "app-revoked", whole=False)
    ConnectedApps.visit(page, "?q=zzz")
    album.take(page, "apps-none-fits")
    screen = ConnectedApps.visit(page)
    confirmation = screen.revoke_all_others()
    album.take(page, "apps-confirm-others")
    confirmation.confirm_all().told.wait_for()
    album.take(page, "apps-revoked")
    faults.add(Fault(Kind.FORBIDDEN, origin="api", path="/api/v4/grants"))
    ConnectedApps.visit(page)
    album.take(page, "apps-forbidden")
    live.platform.world.reset()


def allowing_more(album: Album, page: Page, live: Live) -> None:
    """A permission that is asked for when it is needed: by a page, and by a form."""
    Team(SignIn.visit(page).begin().as_person().untick("tags:manage").allow())
    page.get_by_role("link", name="Tags", exact=True).click()
    problem = Problem(page, "This needs your permission")
    album.take(page, "needs-permission")
    sign_in = SignIn(problem.way_on("Allow it"))
    album.take(page, "sign-in-for-more")
    Team(sign_in.begin_again().deny())
    album.take(page, "permission-denied", whole=False)
    page.get_by_role("link", name="Ask me again").click()
    tags = Tags(SignIn(page).begin_again().allow())
    tags.new_tag.click()
    tags.fill("Mentors-to-be", "emerald")
    live.platform.world.ledger.grants[-1].scopes = ("profiles:read", "account:read")
    live.platform.world.ledger.expire_access_tokens()
    Team.visit(page.context.new_page()).page.close()
    tags.save.click()
    page.get_by_role("link", name="Allow it").wait_for()
    album.take(page, "needs-permission-in-place")
    page.get_by_role("link", name="Allow it").click()
    Problem(SignIn(page).begin_again().allow(), "Ready to make a tag")
    album.take(page, "ready-to-send")


def account(album: Album, page: Page, live: Live) -> None:
    """The account as it may be seen, changed, failed to be read, and its logo until saved."""
    live.let_in(page.context)
    album.take(Account.visit(page).page, "account-looked-at")
    live.let_in(page.context, scope="account:write")
    album.take(Account.visit(page).page, "account")
    Account(page).switch("Core extended").check()
    Account(page).press("Save").news.wait_for()
    album.take(page, "account-saved", whole=False)
    Account(page).send(a_file(SVG))
    page.get_by_text("Save it as PNG").wait_for()
    album.take(page, "logo-refused", whole=False)
    preview = Account(page).look_first(a_file(picture("PNG", (900, 300), "RGBA")))
    album.take(preview.page, "logo-preview")
    preview.save().news.wait_for()
    album.take(page, "logo-saved", whole=False)
    album.take(Account(page).remove_logo().page, "logo-remove")
    live.platform.world.faults.add(Fault(Kind.BROKEN, origin="api", path="/api/v4/assessments"))
    live.platform.world.faults.add(Fault(Kind.HTML, origin="api", path="/api/v4/account/logo"))
    album.take(Account.visit(page).page, "account-parts-missing")
    live.platform.world.faults.add(Fault(Kind.BROKEN, origin="api", path="/api/v4/account"))
    album.take(Account.visit(page).page, "account-unread")
    live.platform.world.reset()


def invites(album: Album, page: Page, live: Live) -> None:
    """Who has not answered, each question, what came of it, a link to share, and what is not
    allowed.
    """
    live.let_in(page.context)
    Invites.visit(page)
    album.take(page, "invites-not-allowed-to-send")
    live.let_in(page.context, scope="profiles:write")
    world, people = live.platform.world, live.account.profiles
    people.create(phone="+49 170 5550101")
    people.create(email="دعاء@harborfinch.test")
    who = SHOWN["person-pending"]
    screen = Invites.visit(page)
    album.take(page, "invites")
    question = screen.ask(who, "Resend")
    album.take(page, "invite-resend")
    path = f"/api/v4/profile/{page.url.rsplit('/', 2)[1]}"
    screen = question.press("Resend invite")
    album.take(page, "invite-resent", whole=False)
    page.go_back()
    album.take(page, "invite-resent-already")
    page.get_by_role("link", name="Resend once more").click()
    Question(page, f"Resend the invite of {who}").press("Resend invite")
    album.take(page, "invite-busy", whole=False)
    world.resend_seconds = 0
    world.faults.add(Fault(Kind.LOST, path=path, method="POST", times=1))
    page.get_by_role("link", name="Try again").click()
    Question(page, f"Resend the invite of {who}").press("Resend invite")
    album.take(page, "invite-unknown", whole=False)
    page.get_by_role("link", name="Resend once more").click()
    album.take(page, "invite-resend-unknown")
    question = Invites.visit(page).ask(who, "Cancel")
    album.take(page, "invite-cancel")
    question.press("Cancel invite")
    album.take(page, "invite-cancelled", whole=False)
    Invites.visit(page, "?q=zzz")
    album.take(page, "invites-nobody")
    share_link(album, page)
    nobody_to_write_to(album, page, live)


def share_link(album: Album, page: Page) -> None:
    """The form, and a link with its code."""
    link = ShareLink.visit(page)
    album.take(page, "invite-link-form")
    link.main.get_by_role("checkbox", name="Finance").check()
    link.make().copy.click()
    album.take(page, "invite-link")


def nobody_to_write_to(album: Album, page: Page, live: Live) -> None:
    """Nobody who has not answered, and somebody whose name is hidden."""
    people = live.account.profiles
    for person in [p for p in people.page(1, 100) if p.is_pending]:
        people.delete(person.id)
    Invites.visit(page)
    album.take(page, "invites-none")
    people.create(email="noor@harborfinch.test")
    Team.visit(page).present()
    Invites.visit(page).rows.first.get_by_role("link", name="Resend").click()
    album.take(page, "invite-presenting")
    live.platform.world.reset()


def refusals(album: Album, page: Page, live: Live, redis: Redis) -> None:
    """Forms that are not accepted, in place and as pages."""
    live.let_in(page.context, *ACCOUNTS)
    probe = Probe.visit(page)
    probe.note.fill(TYPED)
    Team(Team.visit(page.context.new_page()).switch_to(ACCOUNTS[0]))
    probe.save_in_place().told.get_by_role("button").wait_for()
    album.take(page, "refused-account-in-place")
    Problem(probe.save(), "This form is for another account")
    album.take(page, "refused-account")
    probe = Probe.visit(page)
    probe.note.fill(TYPED)
    redis.flushall()
    probe.save_in_place().told.get_by_role("link").wait_for()
    album.take(page, "refused-ended-in-place")
    Problem(probe.save(), "You are signed out")
    album.take(page, "refused-ended")


def endings(album: Album, page: Page, live: Live, redis: Redis) -> None:
    """What a page says of the end of its session."""
    live.let_in(page.context, *ACCOUNTS)
    team = Team.visit(page)
    for session in alive(redis, "session"):
        redis.expire(session, 100)
    come_back(page)
    bar(page).wait_for()
    album.take(page, "ending", whole=False)
    Team(Team.visit(page.context.new_page()).switch_to(ACCOUNTS[0]))
    come_back(team.page)
    Cover(page, "This page shows another account")
    album.take(page, "cover-account", whole=False)
    redis.flushall()
    come_back(page)
    Cover(page)
    album.take(page, "cover", whole=False)


def failures(album: Album, page: Page, live: Live) -> None:
    """Profile does not answer."""
    live.let_in(page.context)
    live.platform.world.faults.add(Fault(Kind.BROKEN, origin="api"))
    page.goto("/team")
    album.take(page, "unavailable")
    live.platform.world.faults.clear()


def tour(browser: Browser, folder: Path) -> None:
    """All of it, each part in a browser of its own."""
    album = Album(folder)

    def new_page(live: Live) -> Page:
        return browser.new_context(base_url=live.origin).new_page()

    with (
        own_server() as server,
        Redis.from_url(url(server)) as redis,
        running(build(PEOPLE)) as platform,
        browser_live.probed(platform, url(server)) as live,
    ):
        pages(album, new_page(live))
        debriefs(album, new_page(live), live)
        details(album, new_page(live), live)
        person_tags(album, new_page(live), live)
        several(album, new_page(live), live)
        redis.flushall()
        own_log(album, new_page(live), live, redis)
        saved_views(album, new_page(live), live)
        tag_members(album, new_page(live), live)
        tags(album, new_page(live), live)
        tagging(album, new_page(live), live)
        own_ids(album, new_page(live), live)
        inviting(album, new_page(live), live)
        connected_apps(album, new_page(live), live)
        allowing_more(album, new_page(live), live)
        account(album, new_page(live), live)
        invites(album, new_page(live), live)
        refusals(album, new_page(live), live, redis)
        endings(album, new_page(live), live, redis)
        failures(album, new_page(live), live)


def main(folder: Path) -> None:
    """Take them all."""
    folder.mkdir(parents=True, exist_ok=True)
    path = next(filter(None, map(shutil.which, chromium.NAMES)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        tour(browser, folder)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
