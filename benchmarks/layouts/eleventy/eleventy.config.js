import { posix } from "node:path";

const dayFormat = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

// "/guidance/part-1/" of "/guidance/part-1/page-7/", and "" of the home page.
const above = (url) => (url === "/" ? "" : url.slice(0, url.lastIndexOf("/", url.length - 2) + 1));

// Links to ".md" files, made into addresses as Markdown is rendered. Eleventy's own plugin for this reads every finished
// page over again, which costs it a fifth of its time; so this is the kinder comparison.
const linked = (markdown) => {
  markdown.renderer.rules.link_open = (tokens, index, options, env, renderer) => {
    const href = tokens[index].attrGet("href");
    if (href.endsWith(".md")) {
      const stem = posix.join(posix.dirname(env.page.filePathStem), href.slice(0, -".md".length));
      const address = stem.endsWith("/index") ? stem.slice(0, -"index".length) : `${stem}/`;
      if (!env.collections.byAddress[address]) throw new Error(`${env.page.inputPath} links to ${href}, not there`);
      tokens[index].attrSet("href", address);
    }
    return renderer.renderToken(tokens, index, options);
  };
};

export default function (config) {
  config.setInputDirectory("src");
  config.amendLibrary("md", linked);
  config.addFilter("longDay", (date) => dayFormat.format(date));
  config.addGlobalData("layout", "base.liquid");
  config.addCollection("pages", (api) => api.getFilteredByGlob("src/**/*.md"));
  config.addCollection("byAddress", (api) =>
    Object.fromEntries(api.getFilteredByGlob("src/**/*.md").map((page) => [page.url, page])),
  );
  config.addCollection("children", (api) => {
    const found = {};
    for (const page of api.getFilteredByGlob("src/**/*.md")) (found[above(page.url)] ??= []).push(page);
    for (const pages of Object.values(found)) pages.sort((a, b) => (a.data.title < b.data.title ? -1 : 1));
    for (const address of ["/news/", "/meetings/"]) found[address]?.sort((a, b) => b.data.date - a.data.date);
    found["/events/"]?.sort((a, b) => (a.data.start < b.data.start ? -1 : 1));
    return found;
  });
  config.addFilter("trail", (url, byAddress) => {
    const found = [];
    for (let step = above(url); step; step = above(step)) if (byAddress[step]) found.unshift(byAddress[step]);
    return found;
  });
  config.addFilter("upcoming", (pages, today) => pages.filter((page) => page.data.start >= today));
  config.addFilter("past", (pages, today) => pages.filter((page) => page.data.start < today).reverse());
  return { markdownTemplateEngine: false };
}
