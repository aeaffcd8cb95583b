"""What an edit costs: for each kind of edit, exactly which outputs are rendered again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sendsite.memo import Memo
from sendsite.model import Settings, Snapshot
from sendsite.site import directory, finder, outputs, printing, search, templates
from sendsite.site.build import site
from sendsite.site.routes import routes
from tests.content import DIRECTORY, page, service, services
from tests.pictures import jpeg, png
from tests.sites import HOME, LAYOUTS, snapshot

if TYPE_CHECKING:
    from collections.abc import Mapping

SITE_FILE = """\
name: Testshire
base_url: https://send.example.org/
navigation:
  - title: Help
    page: help/index.md
"""
WALK = "---\ntitle: Walk\nstart: 2026-06-02 10:00\nend: 2026-06-02 12:00\nplace: The park\n---\n"

FILES: dict[str, str] = {
    "content/site.yaml": SITE_FILE,
    "content/index.md": HOME,
    "content/help/index.md": "---\ntitle: Help\n---\n",
    "content/help/buses.md": "---\ntitle: Buses\n---\nText.\n",
    "content/help/money.md": "---\ntitle: Money\n---\n[Buses](buses.md)\n\n::: contact team\n",
    "content/news/index.md": "---\ntitle: News\n---\n",
    "content/news/a.md": "---\ntitle: A\ndate: 2026-05-01\n---\nA.\n",
    "content/news/b.md": "---\ntitle: B\ndate: 2026-05-02\n---\nB.\n",
    "content/events/index.md": "---\ntitle: Events\n---\n",
    "content/events/walk.md": WALK,
    "content/guide/index.md": "---\ntitle: Guide\nparts: [one.md, two.md]\n---\n",
    "content/guide/one.md": "---\ntitle: One\n---\nFirst.\n",
    "content/guide/two.md": "---\ntitle: Two\n---\nSecond.\n",
    "content/data/contacts.yaml": "contacts:\n  - id: team\n    name: Team\n    phone: 01632 960001\n",
    "content/files/leaflet.txt": "Leaflet.\n",
}
EVERY_PAGE = {
    "404.html",
    "events/index.html",
    "events/walk/index.html",
    "guide/index.html",
    "guide/one/index.html",
    "guide/print/index.html",
    "guide/two/index.html",
    "help/buses/index.html",
    "help/index.html",
    "help/money/index.html",
    "index.html",
    "news/a/index.html",
    "news/b/index.html",
    "news/index.html",
    "search/index.html",
}
EVERY_TEXT = EVERY_PAGE | {"news/feed.xml", "events/events.ics", "events/walk/event.ics"}

PAGE_EDITS = {
    "a body": ("content/help/buses.md", "---\ntitle: Buses\n---\nOther text.\n", {"help/buses/index.html"}),
    "a body, with a heading nobody links to": (
        "content/help/buses.md",
        "---\ntitle: Buses\n---\n## Times\n",
        {"help/buses/index.html"},
    ),
    "a title": (
        "content/help/buses.md",
        "---\ntitle: Coaches\n---\nText.\n",
        {"help/buses/index.html", "help/index.html"},
    ),
    "a review date": (
        "content/help/buses.md",
        "---\ntitle: Buses\nreviewed: 2026-05-01\n---\nText.\n",
        {"help/buses/index.html", "sitemap.xml"},
    ),
    "an owner": (
        "content/help/buses.md",
        "---\ntitle: Buses\nowner: Travel team\n---\nText.\n",
        {"help/buses/index.html"},
    ),
    "a comment in the front matter": (
        "content/help/buses.md",
        "---\n# checked by phone\ntitle: Buses\n---\nText.\n",
        set(),
    ),
    "a slug": (
        "content/help/buses.md",
        "---\ntitle: Buses\nslug: coaches\n---\nText.\n",
        {"help/coaches/index.html", "help/index.html", "help/money/index.html", "sitemap.xml"},
    ),
    "the body of a news item": (
        "content/news/a.md",
        "---\ntitle: A\ndate: 2026-05-01\n---\nMore.\n",
        {"news/a/index.html"},
    ),
    "the title of a news item": (
        "content/news/a.md",
        "---\ntitle: Alpha\ndate: 2026-05-01\n---\nA.\n",
        {"news/a/index.html", "news/index.html", "news/feed.xml", "index.html"},
    ),
    "an event called off": (
        "content/events/walk.md",
        "---\ntitle: Walk\nstart: 2026-06-02 10:00\nend: 2026-06-02 12:00\nplace: The park\ncancelled: Rain\n---\n",
        {"events/walk/index.html", "events/index.html", "index.html", "events/events.ics", "events/walk/event.ics"},
    ),
    "another event": (
        "content/events/fair.md",
        WALK.replace("Walk", "Fair"),
        {
            "events/fair/index.html",
            "events/fair/event.ics",
            "events/index.html",
            "index.html",
            "events/events.ics",
            "sitemap.xml",
        },
    ),
    "the body of a guide's part": (
        "content/guide/one.md",
        "---\ntitle: One\n---\nChanged.\n",
        {"guide/one/index.html", "guide/print/index.html"},
    ),
    "the order of a guide": (
        "content/guide/index.md",
        "---\ntitle: Guide\nparts: [two.md, one.md]\n---\n",
        {"guide/index.html", "guide/one/index.html", "guide/two/index.html", "guide/print/index.html"},
    ),
    "a contact": (
        "content/data/contacts.yaml",
        FILES["content/data/contacts.yaml"] + "    hours: Monday\n",
        {"help/money/index.html"},
    ),
    "a contact that no page shows": (
        "content/data/contacts.yaml",
        FILES["content/data/contacts.yaml"] + "  - id: other\n    name: Other\n",
        set(),
    ),
    "a document": ("content/files/leaflet.txt", "Changed.\n", {"files/leaflet.txt"}),
    "a page created": (
        "content/help/new.md",
        "---\ntitle: New\n---\n",
        {"help/new/index.html", "help/index.html", "sitemap.xml"},
    ),
    "a page deleted": ("content/help/buses.md", None, {"help/index.html", "help/money/index.html", "sitemap.xml"}),
    "a draft": ("content/help/new.md", "---\ntitle: New\ndraft: yes\n---\n", set()),
    "the name of the site": (
        "content/site.yaml",
        FILES["content/site.yaml"].replace("Testshire", "Othershire"),
        EVERY_TEXT,
    ),
    "a shared part of the layouts": ("layouts/base.html", LAYOUTS["layouts/base.html"].decode() + "\n", EVERY_PAGE),
    "one layout": (
        "layouts/news.html",
        LAYOUTS["layouts/news.html"].decode() + "\n",
        {"news/a/index.html", "news/b/index.html"},
    ),
    "one block": (
        "layouts/blocks/contact.html",
        LAYOUTS["layouts/blocks/contact.html"].decode() + "<p>More.</p>\n",
        {"help/money/index.html"},
    ),
    "a layout that nothing uses": ("layouts/spare.html", "Spare.", set()),
}

SERVICES = "content/data/services.yaml"
CLINIC = {"districts": "[Easton]", "needs": "[speech]", "age_to": 4}
WITH_SERVICES: dict[str, str] = {
    **FILES,
    **DIRECTORY,
    "content/help/buses.md": "---\ntitle: Buses\ntags: [travel]\n---\nText.\n",
    SERVICES: services(service("clinic", **CLINIC), service("bus", category="travel", districts="all", needs="all")),
}
ON_LISTS = {
    "services/all/index.html",
    "services/age/small/index.html",
    "services/category/health/index.html",
    "services/district/easton/index.html",
    "services/need/speech/index.html",
}


def with_clinic(**fields: object) -> str:
    return services(
        service("clinic", **{**CLINIC, **fields}), service("bus", category="travel", districts="all", needs="all")
    )


DIRECTORY_EDITS: dict[str, tuple[str, str, set[str]]] = {
    "the long text of a service": (SERVICES, with_clinic(what="It is long."), {"services/clinic/index.html"}),
    "the phone of a service": (SERVICES, with_clinic(phone="01632 960002"), {"services/clinic/index.html"}),
    "the summary of a service": (
        SERVICES,
        with_clinic(summary="It cures."),
        {"services/clinic/index.html"} | ON_LISTS,
    ),
    "the order of the file": (
        SERVICES,
        services(service("bus", category="travel", districts="all", needs="all"), service("clinic", **CLINIC)),
        set(),
    ),
    "a need more": (
        SERVICES,
        with_clinic(needs="[speech, sight]"),
        {
            "services/all/index.html",
            "services/clinic/index.html",
            "services/index.html",
            "services/need/sight/index.html",
        },
    ),
    "another service": (
        SERVICES,
        WITH_SERVICES[SERVICES] + service("dentist", districts="[Easton]", needs="[sight]", age_from=16),
        {
            "about/dcos/easton/index.html",
            "services/age/grown/index.html",
            "services/all/index.html",
            "services/category/health/index.html",
            "services/dentist/index.html",
            "services/district/easton/index.html",
            "services/index.html",
            "services/need/sight/index.html",
            "sitemap.xml",
        },
    ),
    "the title of a page on a list": (
        "content/help/buses.md",
        "---\ntitle: Coaches\ntags: [travel]\n---\nText.\n",
        {"help/buses/index.html", "help/index.html", "services/category/travel/index.html"},
    ),
    "the text of a page on a list": (
        "content/help/buses.md",
        "---\ntitle: Buses\ntags: [travel]\n---\nOther text.\n",
        {"help/buses/index.html"},
    ),
    "the tag of a page": (
        "content/help/buses.md",
        "---\ntitle: Buses\ntags: [health]\n---\nText.\n",
        {"help/buses/index.html", "services/category/travel/index.html", "services/category/health/index.html"},
    ),
    "the name of a need": (
        "content/data/directory.yaml",
        DIRECTORY["content/data/directory.yaml"].replace("name: Speech", "name: Talking"),
        {
            "services/all/index.html",
            "services/clinic/index.html",
            "services/index.html",
            "services/need/speech/index.html",
        },
    ),
    "the phone of an officer": (
        "content/data/dcos.yaml",
        DIRECTORY["content/data/dcos.yaml"].replace("960010", "960011"),
        {"about/dcos/index.html", "about/dcos/easton/index.html", "about/dcos/norton/index.html"},
    ),
    "a place of a district": (
        "content/data/dcos.yaml",
        DIRECTORY["content/data/dcos.yaml"].replace("Little Easton", "Great Easton"),
        {"about/dcos/index.html", "about/dcos/easton/index.html", "about/dcos/norton/index.html"},
    ),
    "the text of the front page": (
        "content/services/index.md",
        page("Find a service", "More words."),
        {"services/index.html"},
    ),
}


PAST = WALK.replace("Walk", "Past").replace("2026-06", "2025-06")
GLOSSARY = "content/data/glossary.yaml"
TERMS = "terms:\n  - term: DCO\n    expansion: designated clinical officer\n    meaning: An officer.\n"
NOTICES = "content/data/notices.yaml"
NOTICE = """\
notices:
  - level: minor
    title: Shut
    start: 2026-06-01
    end: 2026-06-02
    where: [help/rest.md]
