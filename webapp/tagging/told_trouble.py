"""Why a change stopped, or what it met, in a sentence; pure."""

from webapp.people.search import quoted
from webapp.tagging.change import Change
from webapp.tagging.states import Trouble
from webapp.tagging.wishes import Alteration, Creation, Deletion, Membership

_STOPPED = {
    Trouble.BUSY: "Profile asks for patience, so it stopped.",
    Trouble.UNREACHED: "Profile could not be reached, so it stopped.",
    Trouble.UNCLEAR: "Profile gave no answer that can be used, so it stopped.",
    Trouble.RESISTED: "Profile took the change, but still shows otherwise, so it stopped.",
    Trouble.INTERRUPTED: "This dashboard was interrupted while it was at work.",
    Trouble.SIGNED_OUT: "Your connection to Profile has ended, so it stopped.",
    Trouble.NOT_OFFERED: "Profile offers no way to do this from here. Do it in Profile itself.",
}


def trouble_in_words(change: Change) -> str:
    """One sentence, or two; what the platform said itself is quoted."""
    said = f" It says: {quoted(change.said)}" if change.said else ""
    match change.trouble:
        case Trouble.REFUSED:
            return f"Profile refused this.{said}"
        case Trouble.NOT_ALLOWED:
            return f"Profile does not allow this for your connection.{said}"
        case Trouble.TWIN:
            twin = f", {quoted(change.tag.label)}" if change.tag else ""
            return f"Another tag has this label already{twin}. Nothing was changed."
        case Trouble.DELETED:
            return f"{_label(change)} was deleted by somebody else meanwhile, and stays so."
        case Trouble.RENAMED if change.tag:
            now = quoted(change.tag.label)
            return f"{_label(change)} is called {now} since: somebody else changed it. {_NOTHING}"
        case Trouble.CHANGED:
            return f"{_label(change)} was changed by somebody else meanwhile. {_NOTHING}"
        case None:
            return ""
        case trouble:
            return _STOPPED.get(trouble, "It stopped.")


_NOTHING = "Nothing was overwritten: look at it, then decide anew."


def _label(change: Change) -> str:
    match change.wish:
        case Membership(label=label) | Creation(label=label):
            return quoted(label)
        case Alteration(was_label=label) | Deletion(was_label=label):
            return quoted(label)
