"""Histories of a site: what somebody may do to its files, one thing after another, while the clock moves on."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import strategies as st

from sendsite.crafts.dates import LONDON
from sendsite.model import Settings, Snapshot, Source
from tests.sites import LAYOUTS

# For each file, versions that matter to other files: titles, links, slugs, dates, states, ids; broken; gone (None).
VERSIONS: dict[str, tuple[str | None, ...]] = {
    "content/site.yaml": (
        (
            "name: Testshire\nbase_url: https://send.example.org/\ncontact: team\nnavigation:\n"
            "  - title: Help\n    page: help/index.md\nfooter:\n  pages:\n    - title: Buses\n"
            "      page: help/buses.md\n"
        ),
        "name: Othershire\nbase_url: https://send.example.org/deep/\n",
        "name: [broken\n",
        None,
    ),
    "content/index.md": (
        (
            "---\ntitle: Home\ntasks:\n  - title: Buses\n    page: help/buses.md\n    icon: bus\n---\n"
            "Welcome. [Help](help/index.md)\n"
        ),
        "---\ntitle: Home\n---\n::: pages\n",
        "---\ntitle: Home\n---\n[Nothing](nothing.md) and [heading](help/buses.md#times)\n",
        None,
    ),
    "content/help/index.md": (
        "---\ntitle: Help\n---\nText.\n",
        "---\ntitle: Help and advice\nslug: advice\n---\nText.\n",
        "---\ntitel: Help\n---\n",
        None,
    ),
    "content/help/buses.md": (
        "---\ntitle: Buses\nsummary: How to go.\n---\n## Times\n\n::: contact team\n",
        "---\ntitle: Buses\nsummary: How to go.\n---\n## Fares\n\n[Up](index.md)\n",
        "---\ntitle: Coaches\naliases: [/old/buses/]\nattachments: [leaflet]\nreview_by: 2026-06-02\n---\nText.\n",
        "---\ntitle: Buses\ndraft: yes\n---\nText.\n",
        "---\ntitle: Buses\npublish: 2026-06-03\nexpires: 2026-06-05\n---\nText.\n",
        "No front matter.\n",
        None,
    ),
    "content/news/index.md": ("---\ntitle: News\n---\n", None),
    "content/news/one.md": (
        "---\ntitle: One\ndate: 2026-05-01\n---\nOne. [Two](two.md)\n",
        "---\ntitle: One more\ndate: 2025\nslug: two\n---\nOne.\n",
        "---\ntitle: One\ndate: 2026-13-01\n---\n",
        None,
    ),
    "content/news/two.md": ("---\ntitle: Two\ndate: 2026-04\n---\nTwo.\n", None),
    "content/events/index.md": ("---\ntitle: Events\n---\n", None),
    "content/events/walk.md": (
        "---\ntitle: Walk\nstart: 2026-06-02 10:00\nend: 2026-06-02 12:00\nplace: The park\n---\nCome.\n",
        (
            "---\ntitle: Walk\nstart: 2026-06-04\nall_day: yes\nonline: A link comes by e-mail\n"
            "cancelled: Rain\n---\nSorry.\n"
        ),
        None,
    ),
    "content/consultations/index.md": ("---\ntitle: Consultations\n---\n",),
    "content/consultations/plan/index.md": (
        (
            "---\ntitle: Plan\nopens: 2026-06-02\ncloses: 2026-06-04 12:00\nways:\n  - title: Write\n"
            "parts: [why.md]\n---\nTell us.\n"
        ),
        (
            "---\ntitle: Plan\nopens: 2026-05\ncloses: 2026-05-20 12:00\nways:\n  - title: Write\n"
            "outcome:\n  date: 2026-05\n  text: Agreed.\n  page: help/buses.md\n---\nTold.\n"
        ),
        None,
    ),
    "content/consultations/plan/why.md": (
        "---\ntitle: Why\n---\n## Reason\n\n[back](index.md)\n",
        "---\ntitle: Because\n---\n",
        None,
    ),
    "content/meetings/index.md": ("---\ntitle: Meetings\n---\n", None),
    "content/meetings/june.md": (
        "---\ntitle: June\ndate: 2026-06-01\nboard: main\n---\n::: board main\n",
        "---\ntitle: June\ndate: 2026-06-01\nboard: other\n---\n",
        None,
    ),
    "content/data/contacts.yaml": (
        "contacts:\n  - id: team\n    name: The team\n    phone: 01632 960001\n",
        "contacts:\n  - id: team\n    name: The whole team\n    email: team@example.org\n",
        "contacts:\n  - id: staff\n    name: Staff\n",
        "contacts: nobody\n",
        None,
    ),
    "content/data/board.yaml": (
        "boards:\n  - id: main\n    name: The Board\n    documents: [leaflet]\n",
        "boards:\n  - id: main\n    name: Our Board\n",
        "boards: [",
        None,
    ),
    "content/data/documents.yaml": (
        "documents:\n  - id: leaflet\n    title: Leaflet\n    file: files/leaflet.txt\n    page: help/buses.md\n",
        "documents:\n  - id: leaflet\n    title: Leaflet\n",
        None,
    ),
    "content/data/notices.yaml": (
        (
            "notices:\n  - level: minor\n    title: Closed\n    start: 2026-06-02\n"
            "    end: 2026-06-03 09:00\n    page: help/buses.md\n"
        ),
        None,
    ),
    "content/data/timeline.yaml": ("events:\n  - date: 2020-03\n    title: Begun\n    page: help/index.md\n", None),
    "content/files/leaflet.txt": ("A leaflet.\n", "A much longer leaflet, with more to say.\n", None),
    "layouts/parts/trail.html": (
        LAYOUTS["layouts/parts/trail.html"].decode(),
        "<p>Trail of {{ page.title }}</p>\n",
        "{{ nothing }}\n",
        "{% broken\n",
        None,
    ),
    "layouts/blocks/contact.html": (
        LAYOUTS["layouts/blocks/contact.html"].decode(),
        "<p>{{ contact.name }}</p>\n",
        None,
    ),
    "layouts/assets/site.css": (
        "body { color: black }\n",
        "body { background: url(mark.svg) }\n",
        "body { background: url(none.svg) }\n",
    ),
}

START = {path: versions[0] for path, versions in VERSIONS.items()}
MOMENTS = st.integers(-2 * 24 * 60, 8 * 24 * 60).map(
    lambda minutes: datetime(2026, 6, 1, 9, tzinfo=LONDON) + timedelta(minutes=minutes)
)

EDITS = st.one_of(
    st.sampled_from(sorted(VERSIONS)).flatmap(lambda path: st.tuples(st.just(path), st.sampled_from(VERSIONS[path]))),
    st.tuples(st.just("rename"), st.tuples(st.sampled_from(sorted(VERSIONS)), st.sampled_from(sorted(VERSIONS)))),
    st.tuples(st.just("clock"), MOMENTS),
    st.tuples(
        st.just("settings"), st.builds(Settings, st.sampled_from((None, "https://other.example.org/x/")), st.booleans())
    ),
)


class Author:
    """Somebody who edits a site, one thing after another."""

    def __init__(self) -> None:
        self.files: dict[str, str | None] = dict(START)
        self.now = datetime(2026, 6, 1, 9, tzinfo=LONDON)
        self.settings = Settings()

    def edit(self, what: str, value: object) -> None:
        match what, value:
            case "clock", datetime() as moment:
                self.now = moment
            case "settings", Settings() as chosen:
                self.settings = chosen
            case "rename", (str() as one, str() as other):
                self.files[one], self.files[other] = None, self.files[one]
            case path, str() | None as text:
                self.files[path] = text

    def snapshot(self) -> Snapshot:
        texts = {path: text.encode() for path, text in self.files.items() if text is not None}
        whole = {path: data for path, data in LAYOUTS.items() if path not in self.files} | texts
        return Snapshot({path: Source(path, data) for path, data in whole.items()}, self.now, self.settings)
