"""From bytes to text: byte order marks and UTF-8 first, then what English news is likely to be in."""

from __future__ import annotations

import codecs
import re

from loaders.base import UnusableError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 100_000
_WESTERN_SHARE = 0.04
_WESTERN_BYTES = 12
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
_BREAKS = re.compile(r"\r\n?")
_MULTIBYTE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]")


def decode(data: bytes, encoding: str | None = None) -> str:
    r"""Decode a text file; line breaks become `\n`.

    Args:
        data: the whole file.
        encoding: the encoding, where a person has named it.

    Raises:
        UnusableError: if the bytes are no text, or of no encoding that can be told.
    """
    text = _BREAKS.sub("\n", _decode(data, encoding))
    controls = len(_CONTROL.findall(text[:_SAMPLE]))
    if controls > len(text[:_SAMPLE]) // 200:
        raise UnusableError("holds control characters as binary files do; it is not a text file")
    return text


def _decode(data: bytes, encoding: str | None) -> str:
    marked = next((name for mark, name in _BOMS if data.startswith(mark)), None)
    chosen = encoding or marked
    if chosen is not None:
        return _named(data, chosen)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _guessed(data, error)


def _named(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except LookupError:
        raise UnusableError(f"no encoding is called {encoding!r}; name one such as utf-8 or cp1252") from None
    except UnicodeError as error:
        reason = getattr(error, "reason", "malformed")
        raise UnusableError(f"is not valid {encoding} ({reason}); name its encoding with --encoding") from None


def _guessed(data: bytes, error: UnicodeDecodeError) -> str:
    if len(_MULTIBYTE.findall(data[: error.start][-_SAMPLE:])) > 0:
        raise UnusableError(
            f"is UTF-8 up to byte {error.start}, which is broken; repair it or name its encoding with --encoding"
        ) from None
    if b"\0" in data[:_SAMPLE]:
        return _detected(data)
    high = sum(byte > 0x7F for byte in data[:_SAMPLE])
    if high <= max(_WESTERN_BYTES, _WESTERN_SHARE * len(data[:_SAMPLE])):
        # Quotation marks, dashes and accents among ASCII: what English texts not in UTF-8 are.
        return data.decode("cp1252", errors="replace")
    return _detected(data)


def _detected(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise UnusableError("is no text in a known encoding; if it is one, name it with --encoding")
    return _named(data, best.encoding)
