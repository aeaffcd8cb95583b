// Finds pages by the index that was made with them: what somebody types stays in the browser, and nothing else is asked.
// docs/search.md describes the files. Without this script the search page leads to the A to Z.
"use strict";

const place = document.querySelector("[data-search]");
const AT_ONCE = 10;
const PASSAGE = 220; // letters
const WEIGHTS = [1, 1.6, 4, 8, 9]; // of the grades in sendsite/crafts/search/weights.py
const NEAR = 6; // words that are looked for where nobody wrote the one that was typed
const LACKING = 0.5; // how much a page counts for each thing that it lacks and others have
const ANOTHER_NAME = 0.8; // how much another name for a thing counts, or a word that was spelt otherwise

const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu;

// ---- Words: the same as sendsite/crafts/search/stems.py does, with the lists that the index brings

let stops = new Set();
let endings = [];

function stemOf(word) {
  let folded = word.normalize("NFKD").replace(/’/g, "'").toLowerCase().replace(/[^\p{L}\p{N}']/gu, "");
  folded = folded.replace(/'s$/, "").replace(/'/g, "");
  if (stops.has(folded) || /^[a-z]$/.test(folded)) return "";
  for (const step of endings) {
    for (const [ending, instead, least] of step) {
      if (folded.endsWith(ending) && [...folded].length - ending.length >= least) {
        folded = folded.slice(0, folded.length - ending.length) + instead;
        break;
      }
    }
  }
  return folded;
}

function stemsOf(text) {
  return (text.normalize("NFC").match(WORD) || []).map(stemOf).filter(Boolean);
}

// ---- The files of the index

const loaded = new Map();

function load(name) {
  if (!loaded.has(name)) {
    // Asked for anew each time, which costs little if nothing has changed: files of two editions do not go together.
    const answer = fetch(place.dataset.search + name, { cache: "no-cache" }).then((found) => {
      if (!found.ok) throw new Error(`${name}: ${found.status}`);
      return found.json();
    });
    loaded.set(name, answer);
  }
  return loaded.get(name);
}

function placeOf(word, many) {
  let sum = -1; // CRC-32
  for (const byte of new TextEncoder().encode(word)) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 && 0xedb88320);
  }
  return (~sum >>> 0) % many;
}

// The pages that have a word, each with the grade that it has there.
async function pagesWith(word, index) {
  const shelf = await load(`words-${placeOf(word, index.shelves)}.json`);
  const found = new Map();
  for (const each of Object.prototype.hasOwnProperty.call(shelf, word) ? shelf[word].split(";") : []) {
    const [group, codes] = each.split(":");
    for (const code of codes.split(" ")) found.set(`${group} ${Math.floor(code / WEIGHTS.length)}`, code % WEIGHTS.length);
  }
  return found;
}

// ---- From what was typed to what is looked for: things that each may be said in several ways

// A way to say a thing: its words, and how much it counts.
function thingsIn(stems, index) {
  const things = [];
  for (let at = 0; at < stems.length; ) {
    let longest = [stems[at]];
    let ways = [];
    for (const same of index.same) {
      for (const way of same) {
        if (way.length < longest.length || way.some((stem, number) => stem !== stems[at + number])) continue;
        if (way.length > longest.length) ways = [];
        longest = way;
        ways.push(...same);
      }
    }
    const others = ways.filter((way) => way.join(" ") !== longest.join(" "));
    things.push([{ words: longest, counts: 1 }, ...others.map((words) => ({ words, counts: ANOTHER_NAME }))]);
    at += longest.length;
  }
  return things;
}

// How many letters are to be changed, left out, put in or swapped with the next; Infinity when more than ``most``.
function distance(one, two, most) {
  if (Math.abs(one.length - two.length) > most) return Infinity;
  let before = [];
  let last = [...Array(two.length + 1).keys()];
  for (let row = 1; row <= one.length; row++) {
    const line = [row];
    for (let column = 1; column <= two.length; column++) {
      const differs = one[row - 1] === two[column - 1] ? 0 : 1;
      line[column] = Math.min(last[column] + 1, line[column - 1] + 1, last[column - 1] + differs);
      if (row > 1 && column > 1 && one[row - 1] === two[column - 2] && one[row - 2] === two[column - 1]) {
        line[column] = Math.min(line[column], before[column - 2] + 1);
      }
    }
    if (Math.min(...line) > most) return Infinity;
    before = last;
    last = line;
  }
  return last[two.length] > most ? Infinity : last[two.length];
}

