"""What a tool is, without the SDK: how it is described, what it takes, and what it does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sandbox.api.answers import Refusal
from sandbox.mcp.hints import Hints

Schema = Mapping[str, object]
Arguments = Mapping[str, object]
Answer = dict[str, object]


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool. `takes` is the JSON schema of each argument, `needs` names those that must be.

    `action` is what the same is called in the journal of a grant where it comes by REST, `about`
    names the argument with the id that it is about. `run` gives a JSON object, and raises Refusal
    with a sentence for whoever called.
    """

    name: str
    title: str
    description: str
    scope: str
    action: str
    hints: Hints
    run: Callable[[Arguments], Answer]
    takes: Mapping[str, Schema] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    about: str = ""

    def input_schema(self) -> dict[str, object]:
        """The JSON schema of all that it takes; nothing else is taken."""
        return {
            "type": "object",
            "properties": dict(self.takes),
            "required": list(self.needs),
            "additionalProperties": False,
        }

    def answer(self, arguments: Arguments) -> Answer:
        """Runs it. Raises Refusal, also for what it does not take, as an account's id."""
        stranger = next((name for name in arguments if name not in self.takes), None)
        if stranger is not None:
            raise Refusal(400, f'unknown argument "{stranger}"')
        return self.run(arguments)


def text(arguments: Arguments, name: str) -> str:
    """An argument that has to be there. Raises Refusal."""
    value = arguments.get(name)
    if not isinstance(value, str) or not value:
        raise Refusal(400, f"{name} is required")
    return value


def texts(arguments: Arguments, name: str) -> list[str]:
    """An argument that has to be an array of texts. Raises Refusal."""
    value = arguments.get(name)
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise Refusal(400, f"{name} is required")
    return value
