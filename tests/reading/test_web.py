"""Documents from the web, from a real server on loopback."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from pdfs import page, pdf

from quiz.core.errors import DocumentError
from quiz.reading import read, web

PAGE = "<!doctype html><title>Die Mühle</title><p>Die Mühle an der Straße steht seit 1850.</p>"
TEXT = "The mill by the river was built in 1850 and it burned down in 1861.\n"


class Answers(BaseHTTPRequestHandler):
    """Answers by path; the server keeps what was asked."""

    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers)))
        self.server.routes[self.path.partition("?")[0]](self)

    def log_message(self, *_):
        """Say nothing."""

    def give(self, body: bytes, kind: str = "", status: int = 200, **headers: str):
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            if value:
                self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


class Server(ThreadingHTTPServer):
    """Threads end with the test; what a client broke off is no failure."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answers)
        self.routes, self.asked = {}, []

    def handle_error(self, *_):
        """A client that goes away is part of the tests."""

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"


@pytest.fixture
def server(monkeypatch) -> Iterator[Server]:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with Server() as made:
        thread = threading.Thread(target=made.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def gives(server: Server, path: str, body: bytes, kind: str = "", **more) -> str:
    server.routes[path] = lambda handler: handler.give(body, kind, **more)
    return server.url(path)


def leads(server: Server, path: str, target: str) -> str:
    return gives(server, path, b"", status=302, Location=target)


def refused(url: str, **more) -> str:
    with pytest.raises(DocumentError) as caught:
        web.fetch(url, **more) if more else read(url)
    message = str(caught.value)
    assert message.startswith(f"{url}: ")
    assert caught.value.do
    assert "\n" not in message
    return message


def test_a_page_is_read_with_its_address_and_the_day(server):
    url = gives(server, "/muehle", PAGE.encode(), "text/html; charset=utf-8")
    found = read(url, today=date(2026, 11, 24))
    assert found.text == "Die Mühle an der Straße steht seit 1850."
    assert (found.title, found.name, found.extracted) == ("Die Mühle", "muehle", True)
    assert (found.url, found.retrieved) == (url, "2026-11-24")
    assert len(server.asked) == 1
    assert server.asked[0][1]["User-Agent"].startswith("quiz/")


def test_a_file_has_no_address():
    found = read("mill.txt", data=TEXT.encode(), today=date(2026, 11, 24))
    assert (found.url, found.retrieved) == ("", "")


@pytest.mark.parametrize(
    ("body", "kind", "extracted"),
    [
        (TEXT.encode(), "text/plain", False),
        (TEXT.encode(), "text/html", True),
        (PAGE.encode(), "text/plain", True),
        (PAGE.encode(), "", True),
        (pdf(page(*[TEXT.strip()] * 3)), "text/html", True),
        (pdf(page(*[TEXT.strip()] * 3)), "application/octet-stream", True),
    ],
)
def test_what_it_is_is_told_by_its_content(server, body, kind, extracted):
    found = read(gives(server, "/mill", body, kind))
    assert found.extracted is extracted
    assert "1850" in found.text


def test_the_header_says_the_charset(server):
    text = "Młyn nad rzeką stoi od 1850 roku. Żółć."
    url = gives(server, "/m.txt", text.encode("iso-8859-2"), "text/plain; charset=ISO-8859-2")
    assert read(url, lang="pl").text == text


def test_a_charset_that_is_none_is_passed_over(server):
    assert read(gives(server, "/m.txt", TEXT.encode(), "text/plain; charset=x-none")).text == TEXT


def test_a_picture_is_refused(server):
    assert "this is a binary file" in refused(
        gives(server, "/m.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(99), "image/png")
    )


def test_a_few_redirects_are_followed_and_no_more(server):
    gives(server, "/5", TEXT.encode(), "text/plain")
    for n in range(5):
        leads(server, f"/{n}", f"/{n + 1}")
    found = read(server.url("/0"))
    assert (found.text, found.name, found.url) == (TEXT, "5", server.url("/0"))
    leads(server, "/start", "/0")
    assert "redirected more than 5 times" in refused(server.url("/start"))
    assert "redirected more than 5 times" in refused(leads(server, "/loop", "/loop"))


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.2:{port}/secret",
        "http://localhost:{port}/secret",
        "http://[::1]:{port}/secret",
        "http://[::ffff:127.0.0.1]:{port}/secret",
        "http://2130706433:{port}/secret",
        "http://0x7f.1:{port}/secret",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://0.0.0.0:{port}/secret",
        "http://[fe80::1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://mill.example:{port}/secret",
    ],
)
def test_a_redirect_into_a_private_network_is_refused(server, monkeypatch, target):
    resolve = socket.getaddrinfo

    def known(host, *args, **kwargs):
        return resolve("127.0.0.1" if host == "mill.example" else host, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", known)
    gives(server, "/secret", TEXT.encode(), "text/plain")
    url = leads(server, "/", target.format(port=server.server_port))
    assert "inside a private network" in refused(url)
    assert [path for path, _ in server.asked] == ["/"]


def test_a_name_that_leads_into_a_private_network_is_refused(server, monkeypatch):
    resolve = socket.getaddrinfo
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda _, *args, **kwargs: resolve("127.0.0.1", *args, **kwargs)
    )
    gives(server, "/", TEXT.encode())
    assert "'mill.example' is an address inside" in refused(
        f"http://mill.example:{server.server_port}/"
    )
    assert server.asked == []