// What a word that no page has was meant to be: the words that are spelt most like it and those that begin so, each
// with its other names.
async function likeWord(word, index) {
  const letters = [...word];
  if (letters.length < 3 || /\p{N}/u.test(word)) return [];
  const most = letters.length < 4 ? 0 : letters.length < 6 ? 1 : 2;
  const names = index.same.flat().filter((way) => way.length === 1);
  const known = new Set((await load("spelling.json")).flatMap((words) => words.split(" ")).concat(...names));
  const near = [];
  for (const each of known) {
    const far = most ? distance(letters, [...each], most) : Infinity;
    if (far <= most) near.push({ word: each, counts: ANOTHER_NAME ** (2 * far - 1) });
    else if (each.startsWith(word)) near.push({ word: each, counts: ANOTHER_NAME ** 2 });
  }
  near.sort((one, two) => two.counts - one.counts || one.word.length - two.word.length);
  return near.slice(0, NEAR).flatMap((each) => {
    const [thing] = thingsIn([each.word], index);
    return thing.map((way) => ({ words: way.words, counts: way.counts * each.counts }));
  });
}

// ---- From there to pages

// The pages where all the words of a way stand, each with the lowest of their grades.
async function pagesSaying(way, index) {
  const [first, ...others] = await Promise.all(way.words.map((word) => pagesWith(word, index)));
  const found = new Map();
  for (const [page, grade] of first) {
    if (others.every((other) => other.has(page))) {
      found.set(page, Math.min(grade, ...others.map((other) => other.get(page))));
    }
  }
  return found;
}

async function scoresOf(thing, index, total) {
  const scores = new Map();
  const found = await Promise.all(thing.map((way) => pagesSaying(way, index)));
  found.forEach((pages, number) => {
    const rare = Math.log(1 + total / (pages.size || 1));
    for (const [page, grade] of pages) {
      const score = rare * WEIGHTS[grade] * thing[number].counts;
      scores.set(page, Math.max(score, scores.get(page) || 0));
    }
  });
  return scores;
}

// Gets the lists ready that words are compared by.
async function ready() {
  const index = await load("index.json");
  stops = new Set(index.stops.split(" "));
  endings = index.endings;
  return index;
}

async function search(typed) {
  const index = await ready();
  const total = index.pages.join("").length;
  const things = thingsIn([...new Set(stemsOf(typed))], index);
  const written = new Map((typed.normalize("NFC").match(WORD) || []).map((word) => [stemOf(word), word]));
  const unknown = [];
  const scores = await Promise.all(
    things.map(async (thing) => {
      let found = await scoresOf(thing, index, total);
      if (!found.size) {
        thing.push(...(await Promise.all(thing[0].words.map((word) => likeWord(word, index)))).flat());
        found = await scoresOf(thing, index, total);
        if (found.size) unknown.push(...thing[0].words.map((word) => written.get(word)));
      }
      return found;
    }),
  );
  const pages = new Map();
  for (const found of scores) {
    for (const [page, score] of found) {
      const known = pages.get(page) || { page, things: 0, score: 0 };
      pages.set(page, { page, things: known.things + 1, score: known.score + score });
    }
  }
  const best = Math.max(0, ...[...pages.values()].map((each) => each.things));
  let enough = 0;
  for (const each of pages.values()) {
    const [group, position] = each.page.split(" ");
    each.score *= (Number(index.pages[group][position]) / 9) * LACKING ** (best - each.things);
    if (each.things === best) enough = Math.max(enough, each.score);
  }
  const counted = [...pages.values()].filter((each) => each.things === best || each.score > enough);
  counted.sort((one, two) => two.score - one.score || (one.page < two.page ? -1 : 1));
  const words = new Set(things.flat().flatMap((way) => way.words));
  return { pages: counted.map((each) => each.page), words, unknown, isPart: best > 0 && best < things.length };
}

// ---- Showing them

function say(sentence, ...words) {
  return sentence.replace(/%(\d)/g, (_, number) => words[number - 1]);
}

