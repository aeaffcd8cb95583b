// Shows what belongs to one theme of the timeline. The theme stands in the address, so that it can be kept, passed on and
// gone back to. Without this script the whole timeline is shown.
"use strict";
{
  const form = document.querySelector("[data-themes]");
  const told = form.querySelector("[role=status]");
  const years = [...document.querySelectorAll(".timeline-year")];
  const events = [...document.querySelectorAll(".timeline-year li:not(.timeline-gap)")];
  const gaps = [...document.querySelectorAll(".timeline-gap")];
  const links = [...document.querySelectorAll("[data-timeline] > .letters li")];

  function show(theme) {
    for (const event of events) event.hidden = Boolean(theme) && event.dataset.themeOf !== theme;
    for (const gap of gaps) gap.hidden = Boolean(theme); // between what is hidden, a gap would mislead
    years.forEach((year, number) => {
      year.hidden = !year.querySelector("li:not([hidden])");
      if (links[number]) links[number].hidden = year.hidden;
    });
    const count = events.filter((event) => !event.hidden).length;
    told.textContent = theme ? form.dataset.shown.replace("%2", count).replace("%3", events.length).replace("%1", () => theme) : "";
  }

  // A theme that there is no box for, from an old or mistyped address, counts as none.
  function fromAddress() {
    const wanted = new URLSearchParams(location.search).get("theme") || "";
    const boxes = [...form.elements.theme];
    const box = boxes.find((each) => each.value === wanted) || boxes[0];
    box.checked = true;
    show(box.value);
  }

  form.addEventListener("change", (event) => {
    const theme = event.target.value;
    history.pushState(null, "", theme ? `?${new URLSearchParams({ theme })}` : location.pathname);
    show(theme);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("popstate", fromAddress);
  form.hidden = false;
  fromAddress();
}
