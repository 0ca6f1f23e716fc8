"""The page an exit leads to: a real https server whose answers a test may hold back."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HOST = "decoy.example"
ADDRESS = f"https://{HOST}/"
PAGE = "<!doctype html><title>Weather</title><h1 id=decoy>Weather</h1>"


class Decoy:
    """What was asked of the decoy, and when it may answer."""

    def __init__(self) -> None:
        self.port = 0
        self.asked: list[dict[str, str]] = []
        self.more = asyncio.Event()
        self._open = asyncio.Event()
        self._empty = False

    def reset(self) -> None:
        """Answer at once, and forget what was asked."""
        self.asked.clear()
        self.more.clear()
        self._open.set()
        self._empty = False

    def refuse(self) -> None:
        """Answer with nothing, on which a browser stays where it is."""
        self._empty = True

    def hold(self) -> None:
        """Answer nothing until `let_go`."""
        self._open.clear()

    def let_go(self) -> None:
        """Answer whoever waits, and everybody after."""
        self._open.set()

    async def asked_times(self, times: int, within_s: float = 10.0) -> None:
        """Wait until so many requests have come."""
        async with asyncio.timeout(within_s):
            while len(self.asked) < times:
                self.more.clear()
                await self.more.wait()

    async def answer(self, request: web.Request) -> web.Response:
        """Answer a request, when it may be answered."""
        if request.path != "/":
            return web.Response(status=404)
        self.asked.append(dict(request.headers))
        self.more.set()
        await self._open.wait()
        if self._empty:
            return web.Response(status=204)
        return web.Response(text=PAGE, content_type="text/html")


@asynccontextmanager
async def serve(folder: Path) -> AsyncIterator[Decoy]:
    """Give a decoy on a free port of its own."""
    decoy = Decoy()
    app = web.Application()
    app.router.add_get("/{path:.*}", decoy.answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=_certified(folder))
    await site.start()
    decoy.port = runner.addresses[0][1]
    try:
        yield decoy
    finally:
        decoy.let_go()
        await runner.cleanup()


def _certified(folder: Path) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / "decoy.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context
