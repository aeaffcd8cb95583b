"""Documents: what is read from a file of ours, what is written by hand, and what is said when there is no copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sendsite.crafts.rendering.files import size_words
from tests.content import page, pdf
from tests.markup import Markup
from tests.pictures import jpeg, noted, png
from tests.sites import SITE, built

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PAPER = (
    "{{ [paper.title, paper.href, paper.elsewhere, paper.type, paper.size, paper.pages] | join('|') }}|"
    "{{ paper.date | string }}|{{ paper.note | string }}|"
    "{{ (paper.alternative and paper.alternative.title ~ ' at ' ~ paper.alternative.href) | string }}\n"
)
BARE = {
    "layouts/page.html": "{{ page.html }}{% for paper in page.attachments %}{{ paper.title | string }};{% endfor %}",
    "layouts/blocks/attachment.html": PAPER,
    "layouts/blocks/documents.html": "{% for paper in papers %}" + PAPER + "{% endfor %}",
}

PLAN = "documents:\n  - id: a\n    title: Plan\n    file: plan.pdf\n    page: index.md\n"


def listed(documents: str, files: Mapping[str, str | bytes] | None = None, told: Sequence[str] = ()) -> list[list[str]]:
    """What a page with all documents shows of each; the site must have no problem but those ``told``."""
    holder = {"content/list.md": page("List", "::: documents\n"), "content/data/documents.yaml": documents}
    site = built({**BARE, **(files or {}), **holder})
    assert site.told == [*told]
    return [line.split("|") for line in site.text("list/index.html").splitlines() if line]


@pytest.mark.parametrize(
    ("file", "data", "kind", "size", "pages"),
    [
        ("files/plan.pdf", pdf(1), "PDF", None, "1"),
        ("files/plan.PDF", pdf(4), "PDF", None, "4"),
        ("files/letter.docx", b"x" * 1500, "Word document", "2 KB", "None"),
        ("files/table.xlsx", b"x" * 999, "spreadsheet", "999 bytes", "None"),
        ("files/talk.mp3", b"x" * 1_500_000, "sound recording", "1.5 MB", "None"),
        ("files/notes.txt", b"", "plain text", "0 bytes", "None"),
        ("files/map.xyz", b"x" * 101_000, "XYZ", "101 KB", "None"),
    ],
)
def test_a_file_of_ours_speaks_for_itself(file: str, data: bytes, kind: str, size: str | None, pages: str) -> None:
    documents = f"documents:\n  - id: a\n    title: Plan\n    file: {file}\n    page: index.md\n"
    assert listed(documents, {f"content/{file}": data}) == [
        ["Plan", f"/{file}", "False", kind, size or f"{len(data)} bytes", pages, "None", "None", "Home at /"]
    ]


def test_the_path_of_a_file_may_begin_with_a_slash_and_hold_any_letter() -> None:
    documents = "documents:\n  - id: a\n    title: Plan\n    file: /files/50% of it.txt\n"
    told = ["content/files/50% of it.txt:1:1 file-name-space"]
    assert listed(documents, {"content/files/50% of it.txt": "Text."}, told)[0][1] == "/files/50%25%20of%20it.txt"


def test_a_document_elsewhere_is_told_as_the_editor_wrote_it() -> None:
    documents = (
        "documents:\n  - id: a\n    title: Plan\n    address: https://www.example.org/plan\n    type: PDF\n"
        "    size: 557 KB\n    pages: 12\n    date: 2025-04\n    note: Signed in May.\n    page: plain.md\n"
    )
    alternative = {"content/plain.md": page("In plain words")}
    assert listed(documents, alternative) == [
        [
            "Plan",
            "https://www.example.org/plan",
            "True",
            "PDF",
            "557 KB",
            "12",
            "April 2025",
            "Signed in May.",
            "In plain words at /plain/",
        ]
    ]


def test_documents_are_listed_by_title() -> None:
    titles = ["éclair", "Zoo", "apple", "Banana"]
    documents = "documents:\n" + "".join(f"  - id: n{n}\n    title: {title}\n" for n, title in enumerate(titles))
    assert [each[0] for each in listed(documents)] == ["apple", "Banana", "éclair", "Zoo"]


def test_a_document_that_we_do_not_hold_is_said_to_be_missing() -> None:
    files = {
        "content/a.md": page("A", "::: attachment a\n"),
        "content/data/documents.yaml": "documents:\n  - id: a\n    title: The old plan\n    date: 2019\n",
    }
    shown = Markup(built(files).text("a/index.html"))
    assert "We do not hold a copy of this document." in shown.text
    assert not [link for link in shown.find("a") if "old plan" in link.words]


def test_a_link_to_a_file_says_its_type_size_and_pages() -> None:
    files: dict[str, str | bytes] = {
        "content/a.md": page("A", attachments="[a]"),
        "content/data/documents.yaml": PLAN,
        "content/plan.pdf": pdf(3),
    }
    link = Markup(built(files).text("a/index.html")).find("a", href="/plan.pdf")[0]
    assert link.words == f"Plan (PDF, {len(pdf(3))} bytes, 3 pages)"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Read [our plan](plan.pdf).\n", ["our plan (PDF, {size} bytes, 3 pages)"]),
        ("- [Our plan](plan.pdf)\n", ["Our plan (PDF, {size} bytes, 3 pages)"]),
        ("[Our **plan**](plan.pdf)\n", ["Our plan (PDF, {size} bytes, 3 pages)"]),
        ("[Our plan (PDF)](plan.pdf)\n", ["Our plan (PDF) ({size} bytes, 3 pages)"]),
        ("[Our plan](plan.pdf#page=2)\n", ["Our plan (PDF, {size} bytes, 3 pages)"]),
        ("[Our plan][p] and [it again][p]\n\n[p]: plan.pdf\n", ["Our plan (PDF, {size} bytes, 3 pages)"] * 2),
        ("[Our list](list.csv)\n", ["Our list (CSV, 1 byte)"]),
        ("[Another page](index.md)\n", ["Another page"]),
        ("[Elsewhere](https://www.example.org/plan.pdf)\n", ["Elsewhere"]),
    ],
)
def test_a_link_in_a_text_to_a_file_says_it_too(body: str, words: list[str]) -> None:
    files: dict[str, str | bytes] = {
        "layouts/page.html": "{{ page.html }}",
        "content/a.md": page("A", body),
        "content/plan.pdf": pdf(3),
        "content/list.csv": "a",
    }
    site = built(files)
    assert {*site.codes} <= {"document-only"}
    found = [link.words for link in Markup(site.text("a/index.html")).find("a")]
    assert [each.replace("it again", "Our plan") for each in found[: len(words)]] == [
        each.format(size=len(pdf(3))) for each in words
    ]


def test_a_file_that_is_alone_is_a_card_that_says_how_to_get_it_in_another_form() -> None:
    site_file = f"{SITE}contact: team\n"
    files: dict[str, str | bytes] = {"content/site.yaml": site_file, "content/plan.pdf": pdf(1)}
    files["content/data/contacts.yaml"] = "contacts:\n  - id: team\n    name: Team\n    email: team@example.org\n"
    alone = Markup(built({**files, "content/a.md": page("A", "[Our plan](plan.pdf)\n")}).text("a/index.html"))
    assert len(alone.find("div", **{"class": "paper"})) == 1
    assert "in another form" in alone.text
    among = Markup(built({**files, "content/a.md": page("A", "See [our plan](plan.pdf).\n")}).text("a/index.html"))
    assert not among.find("div", **{"class": "paper"})


def test_a_picture_is_as_large_as_what_is_given() -> None:
    """What a camera has noted down is not in the file that families get."""
    photo = jpeg(900, 600, exif=noted({0x010F: "Testcam" * 2000}))
    documents = "documents:\n  - id: a\n    title: Poster\n    file: poster.jpg\n    page: index.md\n"
    files = {"content/a.md": page("A", attachments="[a]"), "content/data/documents.yaml": documents}
    site = built({**files, "content/poster.jpg": photo})
    (given,) = [each.data for each in site.build.outputs if each.path == "poster.jpg"]
    assert len(given) < len(photo)
    (link,) = Markup(site.text("a/index.html")).find("a", href="/poster.jpg")
    assert link.words == f"Poster (picture, {size_words(len(given))})"


def test_a_document_on_another_site_says_so() -> None:
    files = {
        "content/a.md": page("A", "::: attachment a\n"),
        "content/data/documents.yaml": "documents:\n  - id: a\n    title: Plan\n    address: https://www.example.org/p\n",
    }
    assert "On another site: example.org." in Markup(built(files).text("a/index.html")).text


@pytest.mark.parametrize(
    "file", ["files/none.pdf", "none.pdf", "../layouts/base.html", "index.md", "site.yaml", "data/documents.yaml"]
)
def test_a_file_that_is_not_put_on_the_site_is_told(file: str) -> None:
    documents = f"documents:\n  - id: b\n    title: B\n  - id: a\n    title: A\n    file: {file}\n    page: /index.md\n"
    site = built({"content/data/documents.yaml": documents})
    assert site.told == ["content/data/documents.yaml:6:11 document-missing"]
    assert f"content/{file}" in site.build.problems[0].message


def test_the_nearest_file_is_offered() -> None:
    documents = "documents:\n  - id: a\n    title: A\n    file: files/flier.pdf\n    page: index.md\n"
    files = {"content/files/flyer.pdf": pdf(1), "content/files/map.png": png()}
    site = built({**files, "content/data/documents.yaml": documents})
    assert [each.hint for each in site.build.problems] == ["Did you mean files/flyer.pdf?"]


@pytest.mark.parametrize("data", [b"", b"not a PDF", pdf(2)[:-200], b"%PDF-1.7\n"])
def test_a_damaged_pdf_is_a_warning_and_still_offered(data: bytes) -> None:
    files: dict[str, str | bytes] = {
        "content/a.md": page("A", attachments="[a]"),
        "content/data/documents.yaml": PLAN,
        "content/plan.pdf": data,
    }
    site = built(files)
    assert [(each.path, each.severity, each.code) for each in site.build.problems] == [
        ("content/plan.pdf", "warning", "document-damaged")
    ]
    assert not site.build.fails()
    assert site.build.fails(strict=True)
    assert Markup(site.text("a/index.html")).find("a", href="/plan.pdf")


def test_a_new_file_under_an_old_name_is_measured_anew() -> None:
    documents = "documents:\n  - id: a\n    title: Plan\n    file: plan.txt\n"
    assert listed(documents, {"content/plan.txt": "x" * 10})[0][4] == "10 bytes"
    assert listed(documents, {"content/plan.txt": "x" * 2000})[0][4] == "2 KB"


def test_attachments_come_in_the_order_of_the_page() -> None:
    files = {
        **BARE,
        "content/a.md": page("A", attachments="[b, a]"),
        "content/data/documents.yaml": "documents:\n  - id: a\n    title: First\n  - id: b\n    title: Second\n",
    }
    assert built(files).text("a/index.html") == "Second;First;"


def test_the_base_url_is_before_a_file_of_ours() -> None:
    files = {
        **BARE,
        "content/site.yaml": SITE.replace("send.example.org/", "e.example.org/send/"),
        "content/a.md": page("A", "::: attachment a\n"),
        "content/data/documents.yaml": "documents:\n  - id: a\n    title: A\n    file: a.txt\n    page: index.md\n",
        "content/a.txt": "Text.",
    }
    found = built(files).text("a/index.html").strip().split("|")
    assert (found[1], found[-1]) == ("/send/a.txt", "Home at /send/")
