"""A small proxy that passes bytes on to a server and cuts the connection after so many of them."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading


class Proxy:
    """Listens on a port of its own; `uri` is its address.

    Args:
        port: the server's, on this machine.
        cut_after: bytes that pass in `direction` before every connection is reset; None passes all.
        direction: `up` counts what the client sends, `down` what the server answers.
    """

    def __init__(self, port: int, cut_after: int | None = None, direction: str = "up") -> None:
        self.port = port
        self.cut_after = cut_after
        self.direction = direction
        self.passed = {"up": 0, "down": 0}
        self._cut = threading.Event()
        self._sockets: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.uri = f"bolt://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self) -> Proxy:
        return self

    def __exit__(self, *_: object) -> None:
        self._cut.set()
        # A thread that waits in accept() is woken by shutdown, not by close.
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._reset()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                if self._cut.is_set():
                    client.close()
                    continue
                server = socket.create_connection(("127.0.0.1", self.port))
                self._sockets += [client, server]
                for source, target, direction in ((client, server, "up"), (server, client, "down")):
                    threading.Thread(target=self._pass_on, args=(source, target, direction), daemon=True).start()

    def _pass_on(self, source: socket.socket, target: socket.socket, direction: str) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(4096):
                if direction == self.direction and self.cut_after is not None:
                    data = data[: max(self.cut_after - self.passed[direction], 0)]
                self.passed[direction] += len(data)
                if data:
                    target.sendall(data)
                if direction == self.direction and self.passed[direction] == self.cut_after:
                    self._cut.set()
                    self._reset()
                    return
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _reset(self) -> None:
        """Close with a reset, as a cable that is pulled; what the server has already got it may still carry out."""
        for end in self._sockets:
            with contextlib.suppress(OSError):
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
