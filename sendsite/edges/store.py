"""What is remembered between commands: one file for each way of building, which anybody may delete at any time.

The file is a cache and nothing more. It answers only for sources that are the same to the byte, and for this very code
of sendsite and its libraries; whatever else lies there, or is damaged, counts as nothing.
"""

from __future__ import annotations

import json
import os
import platform
import secrets
import sqlite3
import sys
import time
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from sendsite.keeping import codec, pack
from sendsite.keeping.codec import CodecError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sendsite.edges.sealing import Seal
    from sendsite.memo import Entry, Memo
    from sendsite.model import Settings

FOLDER: Final = ".sendsite"
_TABLES: Final = (
    "DROP TABLE IF EXISTS facts",
    "DROP TABLE IF EXISTS packs",
    "DROP TABLE IF EXISTS answers",
    "DROP TABLE IF EXISTS seals",
    "CREATE TABLE facts(name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID",
    "CREATE TABLE packs(id INTEGER PRIMARY KEY, digest TEXT, gone TEXT, body BLOB)",
    "CREATE TABLE answers(number INTEGER PRIMARY KEY, data BLOB)",
    "CREATE TABLE seals(target TEXT PRIMARY KEY, body TEXT) WITHOUT ROWID",
)
_MOST_FILES: Final = 4
_UNUSED: Final = 30 * 24 * 3600.0  # seconds
# https://bford.info/cachedir/ tells programs that make backups; the other file tells Git.
_SIGNS: Final = {"CACHEDIR.TAG": "Signature: 8a477f597d28d172789f06886806bc55\n", ".gitignore": "*\n"}


@cache
def code() -> str:
    """What answers depend on besides the site: every line of sendsite, its libraries, and Python."""
    package = Path(__file__).resolve().parent.parent
    found = sha256(f"{platform.python_implementation()} {platform.python_version()}".encode())
    for file in sorted(package.rglob("*.py")):
        found.update(file.read_bytes())
    for folder in filter(os.path.isdir, sys.path):  # a package's version is in the name of the folder that describes it
        found.update(" ".join(sorted(each.name for each in Path(folder).glob("*.dist-info"))).encode())
    return found.hexdigest()