// Puts ``text`` into ``element``, with the words that were looked for marked.
function mark(element, text, words) {
  let done = 0;
  for (const match of text.matchAll(WORD)) {
    if (!words.has(stemOf(match[0]))) continue;
    const marked = document.createElement("mark");
    marked.textContent = match[0];
    element.append(text.slice(done, match.index), marked);
    done = match.index + match[0].length;
  }
  element.append(text.slice(done));
}

function wordsIn(text, words) {
  return new Set(stemsOf(text).filter((stem) => words.has(stem))).size;
}

// The sentence or so of a page that has most of the words, where its title and summary have none of them.
async function passageOf(address, words) {
  const found = await fetch(address);
  if (!found.ok) return "";
  const page = new DOMParser().parseFromString(await found.text(), "text/html");
  for (const each of page.querySelectorAll(".word-note")) each.remove();
  let best = "";
  let most = 0;
  for (const each of page.querySelectorAll(".page-body :is(p, li, dd, td)")) {
    const text = each.textContent.normalize("NFC").replace(/\s+/g, " ").trim();
    const count = wordsIn(text, words);
    if (count > most) [best, most] = [text, count];
  }
  if (best.length <= PASSAGE) return best;
  const first = [...best.matchAll(WORD)].find((match) => words.has(stemOf(match[0])));
  const from = first.index < PASSAGE / 2 ? 0 : best.lastIndexOf(" ", first.index - PASSAGE / 3) + 1;
  const to = best.indexOf(" ", from + PASSAGE);
  return `${from ? "… " : ""}${best.slice(from, to < 0 ? undefined : to)}${to < 0 ? "" : " …"}`;
}

async function resultFor(page, words) {
  const [group, position] = page.split(" ");
  const [address, title, summary, kind, when, lang] = (await load(`pages-${group}.json`))[position];
  const item = document.querySelector("[data-result]").content.firstElementChild.cloneNode(true);
  const link = item.querySelector("a");
  const said = item.querySelector("[data-said]");
  link.href = new URL(`../${address}`, new URL(place.dataset.search, location));
  mark(link, title, words);
  if (lang) Object.assign(item, { lang, dir: "auto" });
  const facts = [place.dataset[kind], when].filter(Boolean).join(", ");
  item.querySelector(".item-facts").textContent = facts;
  item.querySelector(".item-facts").hidden = !facts;
  mark(said, summary, words);
  if (!wordsIn(`${title} ${summary}`, words) && !(navigator.connection || {}).saveData) {
    const passage = await passageOf(link.href, words).catch(() => "");
    if (passage) {
      said.replaceChildren();
      mark(said, passage, words);
    }
  }
  return item;
}

async function show(typed) {
  const count = place.querySelector("[data-count]");
  const note = place.querySelector("[data-note]");
  const list = place.querySelector("[data-results]");
  const more = place.querySelector("[data-more]");
  const name = document.title;
  list.setAttribute("aria-busy", "true");
  count.textContent = say(place.dataset.loading, typed);
  const found = await search(typed);
  const many = found.pages.length;
  const next = async () => {
    const pages = found.pages.slice(list.children.length, list.children.length + AT_ONCE);
    const items = await Promise.all(pages.map((page) => resultFor(page, found.words)));
    list.append(...items);
    more.hidden = list.children.length >= many;
    return items[0];
  };
  await next();
  list.hidden = !many;
  const notes = found.unknown.length && many ? [say(place.dataset.spelt, found.unknown.join("”, “"))] : [];
  if (found.isPart) notes.push(place.dataset.some);
  note.textContent = notes.join(" ");
  note.hidden = !notes.length;
  document.querySelector("[data-tip]").hidden = many > 0;
  count.textContent = say(place.dataset[many === 1 ? "one" : many ? "many" : "none"], typed, many);
  list.setAttribute("aria-busy", "false");
  document.title = say(place.dataset.title, count.textContent, name);
  more.querySelector("button").addEventListener("click", async () => (await next()).querySelector("a").focus());
}

const typed = (new URLSearchParams(location.search).get("q") || "").trim().slice(0, 200);
if (typed) {
  document.querySelector(".find input").value = typed;
  show(typed).catch(() => {
    place.querySelector("[data-count]").textContent = place.dataset.failed;
  });
}

export { ready, search, stemsOf };
