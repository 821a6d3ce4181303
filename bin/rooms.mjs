// Finds circles: files of a crate that name each other, by a `use`, by a path, or by calling a method of `Store` that the
// other adds (`self.…`); and the same of the areas of `store`. Prints each with the names it hangs on; exits with 1 when
// there is one.
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"

const CRATES = ["domain", "migrations", "store", "app", "server", "frontend"]

/** The text without comments, strings and the tests at its end. */
function bare(text) {
  const code = text.replace(/\/\/.*$/gm, "").replace(/"(?:[^"\\]|\\.)*"/gs, '""')
  const tests = code.search(/^#\[cfg\(test\)\]\s*mod \w+ \{/m)
  return tests < 0 ? code : code.slice(0, tests)
}

/** `a::{b, c::{self, d as e}}` as its leaves: [path, name]. */
function leaves(tree, before = []) {
  const parts = []
  let depth = 0, start = 0
  for (let at = 0; at <= tree.length; at++) {
    if (tree[at] === "{") depth++
    if (tree[at] === "}") depth--
    if (at === tree.length || (tree[at] === "," && depth === 0)) { parts.push(tree.slice(start, at).trim()); start = at + 1 }
  }
  return parts.filter(Boolean).flatMap((part) => {
    const open = part.indexOf("{")
    if (open >= 0) return leaves(part.slice(open + 1, part.lastIndexOf("}")), [...before, ...part.slice(0, open).split("::").map((s) => s.trim()).filter(Boolean)])
    const [path, name] = part.split(/\s+as\s+/)
    const segments = path.split("::").map((s) => s.trim()).filter(Boolean)
    const whole = [...before, ...(segments.at(-1) === "self" && before.length + segments.length > 1 ? segments.slice(0, -1) : segments)]
    return [{ path: whole, name: name ?? whole.at(-1) }]
  })
}

function read(crate) {
  const root = ["lib.rs", "main.rs"].map((name) => join(crate, "src", name)).find(existsSync)
  const modules = new Map()
  const visit = (path, file) => {
    const code = bare(readFileSync(file, "utf8"))
    const folder = path.length === 0 ? join(crate, "src") : file.slice(0, -3)
    const uses = [...code.matchAll(/^\s*(pub(?:\([\w: ]+\))?\s+)?use\s+([^;]+);/gm)].flatMap(([, open, tree]) => leaves(tree).map((leaf) => ({ ...leaf, open: !!open })))
    const module = { path, file, code: code.replace(/^\s*(pub(?:\([\w: ]+\))?\s+)?use\s+[^;]+;/gm, ""), uses, children: [] }
    modules.set(path.join("::"), module)
    for (const [, name] of code.matchAll(/^\s*(?:pub(?:\([\w: ]+\))?\s+)?mod\s+(\w+)\s*;/gm)) {
      const child = join(folder, `${name}.rs`)
      if (!existsSync(child)) continue
      module.children.push(name)
      visit([...path, name], child)
    }
  }
  visit([], root)
  return modules
}

