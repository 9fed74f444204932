"""A chat endpoint on a free loopback port that answers as a test tells it to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[[BaseHTTPRequestHandler, dict[str, Any]], None]


@dataclass
class Asked:
    """What the server was asked, in order, and where it is."""

    url: str = ""
    paths: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    questions: list[dict[str, Any]] = field(default_factory=list)

    def reports(self) -> list[str]:
        return [json.loads(question["messages"][1]["content"])["report"] for question in self.questions]


def send(handler: BaseHTTPRequestHandler, data: bytes, *, status: int = 200) -> None:
    handler.send_response(status)
    handler.send_header("Content-Length", str(len(data)))
    handler.end_headers()
    handler.wfile.write(data)


def say(handler: BaseHTTPRequestHandler, words: object) -> None:
    """Answer with words as the protocol wraps them."""
    send(handler, json.dumps({"choices": [{"message": {"role": "assistant", "content": words}}]}).encode())


@contextmanager
def serving(*answers: Answer) -> Iterator[Asked]:
    """Serve on a free loopback port; the last answer is given again and again."""
    asked = Asked()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            asked.paths.append(self.path)
            asked.headers.append({name.lower(): value for name, value in self.headers.items()})
            asked.questions.append(json.loads(body))
            try:
                answers[min(len(asked.paths), len(answers)) - 1](self, asked.questions[-1])
            except OSError:
                self.close_connection = True  # the reader hung up, as some tests want

        def log_message(self, format: str, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    asked.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
