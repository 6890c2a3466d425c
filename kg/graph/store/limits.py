"""Work and its limits in, the work or an error out: a time and a size after which a query is given up."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from kg.errors import QueryError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

MAX_BYTES = 2_000_000_000


class Deadline:
    """A moment after which work is given up; never, for None."""

    def __init__(self, seconds: float | None) -> None:
        self.seconds = seconds
        self._end = None if seconds is None else time.monotonic() + seconds

    @property
    def is_over(self) -> bool:
        """Whether the time is up."""
        return self._end is not None and time.monotonic() > self._end

    def error(self) -> QueryError:
        """Say that the time is up."""
        return QueryError(f"The query took longer than {self.seconds:g} s. Add a LIMIT, make it more selective, or allow more time.")


class LimitedBuffer(io.BytesIO):
    """A buffer that takes bytes until the deadline or a size is reached; then writing to it fails, which stops the writer."""

    def __init__(self, deadline: Deadline, max_bytes: int = MAX_BYTES) -> None:
        super().__init__()
        self._deadline, self._max_bytes = deadline, max_bytes

    def write(self, data: Buffer, /) -> int:
        """Take bytes."""
        if self._deadline.is_over:
            raise self._deadline.error()
        if self.tell() > self._max_bytes:
            raise QueryError(f"The answer is larger than {self._max_bytes:,} bytes. Add a LIMIT, or ask for fewer columns.")
        return super().write(data)


def run_until(deadline: Deadline, work: Callable[[], None]) -> None:
    """Do the work, in another thread if there is a deadline; give up waiting when it is over.

    Oxigraph offers no way to cancel an evaluation; it stops by itself when it next writes a row to a `LimitedBuffer`.
    """
    if deadline.seconds is None:
        work()
        return
    failure: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except BaseException as error:  # raised again below, in the caller's thread
            failure.append(error.with_traceback(None))  # whose frames hold answers that must not leave this thread

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(deadline.seconds)
    if failure:
        raise failure[0]
    if thread.is_alive():
        raise deadline.error()