class Store:
    """The store of one site, built in one way. Where it cannot be used, a file that goes with the process serves.

    Not for use by two threads at once. Of two processes that have read it, the second to save finds that it is no
    longer what it has read, and leaves it alone.
    """

    def __init__(self, folder: Path, settings: Settings, *, is_kept: bool = True) -> None:
        """``folder`` need not exist. One that is not to be kept is read, and never written."""
        self.path = folder / f"{sha256(codec.dumps(settings).encode()).hexdigest()[:16]}.sqlite"
        self._token = ""
        self._rows = self._late_rows = 0
        self._begun = False
        self._aside: sqlite3.Connection | None = None
        self._database: sqlite3.Connection | None = None
        with suppress(OSError, sqlite3.Error):
            if self.path.is_file():
                self._database = _connected(str(self.path))
        if not is_kept:
            self._turn_aside()

    def load(self, memo: Memo) -> None:
        """Fill an empty ``memo``. Raises CodecError when the store is damaged."""
        if self._database is None:
            return
        try:
            self._database.execute("BEGIN")
            if _fact(self._database, "code") == code():
                self._load_packs(self._database, memo)
                self._token = _fact(self._database, "token")
            self._database.execute("COMMIT")
        except (sqlite3.Error, ValueError, TypeError, LookupError) as fault:
            raise CodecError(str(fault)) from fault

    def _load_packs(self, database: sqlite3.Connection, memo: Memo) -> None:
        known: dict[int, Entry] = {}
        for digest, gone, body in database.execute("SELECT digest, gone, body FROM packs ORDER BY id"):
            if sha256(body).hexdigest() != digest:
                msg = "the store was damaged"
                raise CodecError(msg)
            for number in json.loads(gone):
                memo.drop(known.pop(number))
            before = len(memo.news)
            pack.read(memo, body, known, self.get)
            self._late_rows += len(memo.news) - before if self._rows else 0
            self._rows = len(known)
        memo.count_beyond(max(known, default=0))
        memo.news.clear()

    def save(self, memo: Memo) -> None:
        """Keep what is new in ``memo``. Where that cannot be done, nothing is kept."""
        if not memo.news and not memo.gone:
            return
        try:
            database = self._begin()
            if database is self._aside:
                return
            is_whole = not self._token or self._late_rows + len(memo.news) > self._rows // 2
            entries = memo.in_order() if is_whole else list(memo.news)
            body = pack.write(entries, self.put, self.get).encode()
            gone = json.dumps([] if is_whole else memo.gone)
            if is_whole:
                _clear_all_but(database, entries)
                self._rows = self._late_rows = 0
            database.executemany("DELETE FROM answers WHERE number = ?", ((number,) for number in memo.gone))
            database.execute(
                "INSERT INTO packs(digest, gone, body) VALUES (?, ?, ?)", (sha256(body).hexdigest(), gone, body)
            )
            self._token = secrets.token_hex(16)
            facts = {"code": code(), "token": self._token}
            database.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", facts.items())
            database.execute("COMMIT")
            self._begun = False
        except sqlite3.Error:
            self._turn_aside()
            return
        self._late_rows += len(entries) if self._rows else 0
        self._rows += len(entries) if is_whole else 0
        memo.news.clear()
        memo.gone.clear()
        if is_whole:
            _give_back_room(database)
            _delete_unused(self.path)

    def put(self, number: int, data: bytes) -> None:
        """Lay the bytes of an answer aside. They are kept for good with the next ``save``."""
        try:
            self._begin().execute("INSERT OR REPLACE INTO answers VALUES (?, ?)", (number, data))
        except sqlite3.Error:
            self._turn_aside()
            self._begin().execute("INSERT OR REPLACE INTO answers VALUES (?, ?)", (number, data))

    def get(self, number: int) -> bytes:
        """The bytes of an answer. Raises CodecError when they are not there."""
        try:
            for database in filter(None, (self._aside, self._database)):
                for (data,) in database.execute("SELECT data FROM answers WHERE number = ?", (number,)):
                    return bytes(data)
        except sqlite3.Error as fault:
            raise CodecError(str(fault)) from fault
        msg = "an answer is missing from the store"
        raise CodecError(msg)

    def seals(self, target: Path) -> dict[str, Seal]:
        """The seals of what was published in ``target``, as far as they are known."""
        with suppress(sqlite3.Error, ValueError):
            if self._database is not None and self._token:
                for (body,) in self._database.execute("SELECT body FROM seals WHERE target = ?", (str(target),)):
                    return {path: tuple(seal) for path, seal in json.loads(body).items()}
        return {}

    def seal(self, target: Path, seals: Mapping[str, Seal]) -> None:
        """Keep the seals of what has been published in ``target``, if it can be done."""
        with suppress(sqlite3.Error):
            if self._database is not None and self._aside is None and self._token:
                row = str(target), json.dumps(seals, ensure_ascii=False)
                self._database.execute("INSERT OR REPLACE INTO seals VALUES (?, ?)", row)

    def discard(self) -> None:
        """Let go of the file, and of all that is in it."""
        self.close()
        with suppress(OSError):
            self.path.unlink()

    def close(self) -> None:
        """Let go of the file. What was not saved is lost."""
        for database in filter(None, (self._aside, self._database)):
            database.close()

    def _begin(self) -> sqlite3.Connection:
        """Where to write: the file, which is ours alone until the next save, or what is kept aside."""
        if self._aside is None and not self._begun:
            try:
                if self._database is None:
                    self._database = _created(self.path)
                self._database.execute("BEGIN IMMEDIATE")
                self._begun = True
                if not self._token:
                    for statement in _TABLES:
                        self._database.execute(statement)
                elif _fact(self._database, "token") != self._token:  # somebody has saved since we read it
                    self._turn_aside()
            except (OSError, sqlite3.Error):
                self._turn_aside()
        return cast("sqlite3.Connection", self._aside or self._database)

    def _turn_aside(self) -> None:
        """From now on, write to a file that goes with the process."""
        with suppress(sqlite3.Error):
            if self._begun and self._database is not None:
                self._database.execute("ROLLBACK")
        self._begun = False
        self._aside = _connected("")
        for statement in _TABLES:
            self._aside.execute(statement)


def _created(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(exist_ok=True)
    for name, text in _SIGNS.items():
        if not (sign := path.with_name(name)).exists():
            sign.write_text(text, "utf-8")
    try:
        return _connected(str(path))
    except sqlite3.OperationalError:  # somebody else has it, or it cannot be written
        raise
    except sqlite3.DatabaseError:  # it is damaged at its head, or was never a store
        path.unlink()
        return _connected(str(path))


def _fact(database: sqlite3.Connection, name: str) -> str:
    try:
        found = database.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
    except sqlite3.OperationalError:  # it is new, and has no tables yet
        return ""
    return str(found[0]) if found is not None else ""


def _clear_all_but(database: sqlite3.Connection, entries: list[Entry]) -> None:
    """Delete every pack, and the answers of all but ``entries``."""
    database.execute("DELETE FROM packs")
    database.execute("CREATE TEMP TABLE alive(number INTEGER PRIMARY KEY)")
    database.executemany("INSERT INTO alive VALUES (?)", ((entry.number,) for entry in entries))
    database.execute("DELETE FROM answers WHERE number NOT IN (SELECT number FROM alive)")
    database.execute("DROP TABLE alive")


def _give_back_room(database: sqlite3.Connection) -> None:
    with suppress(sqlite3.Error):
        (pages,) = database.execute("PRAGMA page_count").fetchone()
        (free,) = database.execute("PRAGMA freelist_count").fetchone()
        if free > pages // 2:
            database.execute("VACUUM")


def _delete_unused(path: Path) -> None:
    """Delete the stores of other ways of building that are many, or that nobody has used for long."""
    with suppress(OSError):
        files = sorted(path.parent.glob("*.sqlite"), key=lambda file: file.stat().st_mtime, reverse=True)
        for number, file in enumerate(files):
            if file != path and (number >= _MOST_FILES or time.time() - file.stat().st_mtime > _UNUSED):
                file.unlink()


def _connected(name: str) -> sqlite3.Connection:
    connection = sqlite3.connect(name, timeout=0, isolation_level=None, check_same_thread=False)
    # It may be lost with the power, and is then built again; what is half-written is noticed.
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -16000")
    return connection
