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

    `run` gives a JSON object, and raises Refusal with a sentence for whoever called.
    """

    name: str
    title: str
    description: str
    scope: str
    hints: Hints
    run: Callable[[Arguments], Answer]
    takes: Mapping[str, Schema] = field(default_factory=dict)
    needs: tuple[str, ...] = ()

    def input_schema(self) -> dict[str, object]:
        """The JSON schema of all that it takes; nothing else is taken."""
        return {
            "type": "object",
            "properties": dict(self.takes),
            "required": list(self.needs),
            "additionalProperties": False,
        }

    def check(self, arguments: Arguments) -> None:
        """Raises Refusal for an argument that it does not take, an account's id for one."""
        stranger = next((name for name in arguments if name not in self.takes), None)
        if stranger is not None:
            raise Refusal(400, f'unknown argument "{stranger}"')


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
