// Runs a script under a Python that is WebAssembly: python.mjs PYODIDE SCRIPT FOLDER
// The folder is the script's only argument, and all that it can see of this machine.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [pyodide, script, folder] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`));
const python = await loadPyodide({ args: [script, "/bundle"] });
python.mountNodeFS("/bundle", folder);
python.globals.set("__name__", "__main__");
python.runPython('import sys; sys.argv = ["compiler.py", "/bundle"]');
python.runPython(readFileSync(script, "utf8"));
