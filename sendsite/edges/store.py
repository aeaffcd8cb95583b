"""What is remembered between commands: one file for each way of building, which anybody may delete at any time.

The file is a cache and nothing more. It answers only for sources that are the same to the byte, and for this very code
of sendsite and its libraries; whatever else lies there, or is damaged, counts as nothing.
"""

from __future__ import annotations

import os
import platform
import secrets
import sqlite3
import sys
import time
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from sendsite.edges import cachefolder
from sendsite.keeping import codec, pack, whole
from sendsite.keeping.codec import CodecError
from sendsite.keeping.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sendsite.keeping.pack import Pack
    from sendsite.memo import Memo
    from sendsite.model import Build, Settings, Snapshot

FOLDER: Final = ".sendsite"
_TABLES: Final = (
    "DROP TABLE IF EXISTS facts",
    "DROP TABLE IF EXISTS packs",
    "DROP TABLE IF EXISTS blobs",
    "DROP TABLE IF EXISTS seals",
    "CREATE TABLE facts(name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID",
    "CREATE TABLE packs(id INTEGER PRIMARY KEY, name TEXT, body BLOB)",
    "CREATE TABLE blobs(id INTEGER PRIMARY KEY, data BLOB)",
    "CREATE TABLE seals(target TEXT PRIMARY KEY, body TEXT) WITHOUT ROWID",
)
_MOST_FILES: Final = 4
_MOST_ROWS: Final = 2  # times as many as are still true, before all is tidied
_SOME: Final = 2000  # entries, which are written down in less than a tenth of a second
_UNUSED: Final = 30 * 24 * 3600.0  # seconds


@cache
def code() -> str:
    """What answers depend on besides the site: every line of sendsite, its libraries, and Python."""
    package = Path(__file__).resolve().parent.parent
    found = sha256(f"{platform.python_implementation()} {platform.python_version()} {sys.byteorder}".encode())
    for file in sorted(package.rglob("*.py")):
        found.update(file.read_bytes())
    for folder in filter(os.path.isdir, sys.path):  # a package's version is in the name of the folder that describes it
        found.update(" ".join(sorted(each.name for each in Path(folder).glob("*.dist-info"))).encode())
    return found.hexdigest()


