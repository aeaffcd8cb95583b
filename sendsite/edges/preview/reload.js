// Keeps a page of the preview as new as its files. The preview alone adds this; the built site has no script.
"use strict";

(() => {
  const place = document.getElementById("_sendsite").shadowRoot;
  const part = (selector) => place.querySelector(selector);
  const page = encodeURIComponent(location.pathname);
  const MEMORY = "_sendsite";
  const FOLDED = "_sendsite-folded";
  let shown = JSON.parse(document.currentScript.dataset.state);

  // An element is known again by its id, or by its tag and words and by how many like it come before.

  const wordsOf = (element) => element.textContent.trim().replace(/\s+/g, " ").slice(0, 120);
  const alike = (tag, words) => [...document.getElementsByTagName(tag)].filter((each) => wordsOf(each) === words);
  const describe = (element) => {
    const [tag, words] = [element.localName, wordsOf(element)];
    return { id: element.id, tag, words, nth: alike(tag, words).indexOf(element) };
  };
  const find = ({ id, tag, words, nth }) => {
    if (id) return document.getElementById(id);
    const found = alike(tag, words);
    return found[nth] || found[found.length - 1] || null;
  };

  // What the reader has before them, over a reload.

  const LANDMARKS = "h1, h2, h3, h4, h5, h6, p, li, dt, dd, th, td, figure, summary";
  const remember = () => {
    const near = [...document.body.querySelectorAll(LANDMARKS)]
      .map((element) => [element, element.getBoundingClientRect()])
      .filter(([, box]) => box.height > 0 && box.bottom > -innerHeight && box.top < innerHeight)
      .sort(([, one], [, other]) => Math.abs(one.top) - Math.abs(other.top))
      .slice(0, 12)
      .map(([element, box]) => ({ ...describe(element), top: box.top }));
    const focus = document.activeElement;
    const isFocused = focus && focus !== document.body && focus.id !== "_sendsite";
    const open = [...document.querySelectorAll("details")].map((each) => {
      const summary = each.querySelector("summary");
      return { ...describe(summary || each), isOpen: each.open, isSummary: Boolean(summary) };
    });
    const at = { path: location.pathname, near, y: scrollY, open, focus: isFocused ? describe(focus) : null };
    try {
      sessionStorage.setItem(MEMORY, JSON.stringify(at));
    } catch {
      return; // a browser without room keeps the place by itself, roughly
    }
    history.scrollRestoration = "manual";
  };

  const settle = (at) => {
    if (at.y <= 0) return;
    for (const each of at.near) {
      const element = find(each);
      if (element && element.getClientRects().length) {
        const by = element.getBoundingClientRect().top - each.top;
        scrollBy({ top: by, behavior: "instant" });
        return;
      }
    }
    scrollTo({ top: at.y, behavior: "instant" });
  };

  const recall = () => {
    const kept = sessionStorage.getItem(MEMORY);
    if (!kept) return;
    sessionStorage.removeItem(MEMORY);
    const at = JSON.parse(kept);
    if (at.path !== location.pathname) return;
    for (const each of at.open) {
      const element = find(each);
      const details = element && (each.isSummary ? element.closest("details") : element);
      if (details) details.open = each.isOpen;
    }
    if (at.focus) find(at.focus)?.focus({ preventScroll: true });
    settle(at);
    // Pictures and fonts move things until they are there, but a reader who moves on is left alone.
    const over = new AbortController();
    const mine = { signal: over.signal, passive: true };
    for (const sign of ["wheel", "touchstart", "keydown", "pointerdown"]) addEventListener(sign, () => over.abort(), mine);
    addEventListener("load", () => (settle(at), over.abort()), mine);
    addEventListener("load", () => setTimeout(() => (history.scrollRestoration = "auto")));
    say();
  };

  // What is wrong.

  const say = () => {
    const first = part("summary, .elsewhere");
    part(".said").textContent = first ? first.textContent : "Nothing is wrong.";
  };
  const dress = () => {
    const details = part("details");
    if (details && sessionStorage.getItem(FOLDED) === location.pathname) details.open = false;
    details?.addEventListener("toggle", () => {
      if (details.open) sessionStorage.removeItem(FOLDED);
      else sessionStorage.setItem(FOLDED, location.pathname);
    });
  };
  const tell = (told) => {
    part(".told").innerHTML = told;
    dress();
    say();
  };

  // Stylesheets, changed without a moment in which there are none.

  const restyle = (styles) => {
    const links = document.querySelectorAll("link[rel~=stylesheet]");
    styles.forEach((style, index) => {
      if (style === shown.styles[index]) return;
      const [address, print] = style.split(" ");
      const old = links[index];
      const next = old.cloneNode();
      next.href = `${address}?${print}`;
      next.addEventListener("load", () => old.remove());
      next.addEventListener("error", () => next.remove());
      old.after(next);
    });
  };

  // What is new.

  const meet = (now) => {
    if (now.page !== shown.page || now.styles.length !== shown.styles.length) {
      source.close();
      remember();
      location.reload();
      return;
    }
    if (now.styles.join() !== shown.styles.join()) restyle(now.styles);
    if (now.panel !== shown.panel) tell(now.told);
    shown = now;
  };

  let source = null;
  let failures = 0;
  let timer = 0;
  const leave = () => {
    clearTimeout(timer);
    source?.close();
    source = null;
  };
  const connect = () => {
    leave();
    source = new EventSource(`/_sendsite/changes?page=${page}`);
    source.onmessage = (event) => {
      failures = 0;
      part(".away").hidden = true;
      meet(JSON.parse(event.data));
    };
    source.onerror = () => {
      leave();
      failures += 1;
      part(".away").hidden = failures < 2;
      timer = setTimeout(connect, Math.min(500 * failures, 3000));
    };
  };

  dress();
  recall();
  // Browsers give a site six connections: a page that nobody sees gives its own to others.
  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : connect()));
  addEventListener("pagehide", leave);
  addEventListener("pageshow", (event) => event.persisted && connect());
  if (!document.hidden) connect();
})();
