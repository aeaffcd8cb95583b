"""What editors write, made for tests."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfWriter


def page(title: str = "A page", body: str = "", **fields: object) -> str:
    """A Markdown page with these front matter fields; a value is written as it is given."""
    lines = [f"title: {title}", *(f"{name}: {value}" for name, value in fields.items())]
    return "---\n{}\n---\n{}\n".format("\n".join(lines), body)


def event(title: str, start: str, end: str | None = None, **fields: object) -> str:
    """An event in the town hall; without an end it lasts all day."""
    times = {"start": start, "end": end} if end else {"start": start, "all_day": "yes"}
    return page(title, "", **{**times, "place": "The town hall", **fields})


def consultation(title: str = "A plan", **fields: object) -> str:
    """A consultation with one way to take part, at https://survey.example.org/."""
    ways = "\n  - title: Answer the survey\n    address: https://survey.example.org/"
    return page(title, "", **{"opens": "2021-06", "closes": "2021-06-25 12:00", "ways": ways, **fields})


def pdf(pages: int) -> bytes:
    """A PDF with this many empty pages."""
    writer, file = PdfWriter(), BytesIO()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    writer.write(file)
    return file.getvalue()


NEWS = {"content/news/index.md": page("News")}
EVENTS = {"content/events/index.md": page("Events")}
MEETINGS = {"content/meetings/index.md": page("Meetings")}
CONSULTATIONS = {"content/consultations/index.md": page("Consultations")}
