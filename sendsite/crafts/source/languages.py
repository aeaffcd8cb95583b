"""Languages as readers call them, and the file names of a page's versions: ``help.easy.md``, ``help.ur.md``."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

EASY: Final = "easy"
ENGLISH: Final = "en-GB"
_EASY_MEANT: Final = frozenset({"easy-read", "easyread", "easy_read", "er"})
_LEFT, _RIGHT = "ltr", "rtl"
# Scripts that are written from right to left, and languages whose usual script is (Unicode CLDR 46).
_RIGHT_SCRIPTS: Final = frozenset({"Arab", "Hebr", "Nkoo", "Syrc", "Thaa"})
_RIGHT_LANGUAGES: Final = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
# Each by its code (BCP 47): what it is called in itself (CLDR 46), and in English.
LANGUAGES: Final = {
    "am": ("አማርኛ", "Amharic"), "ar": ("العربية", "Arabic"), "bg": ("Български", "Bulgarian"),
    "bn": ("বাংলা", "Bengali"), "ckb": ("کوردیی ناوەندی", "Kurdish, Sorani"), "cs": ("Čeština", "Czech"),
    "cy": ("Cymraeg", "Welsh"), "de": ("Deutsch", "German"), "el": ("Ελληνικά", "Greek"), "en": ("English", "English"),
    "en-GB": ("English", "English"), "es": ("Español", "Spanish"), "fa": ("فارسی", "Persian"),
    "fr": ("Français", "French"), "gu": ("ગુજરાતી", "Gujarati"), "he": ("עברית", "Hebrew"),
    "hi": ("हिन्दी", "Hindi"), "hu": ("Magyar", "Hungarian"), "it": ("Italiano", "Italian"),
    "ku": ("Kurdî (Kurmancî)", "Kurdish, Kurmanji"), "lt": ("Lietuvių", "Lithuanian"), "lv": ("Latviešu", "Latvian"),
    "ml": ("മലയാളം", "Malayalam"), "mr": ("मराठी", "Marathi"), "ne": ("नेपाली", "Nepali"),
    "nl": ("Nederlands", "Dutch"), "pa": ("ਪੰਜਾਬੀ", "Punjabi"), "pa-Arab": ("پنجابی", "Punjabi, Shahmukhi"),
    "pl": ("Polski", "Polish"), "ps": ("پښتو", "Pashto"), "pt": ("Português", "Portuguese"),
    "ro": ("Română", "Romanian"), "ru": ("Русский", "Russian"), "si": ("සිංහල", "Sinhala"),
    "sk": ("Slovenčina", "Slovak"), "so": ("Soomaali", "Somali"), "sq": ("Shqip", "Albanian"),
    "sw": ("Kiswahili", "Swahili"), "ta": ("தமிழ்", "Tamil"), "te": ("తెలుగు", "Telugu"), "th": ("ไทย", "Thai"),
    "ti": ("ትግርኛ", "Tigrinya"), "tl": ("Tagalog", "Tagalog"), "tr": ("Türkçe", "Turkish"),
    "uk": ("Українська", "Ukrainian"), "ur": ("اردو", "Urdu"), "vi": ("Tiếng Việt", "Vietnamese"),
    "yi": ("ייִדיש", "Yiddish"), "yo": ("Yorùbá", "Yoruba"), "zh": ("中文", "Chinese"),
    "zh-Hans": ("简体中文", "Chinese, simplified"), "zh-Hant": ("繁體中文", "Chinese, traditional"),
}  # fmt: skip
_BY_NAME: Final = {english.lower(): code for code, (_, english) in LANGUAGES.items() if code != "en-GB"}


@dataclass(frozen=True, slots=True)
class Sibling:
    """What the name of a page's version says: the path of the page that it is a version of, and its mark."""

    original: str
    mark: str

    @property
    def is_easy(self) -> bool:
        """Whether it is in Easy Read, and not in another language."""
        return self.mark == EASY

    @property
    def part(self) -> str:
        """What it adds to the address of its original."""
        return "easy-read/" if self.is_easy else f"{self.mark.lower()}/"


def sibling(path: str) -> Sibling | None:
    """What the name of the file at ``path`` says of it as a version; None when it is a page of its own."""
    found = _split(path)
    return found if found is not None and (found.is_easy or found.mark in LANGUAGES) else None


def mistaken(path: str) -> str:
    """The mark that an editor most likely meant by an ending such as ``.urdu.md``; empty when there is no telling."""
    found = _split(path)
    if found is None or found.is_easy or found.mark in LANGUAGES:
        return ""
    low = found.mark.lower()
    if low in _EASY_MEANT:
        return EASY
    return _BY_NAME.get(low) or next((code for code in LANGUAGES if code.lower() == low), "")


def ending(path: str) -> Sibling | None:
    """The original and the mark, known or not, that a file name with two full stops seems to have."""
    return _split(path)


def _split(path: str) -> Sibling | None:
    if path.count(".") < 2 or not path.endswith(".md"):  # noqa: PLR2004 - one before the mark and one behind it
        return None
    stem, _, mark = path.removesuffix(".md").rpartition(".")
    return Sibling(f"{stem}.md", mark) if stem and mark and "/" not in mark else None


def nearest(mark: str) -> str:
    """The mark most like a misspelt one; empty when none is like it."""
    near = get_close_matches(mark.lower(), [EASY, *LANGUAGES, *_BY_NAME], 1, 0.7)
    return _BY_NAME.get(near[0], near[0]) if near else ""


def code_of(name: str) -> str:
    """The code of the language that is called ``name`` in English; empty for one that we do not know."""
    return _BY_NAME.get(name.lower(), "")


def own_name(code: str) -> str:
    """What a language calls itself; its code where we do not know."""
    return next((LANGUAGES[each][0] for each in (code, code.partition("-")[0]) if each in LANGUAGES), code)


def direction(code: str) -> str:
    """``rtl`` for a language that is written from right to left, else ``ltr``: by its script where the code has one."""
    language, *rest = code.split("-")
    script = next((part.title() for part in rest if len(part) == 4), "")  # noqa: PLR2004 - BCP 47: a script has four
    if script:
        return _RIGHT if script in _RIGHT_SCRIPTS else _LEFT
    return _RIGHT if language in _RIGHT_LANGUAGES else _LEFT