"""
REST = "content/help/rest.md"
CHANGES = "\n  - date: 2026-05-02\n    what: New times."
WITH_PARTS: dict[str, str] = {
    **FILES,
    "content/site.yaml": f"{SITE_FILE}print: [help/index.md]\n",
    "content/help/buses.md": page("Buses", "Text.", tags="[travel]", changes=CHANGES),
    "content/help/money.md": page("Money", "The DCO helps.", aliases="[/old/money/]", related="[/help/rest.md]"),
    REST: page("Rest", "Time off.", tags="[travel]"),
    "content/help/rest.easy.md": page("Rest", "You can rest."),
    "content/events/past.md": PAST,
    GLOSSARY: TERMS,
    NOTICES: NOTICE,
}
ON_PAPER = "print/index.html"
PARTS_EDITS: dict[str, tuple[str, str | None, set[str]]] = {
    "the meaning of a short name": (
        GLOSSARY,
        TERMS.replace("An officer", "A nurse"),
        {"help/money/index.html", ON_PAPER},
    ),
    "a short name that no page uses": (GLOSSARY, TERMS + "  - term: XYZ\n    meaning: A test.\n", set()),
    "the text of a page on paper": (
        REST,
        page("Rest", "More time off.", tags="[travel]"),
        {"help/rest/index.html", ON_PAPER},
    ),
    "the title of a page that others lead on to": (
        REST,
        page("Breaks", "Time off.", tags="[travel]"),
        {
            "help/rest/index.html",
            "help/index.html",
            "help/buses/index.html",
            "help/money/index.html",
            ON_PAPER,
        },
    ),
    "a topic taken away": (
        REST,
        page("Rest", "Time off."),
        {"help/rest/index.html", "help/buses/index.html"},
    ),
    "another page to lead on to": (
        "content/help/money.md",
        page("Money", "The DCO helps.", aliases="[/old/money/]", related="[/help/buses.md]"),
        {"help/money/index.html"},
    ),
    "the text of a version in Easy Read": (
        "content/help/rest.easy.md",
        page("Rest", "You can have a rest."),
        {"help/rest/easy-read/index.html"},
    ),
    "a version taken away": (
        "content/help/rest.easy.md",
        None,
        {"help/rest/index.html", "sitemap.xml"},
    ),
    "another change": (
        "content/help/buses.md",
        page("Buses", "Text.", tags="[travel]", changes=f"\n  - date: 2026-05-30\n    what: New stops.{CHANGES}"),
        {"help/buses/index.html", "whats-changed/index.html", "whats-changed/feed.xml"},
    ),
    "another old address": (
        "content/help/money.md",
        page("Money", "The DCO helps.", aliases="[/old/money/, /cash/]", related="[/help/rest.md]"),
        {"cash/index.html", "help/money/index.html"},
    ),
    "the words of a notice": (NOTICES, NOTICE.replace("Shut", "Closed"), {"help/rest/index.html"}),
    "the end of a notice": (NOTICES, NOTICE.replace("06-02", "06-03"), {"help/rest/index.html"}),
    "an event of another year called off": (
        "content/events/past.md",
        PAST.replace("---\ntitle", "---\ncancelled: Rain\ntitle"),
        {"events/past/index.html", "events/past/event.ics", "events/2025/index.html", "events/events.ics"},
    ),
}


def made_anew(memo: Memo, now: Snapshot) -> set[str]:
    """The outputs that had to be made for ``now``; assets are left out."""
    answer = memo.evaluate(now, site)
    paths = {(route.make, route.args): route.path for route in memo.evaluate(now, routes).value}
    computed = {(key.question, key.args) for key in answer.computed}
    return {path for key, path in paths.items() if key in computed and key[0] is not templates.asset}


def is_index(path: str) -> bool:
    return path.startswith(search.ADDRESS) and path.endswith(".json")


def rendered(memo: Memo, now: Snapshot) -> set[str]:
    """The outputs that had to be made for ``now``; the index of the search has a table of its own."""
    return {path for path in made_anew(memo, now) if not is_index(path)}


def warm(files: Mapping[str, str | bytes], when: str = "2026-06-01T09:00") -> Memo:
    memo = Memo()
    memo.evaluate(snapshot(files, when), site)
    return memo


@pytest.mark.parametrize("edit", PAGE_EDITS)
def test_an_edit_renders_exactly_what_it_changes(edit: str) -> None:
    path, text, expected = PAGE_EDITS[edit]
    files = {**FILES}
    if text is None:
        del files[path]
    else:
        files[path] = text
    assert rendered(warm(FILES), snapshot(files)) == expected


@pytest.mark.parametrize("edit", DIRECTORY_EDITS)
def test_an_edit_of_the_directory_renders_exactly_what_it_changes(edit: str) -> None:
    path, text, expected = DIRECTORY_EDITS[edit]
    assert text != WITH_SERVICES[path]
    assert rendered(warm(WITH_SERVICES), snapshot({**WITH_SERVICES, path: text})) == expected


@pytest.mark.parametrize("edit", PARTS_EDITS)
def test_an_edit_of_what_stands_beside_the_text_renders_exactly_what_it_changes(edit: str) -> None:
    path, text, expected = PARTS_EDITS[edit]
    files = {**WITH_PARTS}
    if text is None:
        del files[path]
    else:
        assert text != WITH_PARTS[path]
        files[path] = text
    assert rendered(warm(WITH_PARTS), snapshot(files)) == expected


def test_the_end_of_a_notice_renders_the_page_that_shows_it() -> None:
    files = {**WITH_PARTS, NOTICES: NOTICE.replace("end: 2026-06-02", "end: 2026-06-01 17:00")}
    memo = warm(files, "2026-06-01T16:59")
    assert rendered(memo, snapshot(files, "2026-06-01T17:00")) == {"help/rest/index.html"}


WALK_PHOTO = jpeg(900, 600)
WITH_PICTURES: dict[str, str | bytes] = {
    **FILES,
    "content/help/buses.md": page("Buses", "![A bus](bus.jpg)\n\n[Times](/files/leaflet.txt)\n"),
    "content/help/money.md": page("Money", "![A coin](coin.png)\n"),
    "content/help/bus.jpg": WALK_PHOTO,
    "content/help/coin.png": png(40, 20),
}
BUS = {f"help/bus.jpg{size}" for size in ("", ".400.webp", ".800.webp", ".900.webp", ".800.jpg")}
PICTURE_EDITS: dict[str, tuple[str, str | bytes, set[str]]] = {
    "a photo of the same size": ("content/help/bus.jpg", WALK_PHOTO + b"\0", BUS),
    "a photo of another size": (
        "content/help/bus.jpg",
        jpeg(900, 500),
        BUS | {"help/buses/index.html"},
    ),
    "a photo that becomes little": (
        "content/help/bus.jpg",
        jpeg(90, 60),
        {"help/bus.jpg", "help/buses/index.html"},
    ),
    "a little picture": ("content/help/coin.png", png(41, 20), {"help/coin.png", "help/money/index.html"}),
    "what a picture shows": (
        "content/help/money.md",
        page("Money", "![A large coin](coin.png)\n"),
        {"help/money/index.html"},
    ),
    "a file that a text leads to": (
        "content/files/leaflet.txt",
        "It is longer now.\n",
        {"files/leaflet.txt", "help/buses/index.html"},
    ),
    "the layout of such a link": (
        "layouts/blocks/file.html",
        LAYOUTS["layouts/blocks/file.html"].decode() + "<b>!</b>",
        {"help/buses/index.html"},
    ),
}


@pytest.mark.parametrize("edit", PICTURE_EDITS)
def test_an_edit_to_a_picture_or_a_file_renders_exactly_what_shows_it(edit: str) -> None:
    path, data, expected = PICTURE_EDITS[edit]
    assert data != WITH_PICTURES.get(path)
    assert rendered(warm(WITH_PICTURES), snapshot({**WITH_PICTURES, path: data})) == expected


# What of the index each edit writes. The files are few here: one group of pages and one shelf of words.
WORDS = {"search/words-0.json", "search/spelling.json"}
FACES = {"search/pages-0.json"}
INDEX = {"search/index.json"}
INDEX_EDITS: dict[str, tuple[str, str | None, set[str]]] = {
    "words that were nowhere": ("content/help/buses.md", "---\ntitle: Buses\n---\nText. Giraffes.\n", WORDS),
    "words that are elsewhere too": (
        "content/help/buses.md",
        "---\ntitle: Buses\n---\nText. First.\n",
        {"search/words-0.json"},
    ),
    "the same words in another form": ("content/guide/one.md", "---\ntitle: One\n---\n*First*.\n", set()),
    "a title": ("content/help/buses.md", "---\ntitle: Coaches\n---\nText.\n", WORDS | FACES),
    "a slug": ("content/help/buses.md", "---\ntitle: Buses\nslug: coaches\n---\nText.\n", FACES),
    "a review date": ("content/help/buses.md", "---\ntitle: Buses\nreviewed: 2026-05-01\n---\nText.\n", set()),
    "a page created": ("content/help/new.md", "---\ntitle: Giraffes\n---\n", WORDS | FACES | INDEX),
    "a page deleted": ("content/help/buses.md", None, WORDS | FACES | INDEX),
    "a draft": ("content/help/new.md", "---\ntitle: New\ndraft: yes\n---\n", set()),
    "a contact that a page shows": (
        "content/data/contacts.yaml",
        FILES["content/data/contacts.yaml"].replace("name: Team", "name: Giraffes"),
        WORDS,
    ),
    "a term of the glossary with another word for it": (
        "content/data/glossary.yaml",
        "terms:\n  - term: Trial\n    meaning: A test.\n    also: [giraffe]\n",
        INDEX,
    ),
    "the name of the site": ("content/site.yaml", SITE_FILE.replace("Testshire", "Othershire"), set()),
    "a shared part of the layouts": ("layouts/base.html", LAYOUTS["layouts/base.html"].decode() + "\n", set()),
}


@pytest.mark.parametrize("edit", INDEX_EDITS)
def test_an_edit_writes_of_the_index_what_its_words_touch(edit: str) -> None:
    path, text, expected = INDEX_EDITS[edit]
    files = {**FILES}
    if text is None:
        del files[path]
    else:
        files[path] = text
    assert {each for each in made_anew(warm(FILES), snapshot(files)) if is_index(each)} == expected


URDU = "layouts/words/ur.yaml"
MONTHS = "months: [a, b, c, d, e, f, g, h, i, j, k, l]\ndate_day: '{day} {month} {year}'\n"
WITH_URDU: dict[str, str] = {
    **FILES,
    "content/help/buses.ur.md": "---\ntitle: U\nreviewed: 2026-05-01\n---\nU.\n",
    "content/events/walk.ur.md": "---\ntitle: W\nreviewed: 2026-05-01\n---\nW.\n",
    URDU: f"skip: s\nevent_when: w\n{MONTHS}",
}
WORD_EDITS: dict[str, tuple[str, str, set[str]]] = {
    "a word that every page says": (
        "skip: s",
        "skip: t",
        {"help/buses/ur/index.html", "events/walk/ur/index.html"},
    ),
    "a word that one page says": ("event_when: w", "event_when: v", {"events/walk/ur/index.html"}),
    "the name of a month": ("[a, b", "[x, b", {"help/buses/ur/index.html", "events/walk/ur/index.html"}),
    "a comment": ("skip: s", "# not checked\nskip: s", set()),
}


@pytest.mark.parametrize("edit", WORD_EDITS)
def test_an_edit_to_the_words_of_a_language_renders_the_pages_that_say_them(edit: str) -> None:
    old, new, expected = WORD_EDITS[edit]
    changed = snapshot({**WITH_URDU, URDU: WITH_URDU[URDU].replace(old, new)})
    assert rendered(warm(WITH_URDU), changed) == expected


def test_the_end_of_an_event_changes_how_much_it_counts_and_no_words() -> None:
    made = made_anew(warm(FILES, "2026-06-02T11:59"), snapshot(FILES, "2026-06-02T12:00"))
    assert {each for each in made if is_index(each)} == INDEX


def test_nothing_changed_renders_nothing() -> None:
    assert rendered(warm(FILES), snapshot(FILES)) == set()


def test_a_first_build_renders_everything() -> None:
    assert rendered(Memo(), snapshot(FILES)) >= EVERY_TEXT


def test_the_clock_within_a_day_renders_nothing() -> None:
    assert rendered(warm(FILES), snapshot(FILES, "2026-06-01T23:59")) == set()


def test_a_new_day_renders_the_pages_that_say_it() -> None:
    assert rendered(warm(FILES), snapshot(FILES, "2026-06-02T00:00")) == EVERY_PAGE


def test_the_end_of_an_event_renders_what_lists_it() -> None:
    memo = warm(FILES, "2026-06-02T11:59")
    assert rendered(memo, snapshot(FILES, "2026-06-02T12:00")) == {
        "events/index.html",
        "events/walk/index.html",
        "events/2026/index.html",
        "index.html",
    }


def test_the_base_url_renders_whatever_holds_an_address() -> None:
    moved = snapshot(FILES, settings=Settings(base_url="https://other.example.org/deep/"))
    assert rendered(warm(FILES), moved) == EVERY_TEXT | {"sitemap.xml", "robots.txt"}


def test_a_stylesheet_renders_every_page_because_its_name_changes() -> None:
    css = LAYOUTS["layouts/assets/site.css"].decode() + "/* more */"
    assert rendered(warm(FILES), snapshot({**FILES, "layouts/assets/site.css": css})) == EVERY_PAGE


def test_every_maker_is_in_the_table() -> None:
    """A new kind of output must say here what an edit of it costs."""
    sites = (WITH_SERVICES, WITH_PARTS)
    made = {route.make for each in sites for route in Memo().evaluate(snapshot(each), routes).value}
    makers = {
        outputs.page,
        outputs.print_page,
        outputs.moved,
        outputs.event_archive,
        outputs.whats_changed,
        outputs.changes_feed,
        printing.whole,
        outputs.feed,
        outputs.calendar,
        outputs.site_map,
        outputs.robots,
        outputs.not_found,
        outputs.copied,
        directory.everything,
        directory.selection,
        directory.service,
        finder.district,
        search.page,
        search.contents,
        search.spelling,
        search.group,
        search.shelf,
    }
    assert made == makers | {templates.asset}
