"""A slow network between a browser and a server on this machine: HTTP/1.1 without TLS.

The bandwidth is shared by all connections, each direction has its own. Bytes travel half of the
round trip each way, and a new connection waits one more round trip for its handshake. Not played:
loss, slow start, TLS. All counts are bytes of HTTP handed to the browser or to the server; what
TCP and IP add is left out.
"""

import asyncio
import contextlib
import re
import threading
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

_PIECE = 1400  # bytes that travel as one, about a packet
_REQUEST = re.compile(rb"^(?:GET|HEAD|POST) (\S+) HTTP/1\.1\r\n")
_STATUS = re.compile(rb"^HTTP/1\.[01] (\d{3})")
_HEAD_END = b"\r\n\r\n"


@dataclass
class Exchange:
    """One request, and how much of its answer has arrived."""

    path: str
    status: int = 0
    head: int = 0  # bytes of the answer's status line and headers
    body: int = 0  # bytes

    @property
    def size(self) -> int:
        return self.head + self.body


class Link:
    """One direction of the shared line."""

    def __init__(self, bandwidth: float | None) -> None:
        self.bandwidth = bandwidth  # bit/s; None: as fast as this machine
        self.free = 0.0  # when the line has sent what was given to it

    async def send(self, size: int) -> float:
        """Wait until so many bytes have gone through; return when that was."""
        now = time.monotonic()
        if self.bandwidth is None:
            return now
        self.free = max(now, self.free) + size * 8 / self.bandwidth
        await asyncio.sleep(self.free - now)
        return self.free


class Proxy:
    """Passes connections on to a port, slowly; a context manager with a thread of its own."""

    def __init__(
        self, port: int, target: int, *, bandwidth: float | None = None, delay: float = 0
    ) -> None:
        """`bandwidth` in bit/s, `delay` in seconds of a round trip."""
        self.port = port
        self.target = target
        self.url = f"http://127.0.0.1:{port}"
        self.delay = delay
        self.exchanges: list[Exchange] = []
        self.cuts = 0
        self._down, self._up = Link(bandwidth), Link(bandwidth)
        self._cut: tuple[str, int] | None = None
        self._refusing = False
        self._open: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> "Proxy":
        self._thread.start()
        self._run(self._listen())
        return self

    def __exit__(self, *exc: object) -> None:
        self._run(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def shape(self, bandwidth: float | None, delay: float) -> None:
        """Change the line from now on: bit/s, and seconds of a round trip."""
        self._down.bandwidth = self._up.bandwidth = bandwidth
        self.delay = delay

    def cut_after(self, marker: str, size: int) -> None:
        """Break everything once so many bytes of the body of a path with `marker` arrived.

        From then on no connection is taken until `pass_on`.
        """
        self._cut = (marker, size)

    def refuse(self) -> None:
        """Break everything now."""
        self._run(self._break_soon())

    def pass_on(self) -> None:
        self._cut = None
        self._refusing = False

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=10)

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", self.port)

    async def _close(self) -> None:
        self._server.close()
        self._break()
        await asyncio.gather(*self._tasks)  # each ends as its connection is gone

    async def _break_soon(self) -> None:
        self._break()

    def _break(self) -> None:
        self._refusing = True
        for writer in list(self._open):
            writer.transport.abort()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._refusing:
            writer.transport.abort()
            return
        task = asyncio.current_task()
        if task:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        ends = [writer]
        try:
            upstream, server = await asyncio.open_connection("127.0.0.1", self.target)
            ends.append(server)
            self._open.update(ends)
            await asyncio.sleep(self.delay)  # the handshake
            exchanges: list[Exchange] = []
            ways = (
                self._carry(reader, server, self._up, lambda data: self._asked(data, exchanges)),
                self._carry(upstream, writer, self._down, _Answers(exchanges, self._count).arrived),
            )
            both = [asyncio.ensure_future(way) for way in ways]
            try:
                await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for way in both:
                    way.cancel()
                await asyncio.gather(*both, return_exceptions=True)
        except OSError:
            pass  # the server is down: the browser sees a connection that ends
        finally:
            for end in ends:
                self._open.discard(end)
                end.close()

    async def _carry(self, reader, writer, link: Link, note) -> None:
        """Carry bytes one way; what is under way does not keep later bytes from being sent."""
        travelling: asyncio.Queue[tuple[float, bytes] | None] = asyncio.Queue()
        delivering = asyncio.ensure_future(_deliver(travelling, writer, note))
        try:
            with contextlib.suppress(ConnectionError):
                while data := await reader.read(_PIECE):
                    sent = await link.send(len(data))
                    travelling.put_nowait((sent + self.delay / 2, data))
            travelling.put_nowait(None)
            with contextlib.suppress(ConnectionError):
                await delivering
        finally:
            delivering.cancel()

    def _asked(self, data: bytes, exchanges: list[Exchange]) -> None:
        if found := _REQUEST.match(data):
            exchange = Exchange(found[1].decode())
            exchanges.append(exchange)
            self.exchanges.append(exchange)

    def _count(self, exchange: Exchange) -> None:
        if self._cut and self._cut[0] in exchange.path and exchange.body >= self._cut[1]:
            self._cut = None
            self.cuts += 1
            self._break()


class _Answers:
    """Tells heads from bodies on one connection, where answers follow their requests in turn."""

    def __init__(self, exchanges: list[Exchange], count: Callable[[Exchange], None]) -> None:
        self.exchanges = exchanges
        self.count = count
        self.seen = 0  # exchanges whose answer has begun
        self.head: bytes | None = None  # what has arrived of a head

    def arrived(self, data: bytes) -> None:
        if self.seen < len(self.exchanges) and self.head is None:
            # A browser asks again on a connection only when the answer before is whole.
            self.seen = len(self.exchanges)
            self.head = b""
        exchange = self.exchanges[-1]
        if self.head is None:
            exchange.body += len(data)
        else:
            self.head += data
            before, end, body = self.head.partition(_HEAD_END)
            if end:
                found = _STATUS.match(before)
                exchange.status = int(found[1]) if found else 0
                exchange.head = len(before) + len(end)
                exchange.body = len(body)
                self.head = None
        self.count(exchange)


async def _deliver(travelling, writer, note) -> None:
    while item := await travelling.get():
        moment, data = item
        await asyncio.sleep(max(0, moment - time.monotonic()))
        note(data)
        writer.write(data)
        await writer.drain()
