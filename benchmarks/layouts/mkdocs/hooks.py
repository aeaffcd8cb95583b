"""What MkDocs does not know by itself: which pages stand in a folder, and the way down to a page."""


def above(url):
    """The address of the folder that a page stands in: "guidance/part-1/" of "guidance/part-1/page-7/"."""
    return url.rstrip("/").rpartition("/")[0] + "/" if "/" in url.rstrip("/") else ""


def day(value):
    """A date in words."""
    return f"{value.day} {value:%B %Y}"


def on_env(env, files, **_others):
    """Give the layouts every page by its address, and the pages of each folder in their order."""
    pages = [file.page for file in files.documentation_pages()]
    children = {}
    for page in pages:
        if page.url.strip("./"):
            children.setdefault(above(page.url), []).append(page)
    for found in children.values():
        found.sort(key=lambda page: page.title)
    for folder in ("news/", "meetings/"):
        children.get(folder, []).sort(key=lambda page: page.meta["date"], reverse=True)
    children.get("events/", []).sort(key=lambda page: page.meta["start"])
    by_address = {page.url.strip("./") and page.url: page for page in pages}

    def trail(page):
        steps, step = [], page.url.strip("./")
        while step:
            step = above(step)
            if step in by_address:
                steps.insert(0, (step, by_address[step].title))
        return steps

    env.filters["day"] = day
    env.globals.update(children=children, trail=trail)
    return env
