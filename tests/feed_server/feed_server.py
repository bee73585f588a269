"""A publisher on the loopback: serves files, honours ranges and tags, misbehaves on command."""

import contextlib
import hashlib
import socket
import struct
import sys
import threading
import time
from collections import defaultdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from attrs import define, field, frozen


@frozen
class Status:
    """Answer with a status and nothing else."""

    code: int
    headers: dict = field(factory=dict)


@frozen
class Broken:
    """Announce the whole body and send its beginning; then close, or reset the connection."""

    sent: int
    reset: bool = False


@frozen
class Hang:
    """Say nothing for some seconds."""

    seconds: float


@frozen
class Other:
    """Send other bytes than those published."""

    body: bytes


@define
class Asked:
    path: str
    headers: dict
    status: int = 0
    sent: int = 0


@define(eq=False)
class FeedServer:
    """What it publishes by path (with query), the faults of its next answers, and its log."""

    files: dict = field(factory=dict)
    faults: dict = field(factory=lambda: defaultdict(list))
    log: list = field(factory=list)
    ranges: bool = True
    tags: bool = True
    delay_s: float = 0.0
    now_open: int = 0
    most_open: int = 0
    lock: threading.Lock = field(factory=threading.Lock)
    base: str = ""

    def asked(self, ending=""):
        """Answers to requests whose path ends so."""
        return [each for each in self.log if each.path.endswith(ending)]

    def misbehave(self, path, *faults):
        self.faults[path] = list(faults)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        server = self.server.feed
        asked = Asked(self.path, dict(self.headers))
        with server.lock:
            server.log.append(asked)
            server.now_open += 1
            server.most_open = max(server.most_open, server.now_open)
            faults = server.faults[self.path]
            fault = faults.pop(0) if faults else None
        try:
            time.sleep(server.delay_s)
            self._answer(server, asked, fault)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        finally:
            with server.lock:
                server.now_open -= 1

    def _answer(self, server, asked, fault):
        if isinstance(fault, Hang):
            time.sleep(fault.seconds)
            self.close_connection = True
            return
        if isinstance(fault, Status):
            self._send(asked, fault.code, b"", fault.headers)
            return
        if self.path not in server.files:
            self._send(asked, 404, b"not here")
            return
        body = fault.body if isinstance(fault, Other) else server.files[self.path]
        tag = '"' + hashlib.md5(body).hexdigest() + '"'
        headers = {"ETag": tag} if server.tags else {}
        if self.headers.get("If-None-Match") == tag and headers:
            self._send(asked, 304, b"", headers)
            return
        status, rest = self._cut(server, body, tag, headers)
        if isinstance(fault, Broken):
            self._break(asked, status, rest, headers, fault)
        else:
            self._send(asked, status, rest, headers)

    def _cut(self, server, body, tag, headers):
        """The part that is asked for."""
        wanted = self.headers.get("Range")
        if not wanted or not server.ranges or self.headers.get("If-Range", tag) != tag:
            return 200, body
        start = int(wanted.removeprefix("bytes=").removesuffix("-"))
        if start >= len(body):
            headers["Content-Range"] = f"bytes */{len(body)}"
            return 416, b""
        headers["Content-Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
        return 206, body[start:]

    def _send(self, asked, status, body, headers=None):
        asked.status, asked.sent = status, len(body)
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _break(self, asked, status, body, headers, fault):
        asked.status, asked.sent = status, fault.sent
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: fault.sent])
        self.wfile.flush()
        self.close_connection = True
        if fault.reset:
            time.sleep(0.05)  # what was sent shall arrive before the reset
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            self.connection.close()

    def log_message(self, *_):
        pass

    def finish(self):
        with contextlib.suppress(OSError):
            super().finish()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request, client_address):
        """A client that goes away, killed or not, is none."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)

    def shutdown_request(self, request):
        with contextlib.suppress(OSError):
            super().shutdown_request(request)


@contextlib.contextmanager
def serve(**options):
    """Run a publisher for as long as the block lasts."""
    httpd = _Server(("127.0.0.1", 0), Handler)
    httpd.feed = FeedServer(base=f"http://127.0.0.1:{httpd.server_port}", **options)
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield httpd.feed
    finally:
        httpd.shutdown()
        httpd.server_close()
        thread.join()


def find_closed_port():
    """An address where nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}"


def path_of(url):
    """Path and query of an address."""
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
