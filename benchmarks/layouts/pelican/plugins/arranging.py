"""What Pelican does not know by itself: which pages stand in a folder, and the way down to a page."""

from pelican import signals


def above(url):
    """The address of the folder that a page stands in: "guidance/part-1/" of "guidance/part-1/page-7/"."""
    return url.rstrip("/").rpartition("/")[0] + "/" if "/" in url.rstrip("/") else ""


def arrange(generators):
    """Give the layouts every page by its address, and the pages of each folder in their order."""
    pages = [
        page for each in generators for page in (*each.context.get("articles", ()), *each.context.get("pages", ()))
    ]
    by_address = {page.url.strip("/") and page.url: page for page in pages}
    children = {}
    for address, page in by_address.items():
        if address:
            children.setdefault(above(address), []).append(page)
    for found in children.values():
        found.sort(key=lambda page: page.title)
    for folder in ("news/", "meetings/"):
        children.get(folder, []).sort(key=lambda page: page.date, reverse=True)
    children.get("events/", []).sort(key=lambda page: page.start)

    def trail(page):
        steps, step = [], page.url.strip("/")
        while step:
            step = above(step)
            if step in by_address:
                steps.insert(0, (step, by_address[step].title))
        return steps

    generators[0].context.update(children=children, trail=trail)


def register():
    """Pelican calls this."""
    signals.all_generators_finalized.connect(arrange)
