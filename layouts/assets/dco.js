// Leads from the name of a town or district to the page of the district. Without this script the districts are links.
"use strict";

const form = document.querySelector("[data-finder]");
const answer = form.querySelector(".finder-answer");

function plain(words) {
  return words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();
}

// Everything that can be found: its names, and the link or the words that it leads to.
const known = [
  ...[...document.querySelectorAll("[data-place]")].map((item) => ({
    names: item.dataset.place.split("|").map(plain),
    link: item.querySelector("a"),
  })),
  ...[...document.querySelectorAll("[data-neighbour]")].map((item) => ({
    names: [plain(item.dataset.neighbour)],
    words: item,
  })),
];

// The whole name is best; then all names that begin so, or have a word that does: two districts are called Ribble.
function found(place) {
  const same = known.filter((each) => each.names.includes(place));
  return same.length ? same : known.filter((each) => each.names.some((name) => ` ${name}`.includes(` ${place}`)));
}

function tell(words, hits) {
  const line = document.createElement("p");
  line.textContent = words;
  const list = document.createElement("ul");
  for (const hit of hits) {
    const item = document.createElement("li");
    item.append(...(hit.link ? [hit.link.cloneNode(true)] : [...hit.words.cloneNode(true).childNodes]));
    list.append(item);
  }
  answer.replaceChildren(line, ...(hits.length ? [list] : []));
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const place = plain(form.elements.place.value);
  const hits = place ? found(place) : [];
  if (hits.length === 1 && hits[0].link) {
    location.assign(hits[0].link.href);
  } else if (hits.length === 1) {
    tell(form.dataset.elsewhere, hits);
  } else if (hits.length) {
    tell(form.dataset.which, hits);
  } else {
    tell(place ? form.dataset.unknown : form.dataset.empty, []);
  }
});
form.hidden = false;
