"""A line to a server that is as slow as wanted."""

import socket
import threading
import time
from contextlib import suppress


class SlowLine:
    """Passes TCP on to a port of this machine; all that comes back shares one bandwidth."""

    def __init__(self, port: int, bandwidth: int) -> None:
        """`bandwidth`: bytes a second."""
        self._target = port
        self._bandwidth = bandwidth
        self._block = max(1, bandwidth // 10)  # bytes that go at once
        self._turn = threading.Lock()
        self._ends: list[socket.socket] = [socket.create_server(("127.0.0.1", 0))]
        self.url = f"http://127.0.0.1:{self._ends[0].getsockname()[1]}"

    def __enter__(self):
        self._start(self._accept, self._ends[0])
        return self

    def __exit__(self, *exc):
        """Break all connections and take no new ones."""
        for end in self._ends:
            with suppress(OSError):  # the other side was faster
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            client, _ = listener.accept()
            self._ends.append(client)
            try:
                server = socket.create_connection(("127.0.0.1", self._target))
            except OSError:
                client.close()  # nobody is there
                continue
            self._ends.append(server)
            self._start(self._pass, client, server, 65536, 0.0)
            self._start(self._pass, server, client, self._block, self._block / self._bandwidth)

    def _pass(self, source: socket.socket, sink: socket.socket, size: int, pause: float) -> None:
        while block := source.recv(size):
            if pause:
                with self._turn:
                    time.sleep(pause * len(block) / size)
            sink.sendall(block)
        sink.shutdown(socket.SHUT_WR)

    def _start(self, work, *arguments) -> None:
        def until_closed():
            with suppress(OSError):  # one side is gone
                work(*arguments)

        threading.Thread(target=until_closed, daemon=True).start()
