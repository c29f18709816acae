"""A document from the web: fetched once, within bounds, and never from inside one's own network."""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPMessage, HTTPResponse, HTTPSConnection
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit, urlunsplit
from urllib.request import (
    BaseHandler,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    build_opener,
    getproxies,
)

from quiz import __version__
from quiz.core.errors import DocumentError
from quiz.translation import N_, _

MAX_BYTES = 20 * 1024 * 1024
MAX_REDIRECTS = 5
TIMEOUT = 15.0  # seconds, from the look-up of the name to the last byte
AGENT = f"quiz/{__version__} (reads one document for flashcards)"
_ACCEPT = "text/html,application/xhtml+xml,application/pdf,text/*;q=0.9,*/*;q=0.5"
_SAVE = N_("save the page as a file and give that")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server gave: `charset` and `html` are what its header says of the bytes."""

    url: str
    data: bytes
    name: str
    charset: str
    html: bool


def fetch(url: str, *, timeout: float = TIMEOUT) -> Fetched:
    """Fetch a document. Raises DocumentError with one line for whatever goes wrong.

    Addresses of private networks are refused, at each redirect too, unless the first address
    names the machine itself as a number or as "localhost".
    """
    visit = _Visit(_literal(_parts(url, url).hostname or ""))
    box: list[Fetched | BaseException] = []

    def work() -> None:
        try:
            box.append(_fetched(url, visit))
        except BaseException as error:  # noqa: BLE001 - told in the thread that asked
            box.append(error)

    # No timeout of a socket bounds the whole, nor a name's look-up: a thread can be left.
    visit.timeout, visit.proxies = timeout, _proxies()
    thread = threading.Thread(target=work, name="quiz-fetch", daemon=True)
    thread.start()
    thread.join(timeout)
    if not box:
        visit.stop()
        raise DocumentError(
            _("the server did not send it within {timeout:g} s").format(timeout=timeout),
            where=url,
            do=_("try again later"),
        )
    if isinstance(result := box[0], Fetched):
        return result
    raise _told(result, url)


@dataclass(slots=True)
class _Visit:
    """One fetch: the private host that was typed, if any, and what is open."""

    typed: str
    timeout: float = TIMEOUT
    proxies: frozenset[str] = frozenset()  # hosts that the user's own settings name
    sockets: list[socket.socket] = field(default_factory=list)
    stopped: bool = False

    def stop(self) -> None:
        """End what the thread waits for."""
        self.stopped = True
        for sock in self.sockets:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)

    def connect(self, address: tuple[str, int], timeout: Any, _: Any = None) -> socket.socket:  # noqa: ANN401
        """Connect as socket.create_connection does, to no address that is refused.

        The addresses are looked up once, here, so that a name cannot change between the
        check and the use.
        """
        host, port = address
        failed: OSError | None = None
        for family, kind, protocol, _name, at in socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM
        ):
            if _private(str(at[0])) and host.lower() not in (self.typed, *self.proxies):
                raise _inside(host)
            sock = socket.socket(family, kind, protocol)
            self.sockets.append(sock)
            try:
                if self.stopped:
                    raise TimeoutError
                sock.settimeout(timeout if isinstance(timeout, int | float) else self.timeout)
                sock.connect(at)
            except OSError as error:
                sock.close()
                failed = error
                continue
            return sock
        raise failed or OSError("the name has no address")


def _proxies() -> frozenset[str]:
    found = (urlsplit(p if "://" in p else f"//{p}").hostname for p in getproxies().values())
    return frozenset(host.lower() for host in found if host)


def _fetched(url: str, visit: _Visit) -> Fetched:
    at = _checked(url, visit)
    opener = _opener(visit, literal=bool(visit.typed))
    request = Request(at, headers={"User-Agent": AGENT, "Accept": _ACCEPT})  # noqa: S310 - checked
    with opener.open(request, timeout=visit.timeout) as answer:
        final = str(answer.geturl())
        headers: HTTPMessage = answer.headers
        said = headers.get("Content-Length") or ""
        if said.isdecimal() and int(said) > MAX_BYTES:
            raise _too_large()
        data = answer.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise _too_large()
        if said.isdecimal() and len(data) < int(said):
            raise DocumentError(_("the answer was cut short"), do=_("try again later"))
        data = _unpacked(data, (headers.get("Content-Encoding") or "").strip().lower())
    kind = headers.get_content_type() if headers.get("Content-Type") else ""
    return Fetched(
        url=url,
        data=data,
        name=_name(final),
        charset=(headers.get_content_charset() or "").strip().lower(),
        html=kind in ("text/html", "application/xhtml+xml"),
    )


def _opener(visit: _Visit, *, literal: bool) -> OpenerDirector:
    """Opens http and https by our own connections; a typed address needs no proxy."""

    class Plain(HTTPConnection):
        def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
            super().__init__(*args, **kwargs)
            self._create_connection = visit.connect

    class Secure(HTTPSConnection):
        def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
            super().__init__(*args, **kwargs)
            self._create_connection = visit.connect

    class OpenPlain(HTTPHandler):
        def http_open(self, req: Request) -> HTTPResponse:
            return _open(self.do_open, Plain, req)

    class OpenSecure(HTTPSHandler):
        def https_open(self, req: Request) -> HTTPResponse:
            return _open(self.do_open, Secure, req)

    handlers: list[BaseHandler] = [OpenPlain(), OpenSecure(), _Redirects(visit)]
    if literal:
        handlers.append(ProxyHandler({}))
    return build_opener(*handlers)


def _open(do_open: Callable[..., Any], kind: type[HTTPConnection], req: Request) -> HTTPResponse:
    answer: HTTPResponse = do_open(kind, req)
    return answer


class _Redirects(HTTPRedirectHandler):
    """Follows a few redirects, each checked as the first address was."""

    max_redirections = MAX_REDIRECTS + 1
    max_repeats = MAX_REDIRECTS

    def __init__(self, visit: _Visit) -> None:
        self._visit = visit
        self._count = 0

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        """The request that follows. Raises DocumentError where it may not."""
        self._count += 1
        try:
            if self._count > MAX_REDIRECTS:
                raise DocumentError(
                    _("it is redirected more than {MAX_REDIRECTS} times").format(
                        MAX_REDIRECTS=MAX_REDIRECTS
                    ),
                    do=_(_SAVE),
                )
            target = _checked(urljoin(req.full_url, newurl), self._visit)
        except DocumentError:
            fp.close()
            raise
        return super().redirect_request(req, fp, code, msg, headers, target)


def _parts(url: str, where: str) -> SplitResult:
    """The parts of an address that may be fetched. Raises DocumentError."""
    try:
        parts = urlsplit(url.strip())
        host, _port = parts.hostname, parts.port
    except ValueError:
        host = None
        parts = None
    if parts is not None and parts.scheme not in ("http", "https"):
        raise DocumentError(
            _("only addresses that begin with http:// or https:// are read"),
            where=where,
            do=_("give such an address, or the path of a file"),
        )
    if parts is None or not host or any(c.isspace() or not c.isprintable() for c in parts.netloc):
        raise DocumentError(_("this is no address"), where=where, do=_("copy it from the browser"))
    if "@" in parts.netloc:
        raise DocumentError(
            _("an address with a name or password in it is not fetched"), where=where, do=_(_SAVE)
        )
    return parts


def _checked(url: str, visit: _Visit) -> str:
    """An address as it is sent. Raises DocumentError for one that may not be fetched."""
    parts = _parts(url, "")
    host = (parts.hostname or "").lower()
    # A proxy looks names up itself: what the host says of itself is checked before it too.
    if _literal(host) and host != visit.typed:
        raise _inside(host)
    try:
        ascii_host = host.encode("idna").decode() if not host.isascii() else host
    except UnicodeError:
        raise DocumentError(_("this is no address"), do=_("copy it from the browser")) from None
    netloc = f"[{ascii_host}]" if ":" in ascii_host else ascii_host
    if parts.port is not None:
        netloc += f":{parts.port}"
    safe = "%/:=&?~#+!$,;'@()*[]"
    path, query = quote(parts.path or "/", safe), quote(parts.query, safe)
    return urlunsplit((parts.scheme, netloc, path, query, ""))


def _literal(host: str) -> str:
    """The host in small letters where it is itself a private address or this machine, else ""."""
    host = host.lower()
    if host == "localhost" or host.endswith(".localhost") or _private(host):
        return host
    # "127.1" and "0x7f000001" are numbers too, to those who look names up.
    if re.fullmatch(r"(?:0x[0-9a-f]+|\d+)(?:\.(?:0x[0-9a-f]+|\d+)){0,3}", host):
        with suppress(OSError):
            return host if _private(socket.inet_ntoa(socket.inet_aton(host))) else ""
    return ""


def _private(address: str) -> bool:
    """Whether a numeric address is not one of the public internet; no number is none."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if inner is None and ip in ipaddress.ip_network("64:ff9b::/96"):  # NAT64
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            ip = inner
    return not ip.is_global or ip.is_multicast


