// The least that a page of results over Pagefind needs; the page itself is our own search page.
const results = document.querySelector("[data-results]");
try {
  const pagefind = await import("/pagefind/pagefind.js");
  const found = await pagefind.search(new URLSearchParams(location.search).get("q"));
  const first = await Promise.all(found.results.slice(0, 10).map((result) => result.data()));
  for (const page of first) {
    const item = document.querySelector("[data-result]").content.firstElementChild.cloneNode(true);
    item.querySelector("a").href = page.url;
    item.querySelector("a").textContent = page.meta.title;
    item.querySelector("[data-said]").innerHTML = page.excerpt;
    results.append(item);
  }
  results.hidden = false;
  results.setAttribute("aria-busy", "false");
} catch (fault) {
  results.dataset.fault = fault;
}
