// Looks at each page of a site in headless Chromium, wide in light and narrow in dark colours, and
// prints as JSON what is wrong there. Axe looks at each in light, and at every fourth in dark.
// node axe.mjs ADDRESS PATH…; packages: in the current directory.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { readFileSync } from "node:fs";

const require = createRequire(`${process.cwd()}/`);
const imported = async (name) => (await import(pathToFileURL(require.resolve(name)).href)).default;
const puppeteer = await imported("puppeteer-core");
const chromium = await imported("@sparticuz/chromium");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [address, ...paths] = process.argv.slice(2);
const LOOKS = { light: 1280, dark: 390 };

const browser = await puppeteer.launch({
  executablePath: await chromium.executablePath(),
  headless: "shell",
  args: ["--no-sandbox", "--disable-gpu"],
});
const wrong = [];
for (const [scheme, width] of Object.entries(LOOKS)) {
  const visitor = await browser.createBrowserContext();
  const page = await visitor.newPage();
  page.on("pageerror", (error) => wrong.push(`${page.url()}: ${error}`));
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.setViewport({ width, height: 900 });
  for (const [number, path] of paths.entries()) {
    await page.goto(`${address}/${path}`);
    const where = `${path} ${scheme} ${width}`;
    const isTooWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    if (isTooWide) wrong.push(`${where}: must be scrolled sideways`);
    if (scheme === "dark" && number % 4) continue;
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => axe.run());
    for (const { impact, id, nodes } of violations) wrong.push(`${where}: ${impact} ${id}: ${nodes[0].html}`);
  }
  await visitor.close();
}
await browser.close();
console.log(JSON.stringify(wrong));
