"""The words that the corpus is made of: enough of them that a large corpus seldom says the same sentence twice."""

from __future__ import annotations

from typing import Final

ACRONYMS: Final = {
    "SEND": "special educational needs and disabilities",
    "EHC": "education, health and care",
    "DCO": "Designated Clinical Officer",
    "SENCO": "special educational needs co-ordinator",
    "ICB": "integrated care board",
    "LAP": "local area partnership",
}
WHO: Final = (
    "your child", "the school", "a family worker", "your key worker", "the local team", "a young person", "the nurse",
    "the council", "your health visitor", "the SENCO", "your DCO", "the ICB", "a speech therapist", "the panel",
    "a teaching assistant", "the paediatrician", "a parent adviser", "the dietitian", "a sign language tutor",
    "the head teacher", "an occupational therapist", "a social worker", "the transport office", "your dentist",
)  # fmt: skip
DOES: Final = (
    "can help with", "will talk about", "keeps a record of", "must look at", "may ask about", "writes down",
    "checks each year", "pays for", "tells you about", "sends a letter about", "can change", "has to agree on",
    "plans ahead for", "listens to questions about", "can lend you a guide to", "reads every report about",
    "arranges", "keeps an eye on", "will show you pictures of", "explains in plain words",
)  # fmt: skip
WHAT: Final = (
    "a place at nursery", "travel to school", "the support plan", "short breaks", "a hearing test", "the EHC plan",
    "time off from lessons", "a wheelchair", "money for equipment", "the next review", "work experience",
    "a swimming club", "how your child learns", "what matters to you", "a quiet room", "help at meal times",
    "the move to college", "a standing frame", "large print books", "a ramp at the front door", "swimming lessons",
    "the school minibus", "an allergy plan", "help with dressing", "music on Saturday mornings",
    "a visit from the nurse", "tests of sight", "a communication book", "brothers and sisters", "sleep at night",
    "a hoist", "forms for a blue badge", "sore hands", "a volunteer who speaks Polish", "the garden at the hospice",
    "toys with switches", "feeding by tube",
)  # fmt: skip
ENDS: Final = (
    "before the summer holiday", "when you ask for it", "at the first meeting", "if the doctor agrees",
    "within six weeks", "with people who know your child well", "at no cost to you",
    "in a way that suits your family", "as soon as it can", "so that nothing is left out",
    "and will tell you what comes next", "even when the answer is no", "after the first visit",
    "while you wait for a place", "by letter or by phone", "with an interpreter", "on weekdays",
    "at home or at school", "without a doctor's letter", "in the same building", "for as long as you need it",
)  # fmt: skip
STARTS: Final = ("", "", "", "In most areas ", "From September ", "At first ", "Once a year ", "After that ", "Often ")
SUBJECTS: Final = (
    "Getting ready", "Travel", "Short breaks", "Speech and language", "Hearing", "Sight", "Moving on", "Money",
    "Sleep", "Eating well", "Making friends", "Growing up", "Work", "College", "Nursery", "Reviews", "Equipment",
    "Playing out",
)  # fmt: skip
PLACES: Final = ("Ashby", "Brookfield", "Carlow", "Denham", "Eastwick", "Fernley", "Granton", "Holme", "Inglewood")
# Towns are put together from two of these, so that a large corpus goes on having words that it has not had before.
HEADS: Final = (
    "Al", "Bar", "Birch", "Cald", "Cran", "Dun", "Elm", "Farn", "Gos", "Hart", "Kirk", "Lang", "Mal", "Nor", "Oak",
    "Pen", "Red", "Sal", "Thorn", "Ul", "Wal", "Whit", "Wych", "Yar",
)  # fmt: skip
MIDDLES: Final = ("", "der", "en", "er", "ing", "le", "low", "mer", "ters", "well")
TAILS: Final = (
    "bourne", "bridge", "bury", "by", "combe", "dale", "den", "field", "ford", "ham", "hurst", "leigh", "mouth",
    "stead", "stoke", "stow", "ton", "wick", "wold", "worth",
)  # fmt: skip
