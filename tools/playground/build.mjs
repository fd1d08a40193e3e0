// Builds the page of the playground into linter/shapelint/web/static, where the wheel takes it from.
import { build } from "esbuild";
import { copyFileSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";

const here = fileURLToPath(new URL(".", import.meta.url));
const out = process.argv[2] ?? join(here, "../../linter/shapelint/web/static");
mkdirSync(out, { recursive: true });
for (const name of readdirSync(out)) rmSync(join(out, name));
const common = { bundle: true, minify: true, format: "esm", target: "es2022", legalComments: "none", charset: "utf8" };
await build({ ...common, entryPoints: [join(here, "src/main.js")], outfile: join(out, "app.js") });
await build({ ...common, entryPoints: [join(here, "src/worker.js")], outfile: join(out, "worker.js"), external: ["./pyodide/*"] });
await build({ ...common, entryPoints: [join(here, "src/sw.js")], outfile: join(out, "sw.js") });
await build({ minify: true, entryPoints: [join(here, "src/style.css")], outfile: join(out, "style.css") });
for (const name of ["index.html", "icon.svg", "NOTICE.txt"]) copyFileSync(join(here, "src", name), join(out, name));
for (const name of readdirSync(out)) console.log(name.padEnd(12), statSync(join(out, name)).size);
