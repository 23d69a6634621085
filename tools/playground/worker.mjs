// Runs jitlint beside the page: loads Python and the wheels once, then answers one call after another.
import { loadPyodide } from "./pyodide/pyodide.mjs";

const here = (name) => new URL(name, import.meta.url).href;
const ready = begin();

async function begin() {
  const python = await loadPyodide({ indexURL: here("pyodide/") });
  const wheels = await (await fetch(here("wheels.json"))).json();
  await python.loadPackage(wheels.map((name) => here(`wheels/${name}`)), { messageCallback: () => {} });
  const text = async (name) => (await fetch(here(name))).text();
  python.FS.writeFile("/home/pyodide/tutorial.py", await text("tutorial.py"));
  python.runPython(await text("program.py"));
  return python.globals;
}

onmessage = async ({ data: { id, name, words } }) => {
  try {
    postMessage({ id, answer: (await ready).get(name)(...words) });
  } catch (error) {
    postMessage({ id, error: String(error) });
  }
};
