// Opens a page in headless Chromium, light and dark, and prints as JSON what it does there.
// node look.mjs PAGE SCREENSHOTS; the packages are looked for in the current directory.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { readFileSync } from "node:fs";

const require = createRequire(`${process.cwd()}/`);
const imported = async (name) => (await import(pathToFileURL(require.resolve(name)).href)).default;
const puppeteer = await imported("puppeteer-core");
const chromium = await imported("@sparticuz/chromium");
const [file, shots] = process.argv.slice(2);

const browser = await puppeteer.launch({
  executablePath: await chromium.executablePath(),
  headless: "shell",
  args: ["--no-sandbox", "--disable-gpu"],
});
const told = {};
for (const scheme of ["light", "dark"]) {
  const page = await browser.newPage();
  const requests = [], errors = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.setViewport({ width: 1280, height: 800 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.goto(pathToFileURL(file).href);
  await page.screenshot({ path: `${shots}/${scheme}.png` });
  const bars = await page.$$eval("#time rect", (found) => found.length);
  const background = await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  await page.evaluate(readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
  const axe = await page.evaluate(() => axe.run());
  const violations = axe.violations.map((each) => `${each.id}: ${each.nodes[0].html}`);
  told[scheme] = { requests, errors, bars, background, violations, passes: axe.passes.length };
  if (scheme === "light") told.keyboard = await byKeyboard(page);
  await page.close();
}
await browser.close();
console.log(JSON.stringify(told));

// Nothing but keys: the filter comes first, then the headings that sort, then the sources.
async function byKeyboard(page) {
  const shown = () => page.$$eval("#rows tr:not([hidden]) th", (found) => found.map((each) => each.textContent));
  await page.keyboard.press("Tab");
  await page.keyboard.type("step7");
  const filtered = await shown();
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const down = await shown();
  await page.keyboard.press("Enter");
  const up = await shown();
  const sorted = await page.$eval("thead th", (head) => head.getAttribute("aria-sort"));
  for (let heading = 0; heading < 9; heading++) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const opened = await page.$$eval("details[open] pre", (found) => found.map((each) => each.textContent));
  return { filtered, down, up, sorted, opened };
}
