// What several parts of the client share comes cut into a file for each set of them. Two kinds of pages never meet in one
// tab: those of the public site and those of the desk. So whatever the first part of each kind needs becomes one file with
// it, also where the other kind has the same in its own: fewer questions on a slow line, and a better compression.
import { execFileSync } from "node:child_process"
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { brotliCompressSync, gzipSync } from "node:zlib"

const folder = process.argv[2]
/** The parts of a page, as they are called or begin; the first is there before any other of its kind. */
const KINDS = [["screen"], ["wake_desk", "desk_screen", "carry_tools"]]
const SHARED = ["__wasm_split.memory", "__wasm_split.__indirect_function_table", "__wasm_split.__wasm_split_shared0"]
const FEATURES = ["bulk-memory", "bulk-memory-opt", "call-indirect-overlong", "multivalue", "mutable-globals", "nontrapping-float-to-int", "reference-types", "sign-ext"].map((name) => `--enable-${name}`)

const path = (name) => join(folder, name)
const tool = (name, ...words) => execFileSync(name, words, { stdio: ["ignore", "inherit", "inherit"] })

/** One module of several that share memory, table and the place in it, and nothing else. */
function merged(names) {
  if (names.length === 1) return readFileSync(path(names[0]))
  for (const name of names) {
    const alone = WebAssembly.Module.imports(new WebAssembly.Module(readFileSync(path(name)))).filter(({ module, name }) => !SHARED.includes(`${module}.${name}`))
    if (alone.length > 0) throw new Error(`${name} needs more than it shares: ${JSON.stringify(alone)}`)
  }
  const work = mkdtempSync(join(tmpdir(), "merge-"))
  const at = (name) => join(work, name)
  tool("wasm-merge", ...names.flatMap((name, n) => [path(name), `part${n}`]), "-o", at("all.wasm"), "--enable-multimemory", ...FEATURES)
  tool("wasm-dis", at("all.wasm"), "-o", at("all.wat"), "--enable-multimemory", ...FEATURES)
  // Each brought its own name for the same memory, the same table and the same place.
  const seen = new Set()
  const lines = readFileSync(at("all.wat"), "utf8").replaceAll(/\$([mtg]import)\$\d+/g, "$$$1$0").split("\n")
  const once = lines.filter((line) => !line.startsWith(' (import "__wasm_split"') || (!seen.has(line) && seen.add(line)))
  writeFileSync(at("one.wat"), once.join("\n"))
  tool("wasm-as", at("one.wat"), "-o", at("one.wasm"), ...FEATURES)
  tool("wasm-opt", at("one.wasm"), "-Oz", "-o", at("small.wasm"), ...FEATURES)
  const bytes = readFileSync(at("small.wasm"))
  rmSync(work, { recursive: true })
  return bytes
}

function write(name, text) {
  writeFileSync(path(name), text)
  writeFileSync(path(`${name}.gz`), gzipSync(text, { level: 9 }))
  writeFileSync(path(`${name}.br`), brotliCompressSync(text))
}

const parts = JSON.parse(readFileSync(path("__wasm_split_manifest.json"), "utf8"))
const named = (name) => Object.keys(parts).find((part) => part === name || part.startsWith(`${name}_`)) ?? fail(`no part is called ${begin}`)
const kinds = KINDS.map((names) => names.map(named))
const forgotten = Object.keys(parts).filter((part) => !kinds.flat().includes(part))
if (forgotten.length > 0) fail(`${forgotten} belongs to no kind of page`)

function fail(words) {
  throw new Error(words)
}

const chunks = [...new Set(Object.values(parts).flat())].filter((name) => name.startsWith("chunk_"))
/** What each part asks for before itself, and files of what several ask for, by their first chunk. */
const before = {}
const files = new Map()
for (const [first, ...others] of kinds) {
  const after = (part) => parts[part].filter((name) => name.startsWith("chunk_") && !parts[first].includes(name))
  const users = (chunk) => others.filter((part) => after(part).includes(chunk))
  const several = chunks.filter((chunk) => users(chunk).length > 1)
  files.set(`split_${first}`, parts[first])
  before[first] = []
  for (const part of others) {
    files.set(`split_${part}`, [...after(part).filter((chunk) => !several.includes(chunk)), `split_${part}`])
    before[part] = after(part).some((chunk) => several.includes(chunk)) ? several.slice(0, 1) : []
  }
  if (several.length > 0) files.set(several[0], several)
}
const made = [...files].map(([name, of]) => [name, merged(of.map((one) => `${one}.wasm`))])
const script = readdirSync(folder).find((name) => /^__wasm_split\..*js$/.test(name))
let loads = readFileSync(path(script), "utf8")
for (const chunk of chunks.filter((chunk) => !files.has(chunk))) {
  for (const end of ["", ".gz", ".br"]) rmSync(path(`${chunk}.wasm${end}`))
  replace(new RegExp(`const __${chunk} = makeLoad\\((?:(?!makeLoad)[\\s\\S])*?\\n, \\[[^\\]]*\\]\\);\\n`), "")
}
for (const [name, bytes] of made) writeFileSync(path(`${name}.wasm`), bytes)
for (const part of kinds.flat()) {
  replace(new RegExp(`(split_${part}\\.wasm(?:(?!makeLoad)[\\s\\S])*?\\n, )\\[[^\\]]*\\]`), `$1[${before[part].map((name) => `__${name}`)}]`)
  parts[part] = [...before[part], `split_${part}`]
}

function replace(what, by) {
  if (!what.test(loads)) fail(`the loader has changed: nothing is like ${what}`)
  loads = loads.replace(what, by)
}

write(script, loads)
write("__wasm_split_manifest.json", JSON.stringify(parts, null, 2))
