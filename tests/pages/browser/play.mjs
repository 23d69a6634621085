// Opens the playground in headless Chromium and prints as JSON what it says of programs and does.
// node play.mjs ADDRESS SCREENSHOTS PROGRAMS; the packages are looked for in the current directory.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { readFileSync } from "node:fs";

const require = createRequire(`${process.cwd()}/`);
const imported = async (name) => (await import(pathToFileURL(require.resolve(name)).href)).default;
const puppeteer = await imported("puppeteer-core");
const chromium = await imported("@sparticuz/chromium");
const [address, shots, programs] = process.argv.slice(2);

const browser = await puppeteer.launch({
  executablePath: await chromium.executablePath(),
  headless: "shell",
  args: ["--no-sandbox", "--disable-gpu"],
  protocolTimeout: 900_000,
});
const page = await browser.newPage();
const requests = [], errors = [];
page.on("request", (request) => requests.push(request.url()));
page.on("pageerror", (error) => errors.push(String(error)));
await page.setViewport({ width: 1280, height: 900 });
await page.goto(address);
const began = performance.now();
const finding = "#playground-findings li";
await page.waitForSelector(finding, { timeout: 120_000 });
const told = { first: (performance.now() - began) / 1000, loading: [...requests] };
requests.length = 0;

told.squiggles = await page.$$eval("#playground-editor .cm-lintRange", (found) => found.length);
told.chain = await page.$eval(`${finding} ol`, (found) => found.textContent);
const press = (label) => page.evaluate((name) => {
  [...document.querySelectorAll("#playground button")].find((each) => each.textContent.startsWith(name)).click();
}, label);
const ask = (...words) => page.evaluate((given) => window.jitlint.ask(...given), words);
await press("Manual page");
await page.waitForFunction(() => document.getElementById("playground-manual").textContent);
told.manual = await page.$eval("#playground-manual", (found) => found.textContent);
await press("Put into");
await page.waitForFunction(() => location.hash.length > 1);
told.link = await page.evaluate(() => location.href);

const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
told.violations = {};
for (const scheme of ["light", "dark"]) {
  const visitor = await browser.createBrowserContext(); // who has chosen no colours yet
  const shared = await visitor.newPage();
  await shared.setViewport({ width: 1280, height: 900 });
  await shared.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await shared.goto(told.link);
  await shared.waitForSelector(finding, { timeout: 120_000 });
  told.shared = await shared.$eval(".cm-content", (found) => found.innerText);
  await shared.evaluate(axe);
  const found = await shared.evaluate(() => axe.run());
  told.violations[scheme] = found.violations.map((each) => `${each.impact} ${each.id}: ${each.nodes[0].html}`);
  await shared.screenshot({ path: `${shots}/playground-${scheme}.png` });
  await visitor.close();
}

requests.length = 0;
told.answers = {};
for (const [name, text] of Object.entries(JSON.parse(readFileSync(programs, "utf8")))) {
  told.answers[name] = JSON.parse(await ask("check", text)).findings;
}
const print = "import jax\n@jax.jit\ndef f(x):\n    print(x)\n    return x\n";
told.fixed = JSON.parse(await ask("fixed", print, true)).text;
told.examples = JSON.parse(await ask("examples"));
told.requests = requests;
told.errors = errors;
await browser.close();
console.log(JSON.stringify(told));
