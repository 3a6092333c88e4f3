"""Ends this process when a Java call goes on too long or Ctrl-C is pressed: Python cannot interrupt one.

Nothing is lost by that, as the database is opened for reading only. The engine ends a query at its time limit by itself;
this is for the one that it does not.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def watched(seconds: float, message: str) -> Iterator[None]:
    """Run the body; after so many seconds print the message and end with 1, after Ctrl-C end with 130."""
    timer = threading.Timer(seconds, _end, [message, 1])
    timer.daemon = True
    timer.start()
    try:
        if os.name == "posix" and threading.current_thread() is threading.main_thread():
            with _interruptible():
                yield
        else:
            yield
    finally:
        timer.cancel()


@contextmanager
def _interruptible() -> Iterator[None]:
    """Python's own handler waits for the Java call to return, but the number of the signal is written to a pipe at once."""
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    before = signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    threading.Thread(target=_wait, args=(reader,), daemon=True).start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(before)
        # The thread reads the end of the pipe, and ends.
        os.close(writer)


def _wait(reader: int) -> None:
    try:
        while received := os.read(reader, 1):
            if received[0] == signal.SIGINT:
                _end("stopped", 130)
    finally:
        os.close(reader)


def _end(message: str, code: int) -> None:
    sys.stdout.flush()
    sys.stderr.write(f"quid: {message}\n")
    sys.stderr.flush()
    os._exit(code)
