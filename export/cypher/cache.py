"""The embedded database as a cache: one folder for one graph and one engine, written once, never changed.

A folder is named by the hash of the graph's file, built under another name and renamed when whole, so that nobody reads
half of one, several processes may read it, and two that build it at once do not meet. `manifest.json` holds the hash of
every file; a folder that does not fit it is thrown away and built again.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from graph.errors import QuidError

_MANIFEST = "manifest.json"
_KEPT = 8
# A folder is dropped only when nobody can be reading it any more, and a half-built one when its maker is gone.
_DAY = 86_400.0


def folder() -> Path:
    """Where the databases lie: QUID_CACHE, or the user's cache folder."""
    import platformdirs

    return Path(os.environ.get("QUID_CACHE") or platformdirs.user_cache_dir("quid")) / "cypher"


def key(*parts: bytes) -> str:
    """The name of a database, from all that it depends on."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big") + part)
    return whole.hexdigest()[:32]


def database(name: str, build: Callable[[Path], None]) -> Path:
    """The folder of a database, built when it is missing or damaged.

    Raises:
        QuidError: the cache cannot be written.
    """
    home = folder()
    place = home / name
    try:
        if _whole(place):
            os.utime(place)
            return place / "data"
        home.mkdir(parents=True, exist_ok=True)
        _prune(home)
        return _built(home, place, build) / "data"
    except OSError as error:
        reason = error.strerror or error
        raise QuidError(f"{home}: the cache cannot be written: {reason}; set QUID_CACHE to another folder") from error


def _built(home: Path, place: Path, build: Callable[[Path], None]) -> Path:
    temporary = Path(tempfile.mkdtemp(prefix=".new-", dir=home))
    try:
        build(temporary / "data")
        (temporary / _MANIFEST).write_text(json.dumps(_hashes(temporary / "data"), sort_keys=True), encoding="utf-8")
        if place.exists() and not _whole(place):
            # Renamed before it is deleted, so that no name ever stands for half a folder.
            place.rename(temporary / "damaged")
        try:
            temporary.rename(place)
        except OSError:
            # Somebody else was quicker, and theirs is as good.
            if not _whole(place):
                raise
        shutil.rmtree(place / "damaged", ignore_errors=True)
        return place
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _whole(place: Path) -> bool:
    """Whether every file is there as it was written."""
    try:
        manifest = json.loads((place / _MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return bool(manifest == _hashes(place / "data"))


def _hashes(data: Path) -> dict[str, str]:
    hashes = {}
    for path in sorted(data.iterdir()) if data.is_dir() else []:
        with path.open("rb") as stream:
            hashes[path.name] = hashlib.file_digest(stream, "sha256").hexdigest()
    return hashes


def _prune(home: Path) -> None:
    """Drop what was not used for a day: half-built folders, and all but the newest databases."""
    old = time.time() - _DAY
    places = sorted((path for path in home.iterdir() if path.is_dir()), key=lambda path: path.stat().st_mtime)
    built = [path for path in places if not path.name.startswith(".")]
    unused = [path for path in places if path.name.startswith(".")] + built[: max(len(built) - _KEPT, 0)]
    for path in unused:
        if path.stat().st_mtime < old:
            shutil.rmtree(path, ignore_errors=True)
