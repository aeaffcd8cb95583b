"""Acronyms nobody has explained, and names of bodies that are no more."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsite.crafts.language import acronyms, capitals
from sendsite.crafts.language.glance import Glance

KNOWN = frozenset({"SEND", "DfE"})
CCG = acronyms.retired("CCG", "clinical commissioning group", 2022, "ICB")


def unknown(text: str, site_name: str = "Testshire") -> list[tuple[int, str]]:
    known = KNOWN | acronyms.WELL_KNOWN | acronyms.explained(Glance(text))
    found = acronyms.unknown(text, known, acronyms.names(site_name), capitals.shouts(text, known))
    return [(each.at, each.message.split("”")[0][1:]) for each in found]


def retired(text: str) -> list[tuple[int, str]]:
    return [(each.at, each.hint) for each in acronyms.retired_names(Glance(text), (CCG,))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ask the LPCF.", [(8, "LPCF")]),
        ("Ask the LPCF. The LPCF answers.", [(8, "LPCF")]),
        ("the WSoA and the DCOs", [(4, "WSoA"), (17, "DCO")]),
        ("the DCO's role", [(4, "DCO")]),
        ("**POET** survey", [(2, "POET")]),
        ("| CQC |", [(2, "CQC")]),
        ("HQ, AGM and LPCF", [(0, "HQ"), (4, "AGM"), (12, "LPCF")]),
        ("the LPCF POWAR group", [(4, "LPCF"), (9, "POWAR")]),
        ("We ask the nurse (Kim). The LPCF answers (soon", [(28, "LPCF")]),
    ],
)
def test_an_acronym_is_told_once_at_its_first_place(text: str, expected: list[tuple[int, str]]) -> None:
    assert unknown(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "SEND and the DfE, the NHS, GPs, a PDF and the UK",
        "Write to the Care Quality Commission (CQC). The CQC answers.",
        "The [designated clinical officers](a.md) (DCOs) answer. A DCO is a nurse.",
        "the CQC (Care Quality Commission)",
        "LinkedIn, YouTube, WhatsApp, NoWcard, McDonald and eBay",
        "Preston PR2 1SL, room B12, the A6 and the M6",
        "Part II and Part XIV",
        "The integrated care board (the ICB) pays. The ICB pays.",
        "The integrated care board (“ICB”) pays, and the **special team** (*STX*).",
        "ICB stands for integrated care board.",
        "The ICB (integrated care board) pays, and the ICBs pay.",
        "COVID-19, a PC, VAT, LEGO, and USB-C",
        "WE ARE AT THE QRST TODAY",
        "A FREE DAY OUT, and JUNE is hot.",
        "an MP, two MPs, the MP\N{RIGHT SINGLE QUOTATION MARK}s office",
        "order AB-12, ABC-1, file.PDF, ABC/DEF",
        "COME AND SEE US",
        "A level, B and C, O\N{RIGHT SINGLE QUOTATION MARK}Neill",
        "",
    ],
)
def test_what_is_known_or_no_acronym_is_left_alone(text: str) -> None:
    assert unknown(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Southmere TZQ Partnership meets.", []),
        ("the TZQ Partnership", []),
        ("Southmere TZQ", []),
        ("The TZQ meets.", [(4, "TZQ")]),
        ("the TZQ Partners", [(4, "TZQ")]),
        ("Partnership TZQ", [(12, "TZQ")]),
    ],
)
def test_the_name_of_the_site_need_not_explain_itself(text: str, expected: list[tuple[int, str]]) -> None:
    assert unknown(text, "Southmere TZQ Partnership") == expected


def test_the_hint_says_what_to_write() -> None:
    (only,) = acronyms.unknown("Ask the LPCFs.", frozenset(), frozenset(), ())
    assert (only.severity, only.code) == ("warning", "acronym-unknown")
    assert only.message == "“LPCF” is not explained here, and it is not in the glossary."
    assert only.hint == "Write the words in full, with (LPCF) after them, or add it to data/glossary.yaml."


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Ask the CCG.", 8),
        ("the six CCGs", 8),
        ("the six clinical commissioning groups", 8),
        ("Testshire Clinical Commissioning Group", 10),
        ("In 2026 the CCG decides.", 12),
        ("It was so in 2019.\n\nAsk the CCG.", 28),
    ],
)
def test_a_name_that_is_no_more_is_told(text: str, at: int) -> None:
    assert retired(text) == [(at, "Write “ICB”, or say of which year you speak.")]


@pytest.mark.parametrize(
    "text",
    [
        "In 2019 the CCG decided.",
        "The CCGs ended on 30 June 2022.",
        "The plan of 2021 names:\n\n- the council\n- six clinical commissioning groups (CCGs)",
        "the CCGX and the ccg",
        "commissioning groups",
    ],
)
def test_a_name_of_its_time_is_left_alone(text: str) -> None:
    assert retired(text) == []


def test_a_retired_name_without_a_new_one() -> None:
    (only,) = acronyms.retired_names(Glance("Ask the CCG."), (acronyms.retired("CCG", None, 2022, None),))
    assert only.message == "“CCG” is the name of something that is no more."
    assert only.hint == "Use its new name, or say of which year you speak."


PIECES = st.sampled_from(["ABC", "(", ")", " (", "a", "A", " ", "\n\n", "CCG", "2019", "s", "[", "the "])


@given(st.lists(PIECES, min_size=1, max_size=9))
def test_whatever_is_typed_each_place_is_in_the_text(parts: list[str]) -> None:
    text = "".join(parts) * 300
    started = time.process_time()
    known = acronyms.explained(Glance(text))
    remarks = [
        *acronyms.unknown(text, known, acronyms.names(text[:80]), capitals.shouts(text, known)),
        *acronyms.retired_names(Glance(text), (CCG,)),
    ]
    assert all(0 <= each.at < len(text) for each in remarks)
    assert time.process_time() - started < 2
