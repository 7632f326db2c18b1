"""A server of fixed documents on loopback, for metadata that no honest platform would publish."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response


class Documents:
    """What is served, by path; `asked` and `requests` are what came, in order."""

    def __init__(self) -> None:
        self.origin = ""
        self.bodies: dict[str, Any] = {}
        self.asked: list[str] = []
        self.requests: list[Request] = []

    def answer(self, request: Request) -> Response:
        """A document as JSON, a Response as it is or as a function gives it, or 404."""
        self.asked.append(request.path)
        request.get_data(parse_form_data=True)
        self.requests.append(request)
        body = self.bodies.get(request.path)
        if callable(body) and not isinstance(body, Response):
            body = body()
        if isinstance(body, Response):
            return body
        if body is None:
            return Response("Not found", 404)
        return Response(json.dumps(body), mimetype="application/json")


@contextmanager
def serving_documents() -> Iterator[Documents]:
    """Serve on a free port until the block is left."""
    documents = Documents()
    server = make_server("127.0.0.1", 0, Request.application(documents.answer), threaded=True)
    documents.origin = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield documents
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