def _inside(host: str) -> DocumentError:
    return DocumentError(
        _("'{host}' is an address inside a private network").format(host=host), do=_(_SAVE)
    )


def _too_large() -> DocumentError:
    return DocumentError(
        _("it has more than {n} MB").format(n=MAX_BYTES // 1024**2), do=_("split it")
    )


def _unpacked(data: bytes, encoding: str) -> bytes:
    """The bytes as they are meant, though we asked for them unpacked."""
    if encoding in ("", "identity"):
        return data
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise DocumentError(
            _("the server packs it in a way not known ({encoding})").format(encoding=encoding),
            do=_(_SAVE),
        )
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)
    try:
        plain = unpacker.decompress(data, MAX_BYTES + 1)
    except zlib.error:
        raise DocumentError(_("the answer cannot be unpacked"), do=_(_SAVE)) from None
    if len(plain) > MAX_BYTES:
        raise _too_large()
    return plain


def _name(url: str) -> str:
    """What a document is called by its address: the last of its path, else the host."""
    parts = urlsplit(url)
    last = unquote(parts.path.rstrip("/").rpartition("/")[2])
    last = re.sub(r"[\x00-\x1f\x7f/\\]", "", last).strip()
    return last[:120] or parts.hostname or url


def _told(error: BaseException, url: str) -> DocumentError:
    """What went wrong, in one line."""
    if isinstance(error, HTTPError):
        error.close()
        reason = _("the server answers {code} {reason}").format(
            code=error.code, reason=error.reason
        )
        return DocumentError(reason.rstrip(), where=url, do=_("check the address in a browser"))
    if isinstance(error, URLError) and isinstance(error.reason, BaseException):
        error = error.reason
    if isinstance(error, DocumentError):
        return DocumentError(error.what, where=url, do=error.do)
    if isinstance(error, TimeoutError):
        return DocumentError(_("the server does not answer"), where=url, do=_("try again later"))
    if isinstance(error, socket.gaierror):
        return DocumentError(
            _("the server's name is not known"), where=url, do=_("check it and the connection")
        )
    if isinstance(error, OSError | HTTPException | ValueError):
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        return DocumentError(
            _("it cannot be fetched ({reason})").format(reason=reason),
            where=url,
            do=_("check it and the connection"),
        )
    raise error
