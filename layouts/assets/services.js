// Filters the list of all services by several things at once. What is chosen stands in the address, so that it can be
// kept, passed on and gone back to. Without this script the whole list is shown, and the lists by one thing are links.
"use strict";

const form = document.querySelector("[data-filter]");
const result = document.querySelector("[data-result]");
const offers = [...document.querySelectorAll(".offers > li")];
const fields = [...form.querySelectorAll("select")];

// “all” fits whatever is chosen, except what has not been stated.
function fits(offer, name, wanted) {
  const values = offer.dataset[name].split(" ");
  return values.includes(wanted) || (values.includes("all") && wanted !== "not-stated");
}

function show() {
  const chosen = fields.filter((field) => field.value);
  let count = 0;
  for (const offer of offers) {
    offer.hidden = !chosen.every((field) => fits(offer, field.name, field.value));
    count += !offer.hidden;
  }
  const line = document.createElement("p");
  line.textContent = count ? result.dataset.shown.replace("%1", count).replace("%2", offers.length) : result.dataset.nothing;
  result.replaceChildren(line);
}

// Values that no box offers, from an old or mistyped address, count as nothing chosen.
function fromAddress() {
  const query = new URLSearchParams(location.search);
  for (const field of fields) {
    const wanted = query.get(field.name) ?? "";
    field.value = [...field.options].some((option) => option.value === wanted) ? wanted : "";
  }
  show();
}

function toAddress() {
  const query = new URLSearchParams(fields.filter((field) => field.value).map((field) => [field.name, field.value]));
  const address = query.size ? `?${query}` : location.pathname;
  if (address !== (location.search || location.pathname)) history.pushState(null, "", address);
  show();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  toAddress();
});
form.addEventListener("reset", (event) => {
  event.preventDefault();
  for (const field of fields) field.value = "";
  toAddress();
});
addEventListener("popstate", fromAddress);
form.hidden = false;
fromAddress();
