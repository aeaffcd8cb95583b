// The reading options, and the words that change when a moment has passed. It runs before the page is drawn, so nothing
// jumps. The options stay on this device. Without this script a page has its usual look, and says what was true when it was made.
"use strict";
{
  const KEY = "reading";
  const CHOICES = {
    size: ["large", "larger"],
    space: ["wide", "wider"],
    face: ["device"],
    theme: ["light", "cream", "dark", "contrast"],
  };
  const root = document.documentElement;

  // A device may forbid storage, or hold something that is none of ours: then nothing counts as chosen.
  function kept() {
    try {
      const found = JSON.parse(localStorage.getItem(KEY)) || {};
      return Object.fromEntries(Object.keys(CHOICES).filter((name) => CHOICES[name].includes(found[name])).map((name) => [name, found[name]]));
    } catch {
      return {};
    }
  }

  // Whether they could be kept.
  function keep(options) {
    try {
      if (Object.keys(options).length) localStorage.setItem(KEY, JSON.stringify(options));
      else localStorage.removeItem(KEY);
      return true;
    } catch {
      return false;
    }
  }

  function apply(options) {
    for (const name of Object.keys(CHOICES)) {
      if (options[name]) root.dataset[name] = options[name];
      else delete root.dataset[name];
    }
  }

  function tick(form, options) {
    for (const field of form.elements) {
      if (field.type === "radio") field.checked = field.value === (options[field.name] || "");
    }
  }

  function prepare(button, form) {
    const told = form.querySelector("[role=status]");

    function open(wanted) {
      form.hidden = !wanted;
      button.setAttribute("aria-expanded", wanted);
    }

    function change(options, words) {
      apply(options);
      told.textContent = keep(options) ? words : `${words} ${form.dataset.notKept}`;
    }

    button.addEventListener("click", () => open(form.hidden));
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      open(false);
      button.focus();
    });
    form.addEventListener("change", (event) => {
      const chosen = [...new FormData(form)].filter(([, value]) => value);
      const label = event.target.closest("label").textContent.trim();
      const group = event.target.closest("fieldset").querySelector("legend").textContent.trim();
      change(Object.fromEntries(chosen), `${group}: ${label}.`);
    });
    form.addEventListener("reset", (event) => {
      event.preventDefault();
      tick(form, {});
      change({}, form.dataset.atFirst);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      open(false);
      button.focus();
    });
    tick(form, kept());
    button.hidden = false;
  }

  // On a phone the menu and the search wait behind a button each, so that a page begins near the top.
  function unfold(button, part) {
    button.addEventListener("click", () => {
      const open = part.classList.toggle("unfolded");
      button.setAttribute("aria-expanded", open);
      if (open) part.querySelector("input")?.focus();
    });
    button.hidden = false;
  }

  // data-from: these words are true from that instant on; data-until: until then. Both states stand in the page.
  function relabel() {
    const now = Date.now();
    for (const each of document.querySelectorAll("[data-from], [data-until]")) {
      const { from, until } = each.dataset;
      each.hidden = (from && now < Date.parse(from)) || (until && now >= Date.parse(until)) || false;
    }
  }

  function refresh() {
    const form = document.getElementById("_reading");
    apply(kept());
    if (form) tick(form, kept());
    relabel();
  }

  root.dataset.script = "";
  apply(kept());
  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("[aria-controls=_reading]");
    if (button) prepare(button, document.getElementById("_reading"));
    for (const each of document.querySelectorAll(".opener-phone")) {
      const part = document.getElementById(each.getAttribute("aria-controls"));
      if (part) unfold(each, part);
    }
    relabel();
  });
  addEventListener("storage", refresh); // changed in another tab
  addEventListener("pageshow", (event) => event.persisted && refresh()); // gone back to
}
