"""What is told of the words of pages and data files: at its place, once, and again only where something changed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendsite.memo import Memo
from sendsite.site.build import build, looked_over, whole
from tests.sites import HOME, Built, built, snapshot


def page(body: str, *fields: str) -> dict[str, str]:
    return {"content/a.md": "\n".join(["---", "title: A", *fields, "---", body, ""])}


def told(made: Built) -> list[str]:
    return [each for each in made.told if not each.endswith("reading-age")]


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("It was late recently.", "4:13 perishable"),
        ("One.\n\nIt was\nlate recently.", "7:6 perishable"),
        ("- `x` recently", "4:7 perishable"),
        ("<!-- a\nb --> It came recently.", "5:15 perishable"),
        ("::: details What came recently\nText.\n:::", "4:23 perishable"),
        ("| a |\n|---|\n| recently |", "6:3 perishable"),
        ("See [here](/index.md).", "4:6 link-vague"),
        ("### Three", "4:1 heading-skipped"),
    ],
)
def test_a_remark_stands_at_its_place_in_the_body(body: str, place: str) -> None:
    assert told(built(page(body))) == [f"content/a.md:{place}"]


@pytest.mark.parametrize(
    ("field", "place"),
    [
        ("summary: It was late recently.", "3:22 perishable"),
        ('summary: "It was late recently."', "3:23 perishable"),
        ("summary: 'It''s late recently.'", "3:22 perishable"),
        ("summary: It was late\n  and long recently.", "4:12 perishable"),
        ("summary: >\n  It was late\n  recently.", "5:3 perishable"),
    ],
)
def test_a_remark_stands_at_its_place_in_a_field(field: str, place: str) -> None:
    assert told(built(page("Text.", field))) == [f"content/a.md:{place}"]


@pytest.mark.parametrize(
    "body",
    [
        "`recently`",
        "~~~\nrecently [here](x)\n### Three\n~~~",
        "<!-- recently -->",
        "[our plan](https://example.org/recently?d=2021-06-25&t=12pm)",
        "<recently@example.org>, <recently-12pm@example.org>",
        "[a][b]\n\n[b]: https://example.org/recently/12pm",
    ],
)
def test_what_nobody_reads_as_words_is_left_alone(body: str) -> None:
    assert told(built(page(body))) == []


def test_a_page_in_another_language_is_heard_for_its_links_only() -> None:
    assert told(built(page("Soon recently 12pm.", "lang: pl"))) == []
    assert told(built(page("### Soon", "lang: pl"))) == ["content/a.md:5:1 heading-skipped"]


def test_the_words_of_data_files_and_of_the_site_file() -> None:
    files = {
        "content/data/timeline.yaml": "events:\n  - date: 2020\n    title: It came recently\n    source: https://example.org/soon\n",
        "content/site.yaml": "name: Testshire\ntagline: Coming soon\nbase_url: https://send.example.org/\n",
    }
    assert told(built(files)) == [
        "content/data/timeline.yaml:3:20 perishable",
        "content/site.yaml:2:17 perishable",
    ]


def test_a_contact_that_cannot_be_reached() -> None:
    bare = "contacts:\n  - id: team\n    name: Team\n"
    assert told(built({"content/data/contacts.yaml": bare})) == ["content/data/contacts.yaml:2:9 contact-unreachable"]
    for line in (
        "phone: 01632 960 001",
        "email: a@example.org",
        "website: https://example.org/",
        "note: Ask at school.",
    ):
        assert told(built({"content/data/contacts.yaml": f"{bare}    {line}\n"})) == []
    area = "areas:\n  - area: North\n    districts: [Fylde]\n"
    assert told(built({"content/data/dcos.yaml": area})) == ["content/data/dcos.yaml:2:11 contact-unreachable"]
    later = f"{area}    later:\n      name: Officer\n      phone: 01632 960 001\n"
    assert told(built({"content/data/dcos.yaml": later})) == []


def test_a_document_without_a_page() -> None:
    listed = "documents:\n  - id: a\n    title: A\n    file: flyer.odt\n"
    file: dict[str, str | bytes] = {"content/flyer.odt": b"x"}
    bare = {**file, "content/data/documents.yaml": listed}
    whole = {**file, "content/data/documents.yaml": f"{listed}    page: index.md\n"}
    link = page("Read [our flyer](flyer.odt).")
    assert told(built(bare)) == ["content/data/documents.yaml:4:11 document-only"]
    assert told(built(whole)) == []
    assert told(built({**file, **link})) == ["content/a.md:4:7 document-only"]
    assert told(built({**whole, **link})) == []
    assert told(built(page("Read [a flyer](https://example.org/flyer.pdf)."))) == []


GLOSSARY = (
    "terms:\n  - term: CCG\n    expansion: clinical commissioning group\n    meaning: The CCGs paid for care.\n"
    "    retired: {}\n    instead: ICB\n"
)


def test_a_retired_name_counts_from_its_day_on() -> None:
    files = page("Ask the CCG.")
    assert told(built({**files, "content/data/glossary.yaml": GLOSSARY.format("2022-07-01")})) == [
        "content/a.md:4:9 retired-name"
    ]
    assert told(built({**files, "content/data/glossary.yaml": GLOSSARY.format("2027-07-01")})) == []


def test_news_of_its_time_may_name_what_was_there() -> None:
    glossary = {
        "content/data/glossary.yaml": GLOSSARY.format("2022-07-01"),
        "content/news/index.md": "---\ntitle: News\n---\n",
    }
    item = "---\ntitle: One\ndate: {}\n---\nAsk the CCG.\n"
    assert told(built({**glossary, "content/news/a.md": item.format("2020-05-01")})) == []
    assert told(built({**glossary, "content/news/a.md": item.format("2024-05-01")})) == [
        "content/news/a.md:5:9 retired-name"
    ]


def test_a_deadline_is_told_from_its_moment_on() -> None:
    files = page("It closes at midday on Friday 25 June 2021.")
    assert told(built(files, "2021-06-25T11:59")) == []
    assert told(built(files, "2021-06-25T12:00")) == ["content/a.md:4:4 deadline-passed"]
    files = page("It closes on 25 June 2021.")
    assert told(built(files, "2021-06-25T23:59")) == []
    assert told(built(files, "2021-06-26T00:00")) == ["content/a.md:4:4 deadline-passed"]


def test_an_acronym_may_be_spelt_out_anywhere_on_its_page() -> None:
    assert told(built(page("It does.", "summary: What the CQC does."))) == ["content/a.md:3:19 acronym-unknown"]
    assert told(built(page("The Care Quality Commission (CQC) does.", "summary: What the CQC does."))) == []


def test_an_allowance_for_a_line_a_value_and_a_page() -> None:
    assert told(built(page("Recently. <!-- allow perishable: a quotation -->"))) == []
    assert told(built(page("Text.", "# allow perishable: a quotation", "summary: It came recently."))) == []
    field = ("allow:", "  - rule: perishable", "    reason: A quotation.")
    assert told(built(page("Recently.", *field))) == []
    assert told(built(page("Text.", *field))) == ["content/a.md:4:5 allow-unused"]
    assert told(built(page("Text.", "allow:", "  - rule: perishible", "    reason: A."))) == ["content/a.md:4:5 allow"]
    assert told(built(page("Text.", "allow:", "  - rule: perishable"))) == ["content/a.md:4:5 field-missing"]


def test_a_page_that_is_not_published_is_not_read() -> None:
    assert told(built(page("Recently. <!-- allow style-date: why -->", "draft: yes"))) == []


def test_an_edit_to_a_body_reads_that_page_alone() -> None:
    files = {
        "content/index.md": HOME,
        "content/a.md": "---\ntitle: A\n---\nOne.\n",
        "content/b.md": "---\ntitle: B\n---\nTwo.\n",
    }
    memo = Memo()
    memo.evaluate(snapshot(files), whole)
    answer = memo.evaluate(snapshot({**files, "content/a.md": "---\ntitle: A\n---\nOne more.\n"}), whole)
    assert [key.args for key in answer.computed if key.question is looked_over] == [("content/a.md",)]


def test_an_allowance_moves_with_its_lines() -> None:
    files = page("One.\n\n<!-- allow perishable: a quotation -->\nRecently.")
    memo = Memo()
    build(memo, snapshot(files))
    moved = page("One.\n\n\n<!-- allow perishable: a quotation -->\nRecently.")
    assert [each for each in build(memo, snapshot(moved)).problems if each.severity != "info"] == []


FAULTY_GLOSSARY = GLOSSARY.format("2022-07-01").replace("meaning:", "meening:")


def refused(made: Built) -> set[str]:
    """Each file with the codes of the errors and warnings in it."""
    return {f"{each.path} {each.code}" for each in made.build.problems if each.severity != "info"}


def test_while_the_glossary_is_faulty_nobody_knows_what_it_explains() -> None:
    body = "Ask the CCG and the TZQ ABC. We NEVER close. <!-- allow retired-name: its name then -->"
    faulty = {"content/data/glossary.yaml": FAULTY_GLOSSARY}
    assert {each.split()[0] for each in refused(built({**page(body), **faulty}))} == {"content/data/glossary.yaml"}
    sound = {"content/data/glossary.yaml": GLOSSARY.format("2022-07-01")}
    assert refused(built({**page(body), **sound})) == {
        "content/a.md acronym-unknown",
        "content/a.md style-capitals",
    }


@pytest.mark.parametrize(
    ("rule", "file"),
    [
        ("retired-name", "glossary"),
        ("acronym-unknown", "glossary"),
        ("style-capitals", "glossary"),
        ("document-only", "documents"),
    ],
)
def test_an_allowance_is_not_needless_while_its_data_file_is_faulty(rule: str, file: str) -> None:
    files = page(f"Sound. <!-- allow {rule}: it had to be -->")
    faulty = {f"content/data/{file}.yaml": "nothing: here\n"}
    assert [each for each in told(built({**files, **faulty})) if "allow" in each] == []
    assert told(built(files)) == ["content/a.md:4:8 allow-unused"]


def test_an_allowance_is_not_needless_while_the_site_file_is_faulty() -> None:
    files = page("Sound. <!-- allow acronym-unknown: it had to be -->") | {"content/site.yaml": "nothing: here\n"}
    assert [each for each in told(built(files)) if "allow" in each] == []


def test_while_the_list_of_documents_is_faulty_nobody_knows_which_have_a_page() -> None:
    files: dict[str, str | bytes] = {"content/flyer.odt": b"x", **page("Read [our flyer](flyer.odt).")}
    faulty = {"content/data/documents.yaml": "documents:\n  - id: a\n    file: flyer.odt\n"}
    assert [each for each in told(built({**files, **faulty})) if "document-only" in each] == []
    assert told(built(files)) == ["content/a.md:4:7 document-only"]


def test_the_name_of_the_site_need_not_explain_itself_anywhere() -> None:
    contacts = "contacts:\n  - id: team\n    name: Testshire SEND Partnership\n    phone: 01632 960 001\n"
    assert told(built({"content/data/contacts.yaml": contacts})) == []
    assert told(built(page("Ask the SEND Partnership."))) == []
    other = contacts.replace("Testshire SEND Partnership", "The SEND team")
    assert told(built({"content/data/contacts.yaml": other})) == ["content/data/contacts.yaml:3:15 acronym-unknown"]
    assert told(built(page("What SEND means."))) == ["content/a.md:4:6 acronym-unknown"]


def test_an_area_without_a_number_is_told_as_it_is() -> None:
    area = {"content/data/dcos.yaml": "areas:\n  - area: South\n    districts: [Overmere]\n"}
    (only,) = [each for each in built(area).build.problems if each.code == "contact-unreachable"]
    assert only.message == "No phone number or e-mail of its own is given for “South”, and no word of why."
    assert "note:" in only.hint


def test_capitals_are_told_once_and_not_as_acronyms_too() -> None:
    assert told(built(page("COME TO THE QRST DAY"))) == ["content/a.md:4:1 style-capitals"]
    assert told(built(page("Ask the QRST, LPCF and WXYZ."))) == [
        "content/a.md:4:9 acronym-unknown",
        "content/a.md:4:15 acronym-unknown",
        "content/a.md:4:24 acronym-unknown",
    ]


@pytest.mark.parametrize(
    "title",
    ["What is on", "A page that nothing leads to", "The school your child goes to", "Whom to call", "Log on"],
)
def test_a_title_may_end_in_a_small_word(title: str) -> None:
    assert told(built({"content/a.md": f"---\ntitle: {title}\n---\nA link comes by e-mail.\n"})) == []


def test_the_reading_age_is_told_at_the_first_words_of_the_body() -> None:
    hard = "Organisations communicate individual accommodation arrangements. " * 30
    found = [each for each in built(page(f"\n## Words\n\n{hard}")).build.problems if each.code == "reading-age"]
    assert [(each.line, each.column) for each in found] == [(7, 1)]
    assert found[0].message == "Only practised readers can follow this page; the aim is a reader of 9."


def test_two_ways_to_write_one_target_are_one() -> None:
    pages = {"content/help/index.md": "---\ntitle: Help\n---\nText.\n"}
    assert (
        told(built({**pages, **page("[Help](help/index.md), [help](/help/index.md), [help](./help/index.md)")})) == []
    )
    body = "[Help](help/index.md), [help](/index.md)"
    assert told(built({**pages, **page(body)})) == ["content/a.md:4:25 link-same-words"]


def test_an_edit_to_the_glossary_reads_only_where_something_changed() -> None:
    files = {**page("Ask the TZQ."), "content/data/glossary.yaml": GLOSSARY.format("2022-07-01")}
    memo = Memo()
    memo.evaluate(snapshot(files), whole)
    reworded = files["content/data/glossary.yaml"].replace("The CCGs paid for care.", "They paid for care.")
    answer = memo.evaluate(snapshot({**files, "content/data/glossary.yaml": reworded}), whole)
    assert [key.args for key in answer.computed if key.question is looked_over] == []


WORDS = st.lists(
    st.sampled_from(
        [
            "recently ",
            "CCG ",
            "TZQ ",
            "<!-- allow perishable: x -->",
            "<!-- allow x -->",
            "\n\n",
            "\n",
            "- ",
            "## ",
            "| ",
            "[here](/index.md) ",
            "email us at ",
            ".",
            ": ",
            "'",
            '"',
            "WE ARE ",
            "9-5pm ",
            "::: callout note\n",
            ":::\n",
            "é",
        ]
    ),
    max_size=14,
).map("".join)


@settings(max_examples=60, deadline=None)
@given(WORDS, WORDS.map(lambda words: " ".join(words.split())))
def test_whatever_is_typed_each_place_is_in_its_file(body: str, summary: str) -> None:
    quoted = summary.replace("'", "''")
    files = {
        **page(body, f"summary: '{quoted[:150]}'"),
        "content/data/glossary.yaml": GLOSSARY.format("2022-07-01"),
    }
    for each in built(files).build.problems:
        lines = files.get(each.path, HOME).split("\n")
        assert 1 <= each.line <= len(lines), each
        assert 1 <= each.column <= len(lines[each.line - 1]) + 1, each
