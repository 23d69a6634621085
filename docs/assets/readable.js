// What scrolls can be reached by the keyboard, and what a screen reader meets has a name.
const reach = (code) => code.hasAttribute("tabindex") || code.setAttribute("tabindex", "0");
const kept = new MutationObserver((changes) => changes.forEach(({ target }) => reach(target)));
document$.subscribe(() => {
  document.querySelectorAll("pre > code").forEach((code) => {
    reach(code);
    kept.observe(code, { attributeFilter: ["tabindex"] }); // the theme takes it away when the width changes
  });
  document.querySelector(".md-search")?.setAttribute("aria-label", "Search");
  document.querySelectorAll(".md-code__nav").forEach((nav, at) => nav.setAttribute("aria-label", `Code ${at + 1}`));
});
