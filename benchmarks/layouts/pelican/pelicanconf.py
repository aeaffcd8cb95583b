"""Settings for Pelican: news as its articles, so that it makes their feed, and all else as its pages."""

from datetime import date

SITENAME = "Testshire SEND Partnership"
SITEURL = "https://send.example.org"
TODAY = "2026-11-23"
MENU = [
    ("News", "news/"),
    ("What is on", "events/"),
    ("Services", "services/"),
    ("Meetings", "meetings/"),
    ("Have your say", "consultations/"),
    ("Help and guidance", "guidance/"),
]
TIMEZONE = "Europe/London"
DEFAULT_LANG = "en"
THEME = "theme"
ARTICLE_PATHS = ["news"]
PAGE_PATHS = ["fronts", "guidance", "services", "events", "meetings", "consultations"]
STATIC_PATHS = []
PLUGIN_PATHS = ["plugins"]
PLUGINS = ["arranging"]
PATH_METADATA = r"(?:fronts/)?(?P<slug>.*?)(?:/?index)?\.md"  # of each page: its address, but for the last slash
ARTICLE_URL = PAGE_URL = "{slug}/"
ARTICLE_SAVE_AS = PAGE_SAVE_AS = "{slug}/index.html"
DIRECT_TEMPLATES = ["sitemap"]
SITEMAP_SAVE_AS = "sitemap.xml"
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
FEED_ALL_RSS = "news/feed.xml"
FEED_MAX_ITEMS = None
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
FORMATTED_FIELDS = []
MARKDOWN = {"extensions": ["extra", "meta"]}


def day(value):
    """A date in words."""
    found = date.fromisoformat(str(value)[:10])
    return f"{found.day} {found:%B %Y}"


JINJA_FILTERS = {"day": day}