def test_localhost_may_be_typed(server):
    gives(server, "/", TEXT.encode(), "text/plain")
    assert read(f"http://localhost:{server.server_port}").text == TEXT


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://mill.example/", "data:,x"])
def test_a_redirect_to_another_scheme_is_refused(server, target):
    assert refused(leads(server, "/", target))


def test_too_much_is_refused_whether_it_is_announced_or_not(server, monkeypatch):
    monkeypatch.setattr(web, "MAX_BYTES", 1000)
    assert "more than" in refused(gives(server, "/a", b"x" * 1001, "text/plain"))
    assert "more than" in refused(gives(server, "/b", b"x" * 1001, Content_Length=""))
    assert "more than" in refused(
        gives(server, "/c", gzip.compress(b"x" * 100_000), Content_Encoding="gzip")
    )
    assert len(read(gives(server, "/d", TEXT.encode() * 10)).text) < 1000


def test_packed_answers_are_unpacked(server):
    url = gives(server, "/", gzip.compress(TEXT.encode()), "text/plain", Content_Encoding="gzip")
    assert read(url).text == TEXT
    assert "cannot be unpacked" in refused(gives(server, "/x", b"??", Content_Encoding="gzip"))
    assert "not known (br)" in refused(gives(server, "/y", b"??", Content_Encoding="br"))


def test_an_answer_cut_short_is_refused(server):
    assert "cut short" in refused(gives(server, "/", TEXT.encode(), Content_Length="9999"))


def test_the_time_is_bounded_as_a_whole(server):
    def drip(handler):
        handler.wfile.write(b"HTTP/1.0 200 OK\r\n")
        for n in range(1000):  # each piece comes in time, the whole never does
            handler.wfile.write(b"X-%d: x\r\n" % n)
            time.sleep(0.02)

    server.routes["/"] = drip
    begun = time.monotonic()
    assert "did not send it within 0.3 s" in refused(server.url("/"), timeout=0.3)
    assert time.monotonic() - begun < 5
    assert not [t for t in threading.enumerate() if t.name == "quiz-fetch" and _lives(t)]


def _lives(thread: threading.Thread) -> bool:
    thread.join(5)
    return thread.is_alive()


def test_what_the_server_answers_is_told(server):
    assert "the server answers 404 Not Found" in refused(gives(server, "/", b"", status=404))


def test_a_server_that_is_not_there_is_told(server):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    assert "cannot be fetched" in refused(f"http://127.0.0.1:{port}/")


def test_a_server_that_speaks_something_else_is_told(server):
    server.routes["/"] = lambda handler: handler.wfile.write(b"220 mail.example\r\n")
    assert "cannot be fetched" in refused(server.url("/"))


@pytest.mark.parametrize(
    ("url", "what"),
    [
        ("ftp://mill.example/mill.txt", "only addresses that begin with http"),
        ("file:///etc/passwd", "only addresses that begin with http"),
        ("http:///mill.txt", "this is no address"),
        ("http://[::1/", "this is no address"),
        ("http://mill.example:x/", "this is no address"),
        ("http://me:secret@mill.example/", "an address with a name or password"),
    ],
)
def test_what_is_no_address_is_refused(url, what):
    assert what in refused(url)


def test_blanks_and_letters_in_a_path_are_sent_as_they_must_be(server):
    gives(server, "/m%C3%BChle%20alt", TEXT.encode(), "text/plain")
    found = read(server.url("/mühle alt?x=ü#top"))
    assert found.name == "mühle alt"
    assert server.asked[0][0] == "/m%C3%BChle%20alt?x=%C3%BC"
