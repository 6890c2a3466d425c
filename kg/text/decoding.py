"""A file goes in; its text comes out, every character where it stands, or an error that says at which byte it is no text."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from kg.errors import InputError

MAX_BYTES = 20_000_000
_HTML_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE
)
_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


def read_text(path: Path) -> str:
    """Read a text file without altering it: line ends and a byte-order mark stay.

    The encoding is UTF-8. It is never guessed; only an HTML page may declare another (``<meta charset=...>``).

    Raises
    ------
    InputError
        If the file cannot be opened, is too large, is empty, is binary, or is not in that encoding.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise InputError(f"{path}: {size / 1e6:.1f} MB is more than the limit of {MAX_BYTES / 1e6:.0f} MB. Try: one file per article.")
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error}). Check that it is a file and who may read it.") from error
    return decode(data, path)


def decode(data: bytes, path: Path) -> str:
    """Decode a file's bytes; ``path`` is for its suffix and for messages."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            raise InputError(f"{path}: the file is in {name}; UTF-8 is read. Try: iconv -f {name} -t UTF-8 FILE > NEW")
    encoding = _declared(data) if is_html(path) else "utf-8"
    if b"\0" in data:
        raise InputError(f"{path}: a binary file, no text (a NUL at byte {data.index(0)}). Try: save the article as .txt, .md or .html.")
    try:
        text = data.decode(encoding)
    except LookupError as error:
        raise InputError(f"{path}: the page declares an encoding that nobody knows: {encoding!r}. Try: save it as UTF-8.") from error
    except UnicodeDecodeError as error:
        raise InputError(_wrong_encoding(path, data, encoding, error.start)) from error
    if not text.strip("\ufeff \t\r\n\f\v"):
        raise InputError(f"{path}: the file is empty, there is nothing to read in it.")
    return text


def is_html(path: Path) -> bool:
    """Say whether a file is a web page, by its suffix."""
    return path.suffix.lower() in (".html", ".htm")


def _declared(data: bytes) -> str:
    match = _HTML_CHARSET.search(data[:4096])
    if match is None or data.startswith(codecs.BOM_UTF8):
        return "utf-8"
    name = (match[1] or match[2]).decode("ascii", "replace")
    return (
        "cp1252" if name.lower() in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii") else name
    )  # as browsers do (WHATWG Encoding)


def _wrong_encoding(path: Path, data: bytes, encoding: str, at: int) -> str:
    line = data.count(b"\n", 0, at) + 1
    return (
        f"{path}: line {line}: the file is not in {encoding.upper()} (byte {at} is 0x{data[at]:02x}). The encoding is not guessed. "
        f"If it is Windows-1252, try: iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW"
    )