class Store:
    """The store of one site, built in one way. Where it cannot be used, a file that goes with the process serves.

    Packs are laid one behind the other. What lies beside them is never changed, and only cleared away at the beginning
    of a command. Not for use by two threads at once. Of two processes that have read the store, the second to save
    finds that it is no longer what it has read, and leaves it alone.
    """

    def __init__(self, folder: Path, settings: Settings, *, is_kept: bool = True) -> None:
        """``folder`` need not exist. One that is not to be kept is read, and never written."""
        self.path = folder / f"{sha256(codec.dumps(settings).encode()).hexdigest()[:16]}.sqlite"
        self._token = ""
        self._begun = False
        self._aside: sqlite3.Connection | None = None
        self._database: sqlite3.Connection | None = None
        with suppress(OSError, sqlite3.Error):
            if self.path.is_file():
                self._database = _connected(str(self.path))
        if not is_kept:
            self._turn_aside()

    def load(self, memo: Memo) -> Shelf:
        """Let an empty ``memo`` stand before what is here. Raises CodecError when that is damaged."""
        shelf = Shelf(self.get)
        with self._reading() as database:
            if database is not None:
                for name, body in database.execute("SELECT name, body FROM packs ORDER BY id"):
                    shelf.add(pack.from_bytes(_sound(name, body)))
        if shelf.size > _MOST_ROWS * len(shelf):
            shelf = self._tidied(shelf)
        memo.stand_before(shelf, shelf.highest(), shelf.wanted())
        return shelf

    def save(self, memo: Memo, built: str = "") -> None:
        """Keep what is new in ``memo``, and a whole build as ``whole.write`` has it, for ``recall``.

        Where that cannot be done, nothing is kept.
        """
        if not memo.news and not memo.gone and not self._begun:
            return
        self.add(pack.write(memo.news, memo.gone, self.put))
        if built:
            self._execute("INSERT OR REPLACE INTO facts VALUES ('whole', ?)", (self.put(built.encode()),))
        if self._commit():
            memo.news.clear()
            memo.gone.clear()
            _delete_unused(self.path)

    def save_some(self, memo: Memo) -> bool:
        """Keep a part of what is new in ``memo``, which takes but a moment; whether that was the last of it."""
        if len(memo.news) <= _SOME:
            self.save(memo)
            return True
        some = list(islice(memo.news, _SOME))
        self.add(pack.write(some, (), self.put))
        for entry in some:
            del memo.news[entry]
        return False

    def recall(self, snapshot: Snapshot) -> Build | None:
        """The build of ``snapshot``, if it was the last that was kept. Raises CodecError when that is damaged."""
        with self._reading() as database:
            written = _fact(database, "whole") if database is not None else ""
        return whole.read(self.get(written).decode(), snapshot, self.get) if written else None

    def add(self, added: Pack) -> None:
        """Lay a pack behind the others. It is kept for good with the next ``save``."""
        body = added.as_bytes()
        self._execute("INSERT INTO packs(name, body) VALUES (?, ?)", (pack.name(body), body))

    def put(self, data: bytes) -> str:
        """Lay bytes aside, and return their name. They are kept for good with the next ``save``."""
        name = pack.name(data)
        self._execute("INSERT OR REPLACE INTO blobs VALUES (?, ?)", (_id(name), data))
        return name

    def get(self, name: str) -> bytes:
        """The bytes of a name. Raises CodecError when they are not there, or damaged."""
        try:
            for database in filter(None, (self._aside, self._database)):
                for (data,) in database.execute("SELECT data FROM blobs WHERE id = ?", (_id(name),)):
                    return _sound(name, data)
        except sqlite3.Error as fault:
            raise CodecError(str(fault)) from fault
        msg = "an answer is missing from the store"
        raise CodecError(msg)

    def seals(self, target: Path) -> str:
        """The seals of what was published in ``target``, as far as they are known."""
        with suppress(sqlite3.Error):
            if self._database is not None and self._token:
                for (body,) in self._database.execute("SELECT body FROM seals WHERE target = ?", (str(target),)):
                    return str(body)
        return ""

    def seal(self, target: Path, seals: str) -> None:
        """Keep the seals of what has been published in ``target``, if it can be done."""
        with suppress(sqlite3.Error):
            if self._database is not None and self._aside is None and self._token:
                self._database.execute("INSERT OR REPLACE INTO seals VALUES (?, ?)", (str(target), seals))

    def discard(self) -> None:
        """Let go of the file, and of all that is in it."""
        self.close()
        with suppress(OSError):
            self.path.unlink()

    def close(self) -> None:
        """Let go of the file. What was not saved is lost."""
        for database in filter(None, (self._aside, self._database)):
            database.close()

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection | None]:
        """What another command has saved, and nobody changes meanwhile; None where it is not for us."""
        try:
            if self._database is None:
                yield None
                return
            self._database.execute("BEGIN")
            is_ours = _fact(self._database, "code") == code()
            self._token = _fact(self._database, "token") if is_ours else ""
            yield self._database if is_ours else None
            self._database.execute("COMMIT")
        except (sqlite3.Error, ValueError, TypeError, LookupError) as fault:
            raise CodecError(str(fault)) from fault

    def _tidied(self, shelf: Shelf) -> Shelf:
        """The same in one pack, with all cleared away that it does not need."""
        joined, names = shelf.joined(self.put)
        database = self._begin()
        if database is self._aside:
            return shelf
        tidy = Shelf(self.get)
        tidy.add(joined)
        try:
            database.execute("DELETE FROM packs")
            self.add(joined)
            database.execute("DELETE FROM facts WHERE name = 'whole'")
            database.execute("CREATE TEMP TABLE wanted(id INTEGER PRIMARY KEY)")
            database.executemany("INSERT OR IGNORE INTO wanted VALUES (?)", ((_id(name),) for name in names))
            database.execute("DELETE FROM blobs WHERE id NOT IN (SELECT id FROM wanted)")
            database.execute("DROP TABLE wanted")
        except sqlite3.Error:
            self._turn_aside()
            return shelf
        if self._commit():
            _give_back_room(database)
        return tidy

    def _execute(self, statement: str, values: tuple[object, ...]) -> None:
        try:
            self._begin().execute(statement, values)
        except sqlite3.Error:
            self._turn_aside()
            self._begin().execute(statement, values)

    def _commit(self) -> bool:
        """Keep for good what has been written; whether it has been kept."""
        if self._aside is not None or self._database is None:
            return False
        token = secrets.token_hex(16)
        try:
            for fact in {"code": code(), "token": token}.items():
                self._database.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", fact)
            self._database.execute("COMMIT")
        except sqlite3.Error:
            self._turn_aside()
            return False
        self._begun = False
        self._token = token
        return True

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
    cachefolder.make(path.parent)
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


def _id(name: str) -> int:
    """The number by which a table knows a name: as much of it as SQLite's numbers hold."""
    return int(name[:16], 16) >> 1


def _sound(name: str, data: bytes) -> bytes:
    if pack.name(data) != name:
        msg = "the store was damaged"
        raise CodecError(msg)
    return data


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
