// What scrolls can be reached by the keyboard, and what a screen reader meets has a name.
document$.subscribe(() => {
  document.querySelectorAll("pre > code").forEach((code) => code.setAttribute("tabindex", "0"));
  document.querySelector(".md-search")?.setAttribute("aria-label", "Search");
  document.querySelectorAll(".md-code__nav").forEach((nav, at) => nav.setAttribute("aria-label", `Code ${at + 1}`));
});