function edges(modules) {
  const arrows = new Map([...modules.values()].map(({ file }) => [file, new Map()]))
  const arrow = (from, to, name) => {
    if (from === to) return
    const names = arrows.get(from.file).get(to.file) ?? new Set()
    arrows.get(from.file).set(to.file, names.add(name))
  }
  /** Where the last name of a path is defined. */
  const find = (module, path, seen = new Set()) => {
    let at = module, rest = path
    if (rest[0] === "crate") { at = modules.get(""); rest = rest.slice(1) }
    else if (rest[0] === "self") rest = rest.slice(1)
    else if (rest[0] === "super") while (rest[0] === "super") { at = modules.get(at.path.slice(0, -1).join("::")); rest = rest.slice(1); if (!at) return }
    else if (!at.children.includes(rest[0]) ) return
    while (rest.length && at.children.includes(rest[0])) { at = modules.get([...at.path, rest[0]].join("::")); rest = rest.slice(1) }
    if (!rest.length) return { at, name: at.path.at(-1) ?? "crate" }
    const key = at.file + rest[0]
    if (seen.has(key)) return { at, name: rest[0] }
    seen.add(key)
    const passed = at.uses.find((use) => use.open && use.name === rest[0])
    if (passed) return find(at, [...passed.path, ...rest.slice(1)], seen)
    return { at, name: rest[0] }
  }
  const methods = new Map()
  for (const module of modules.values())
    for (const [, type, body] of module.code.matchAll(/^impl(?:<[^{]*?>)?\s+(\w+)(?:<[^{]*?>)?\s*\{(.*?)^\}/gms))
      for (const [, name] of body.matchAll(/^    (?:pub(?:\([\w: ]+\))?\s+)?(?:const\s+)?(?:async\s+)?fn\s+(\w+)/gm))
        methods.set(name, [...(methods.get(name) ?? []), { module, type }])
  for (const module of modules.values()) {
    for (const { path, name, open } of module.uses) {
      // A door to a child is no use of it.
      if (open && !new RegExp(`\\b${name}\\b`).test(module.code)) continue
      const found = find(module, path)
      if (found) arrow(module, found.at, found.name)
    }
    for (const [path] of module.code.matchAll(/\b(?:crate|super|self)(?:::\w+)+/g)) {
      const found = find(module, path.split("::"))
      if (found) arrow(module, found.at, found.name)
    }
    for (const child of module.children)
      for (const [path] of module.code.matchAll(new RegExp(`(?<![\\w:])${child}(?:::\\w+)+`, "g"))) {
        const found = find(module, path.split("::"))
        if (found) arrow(module, found.at, found.name)
      }
    for (const [, name] of module.code.matchAll(/\b(?:self|store|scribe)\s*\.(\w+)\(/g)) {
      const all = methods.get(name)
      if (all?.length === 1 && all[0].type === "Store") arrow(module, all[0].module, `.${name}`)
    }
  }
  return arrows
}

/** Tarjan's: the sets of files that reach each other. */
function circles(arrows) {
  const index = new Map(), low = new Map(), stack = [], found = []
  const visit = (file) => {
    index.set(file, index.size); low.set(file, index.get(file)); stack.push(file)
    for (const to of arrows.get(file).keys()) {
      if (!index.has(to)) { visit(to); low.set(file, Math.min(low.get(file), low.get(to))) }
      else if (stack.includes(to)) low.set(file, Math.min(low.get(file), index.get(to)))
    }
    if (low.get(file) === index.get(file)) {
      const circle = stack.splice(stack.indexOf(file))
      if (circle.length > 1) found.push(circle)
    }
  }
  for (const file of arrows.keys()) if (!index.has(file)) visit(file)
  return found
}

/** The areas of a crate, each with the files beside its folder: what one uses stands below it. What a store is made of is
 *  of no area: it keeps something for several. */
function areas(crate, arrows) {
  const area = (file) => file.split("/")[2].replace(/\.rs$/, "")
  const none = (file) => ["lib", "connect", "connection"].includes(area(file))
  const folded = new Map()
  for (const [file, to] of arrows) {
    if (none(file)) continue
    const own = folded.get(area(file)) ?? new Map()
    for (const [other, names] of to) if (!none(other) && area(other) !== area(file)) own.set(area(other), new Set([...(own.get(area(other)) ?? []), ...names]))
    folded.set(area(file), own)
  }
  for (const own of [...folded.values()]) for (const other of own.keys()) if (!folded.has(other)) folded.set(other, new Map())
  return folded
}

let red = false
function tell(what, arrows) {
  for (const circle of circles(arrows)) {
    red = true
    console.log(`A circle of ${circle.length} ${what}:`)
    for (const file of circle.sort()) for (const [to, names] of arrows.get(file)) if (circle.includes(to)) console.log(`  ${file} -> ${to}: ${[...names].join(", ")}`)
  }
}
for (const crate of CRATES) {
  const arrows = edges(read(crate))
  tell("files", arrows)
  if (crate === "store") tell("areas", areas(crate, arrows))
}
process.exit(red ? 1 : 0)
