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


def services(*entries: str) -> str:
    """A data file of services, from what ``service`` gives."""
    return "services:\n" + "".join(entries)


def service(name: str, title: str | None = None, /, **fields: object) -> str:
    """A service of health with this id; a value is written as it is given, and None leaves a field out."""
    whole: dict[str, object] = {
        "name": title or name.replace("-", " ").capitalize(),
        "category": "health",
        "summary": "It helps.",
        "phone": "01632 960001",
        "sources": "[https://example.org/source]",
        **fields,
    }
    lines = [f"  - id: {name}", *(f"    {field}: {value}" for field, value in whole.items() if value is not None)]
    return "".join(f"{line}\n" for line in lines)


DIRECTORY = {
    "content/services/index.md": page("Find a service"),
    "content/about/index.md": page("About"),
    "content/about/dcos.md": page("Your officer", "::: dcos"),
    "content/data/directory.yaml": """\
categories:
  - id: health
    name: Health
    summary: Doctors and nurses.
  - id: travel
    name: Travel
ages:
  - id: small
    name: Before school
    youngest: 0
    oldest: 4
  - id: large
    name: At school
    youngest: 5
    oldest: 15
  - id: grown
    name: After 16
    youngest: 16
    oldest: 25
needs:
  - id: speech
    name: Speech
  - id: sight
    name: Sight
""",
    "content/data/dcos.yaml": """\
page: about/dcos.md
areas:
  - area: North
    name: An officer
    districts: [Easton, Norton]
    phone: 01632 960010
  - area: South
    districts: [Sutton Vale]
    note: Nobody has the post.
places:
  - name: Little Easton
    district: Easton
neighbours:
  - name: Weston
    text: has its own council.
    phone: 01632 960020
""",
}
