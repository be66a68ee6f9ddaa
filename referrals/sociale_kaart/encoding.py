"""Gives the JSON parser UTF-8 whatever the file was written in, and makes streams readable twice."""

import codecs
import shutil
import tempfile
from typing import IO

CHUNK = 1 << 16
IN_MEMORY = 1 << 20


class Utf8Reader:
    """Reads a seekable binary stream from its start as UTF-8; bytes that are not UTF-8 are taken as Latin-1.

    `recoded` counts those bytes, `first` is the first visible character ("" while the stream had none).
    """

    def __init__(self, stream: IO[bytes]) -> None:
        stream.seek(0)
        self._stream = stream
        self._rest = b""
        self._begun = False
        self.recoded = 0
        self.first = ""

    def read(self, size: int = CHUNK) -> bytes:
        text = ""
        while size and not text:
            chunk = self._stream.read(CHUNK if size < 0 else size)
            text = self._decoded(self._rest + chunk, final=not chunk)
            if not self._begun and text:
                text, self._begun = text.removeprefix("\ufeff"), True
            self.first = self.first or text.lstrip()[:1]
            if not chunk:
                break
        return text.encode()

    def _decoded(self, raw: bytes, *, final: bool) -> str:
        """The text of the bytes; an unfinished character at the end waits for the next chunk."""
        parts, view, start = [], memoryview(raw), 0
        while True:
            try:
                text, used = codecs.utf_8_decode(view[start:], "strict", final)
            except UnicodeDecodeError as error:
                bad = start + error.start
                parts.append(str(view[start:bad], "utf-8"))
                parts.append(str(view[bad : start + error.end], "cp1252", "replace"))
                self.recoded += error.end - error.start
                start += error.end
            else:
                parts.append(text)
                self._rest = raw[start + used :]
                return "".join(parts)


def seekable(stream: IO[bytes]) -> IO[bytes]:
    """The stream itself, or a temporary copy (on disk above 1 MB) of one that can be read only once."""
    if stream.seekable():
        return stream
    copy = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (closed with the reading)
    shutil.copyfileobj(stream, copy)
    return copy
