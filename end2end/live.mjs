// Many desks listen while many changes are made: from a change's answer to the last desk that shows it.
//   node end2end/live.mjs DESKS CHANGES-A-SECOND SECONDS PROCESSES DATABASE
// The desks are lines of this program, which shares the machine with the server: what it takes to read them counts along.
import { connect } from "node:net"
import { spawn, spawnSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { program } from "./centre.mjs"

const [desks, rate, seconds, processes] = process.argv.slice(2, 6).map(Number)
const folder = mkdtempSync(join(tmpdir(), "wifaq-live-"))
const database = process.argv[6] || `sqlite://${folder}/wifaq.db`
const PASSWORD = "a long bench password"
const ports = Array.from({ length: processes }, (_, n) => 3920 + n)
const env = (port) => ({ ...process.env, DATABASE_URL: database, LISTEN: `127.0.0.1:${port}`, SITE_URL: `http://127.0.0.1:${port}`, RUST_LOG: "error" })

function run(args, input = "") {
  const done = spawnSync(program, args, { env: env(ports[0]), input, encoding: "utf8" })
  if (done.status !== 0) throw new Error(done.stderr)
}

run(["demo", "--appointments", "4000", "--staff", "20"])
run(["user", "add", "--email", "desk@example.com", "--name", "Desk", "--role", "reception"], PASSWORD)
const servers = ports.map((port) => spawn(program, ["serve"], { env: env(port), stdio: "ignore" }))
process.on("exit", () => servers.forEach((server) => server.kill("SIGKILL")))
for (const port of ports) {
  for (let up = false; !up; ) up = await fetch(`http://127.0.0.1:${port}/readyz`).then((answer) => answer.ok, () => false)
}

async function signIn(port) {
  const url = `http://127.0.0.1:${port}`
  const answer = await fetch(`${url}/staff/sign-in`, {
    method: "POST", redirect: "manual", headers: { origin: url },
    body: new URLSearchParams({ email: "desk@example.com", password: PASSWORD }),
  })
  return answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0]).join("; ")
}

const cookies = []
for (const port of ports) cookies.push(await signIn(port))
const call = async (n, path, fields) => {
  const url = `http://127.0.0.1:${ports[n]}`
  const answer = await fetch(`${url}/staff/api/${path}`, {
    method: fields ? "POST" : "GET", headers: { origin: url, cookie: cookies[n], accept: "application/json" },
    body: fields && new URLSearchParams(fields),
  })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return answer.json()
}

// Appointments of the coming days, to be moved to and fro.
const cards = []
for (let day = 1; cards.length < 200 && day < 40; day++) {
  const iso = new Date(Date.now() + day * 86_400_000).toISOString().slice(0, 10)
  const board = await call(0, `board?language=fr&day=${iso}`)
  cards.push(...board.cards.filter((card) => card.status === "expected"))
}

const memory = (server) => Number(readFileSync(`/proc/${server.pid}/status`, "utf8").match(/VmRSS:\s+(\d+)/)[1]) / 1024
const before = memory(servers[0])

// Which event a desk heard when: an id stands in a line of its own before what it is about.
const heard = new Map()
const ids = /\nid: (\d+)/g
let open = 0
function listen(n) {
  const port = ports[n % processes]
  const socket = connect(port, "127.0.0.1", () => {
    socket.write(`GET /staff/live HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncookie: ${cookies[n % processes]}\r\naccept: text/event-stream\r\n\r\n`)
  })
  let first = true
  socket.on("data", (data) => {
    if (first) open += (first = false) + 1
    const now = performance.now()
    const text = data.toString("latin1")
    for (const [, id] of text.matchAll(ids)) {
      const desk = heard.get(id) ?? { count: 0, last: 0 }
      desk.count++
      desk.last = now
      heard.set(id, desk)
    }
    if (n === 0) for (const part of text.matchAll(/event: card\nid: (\d+)\ndata: \{"id":"([^"]+)","version":(\d+)/g)) events.set(`${part[2]} ${part[3]}`, part[1])
    if (n === 0) for (const part of text.matchAll(/id: (\d+)\nevent: card\ndata: \{"id":"([^"]+)","version":(\d+)/g)) events.set(`${part[2]} ${part[3]}`, part[1])
  })
  return socket
}
const events = new Map()
const sockets = []
for (let n = 0; n < desks; n++) {
  sockets.push(listen(n))
  if (n % 50 === 0) await new Promise((done) => setTimeout(done, 20))
}
while (open < desks) await new Promise((done) => setTimeout(done, 50))
const listening = memory(servers[0])

const changes = []
const started = performance.now()
const pending = []
for (let n = 0; n < rate * seconds; n++) {
  const due = started + (n * 1000) / rate
  while (performance.now() < due) await new Promise((done) => setTimeout(done, 1))
  const card = cards[n % cards.length]
  const asked = performance.now()
  const step = card.status === "expected" ? call(n % processes, "set-status", { id: card.id, version: card.version, status: "arrived" }) : call(n % processes, "undo", { id: card.id, version: card.version })
  pending.push(step.then((now) => {
    Object.assign(card, { version: now.version, status: now.status })
    changes.push({ key: `${now.id} ${now.version}`, asked, done: performance.now() })
  }, (error) => changes.push({ error })))
}
await Promise.all(pending)
await new Promise((done) => setTimeout(done, 1500))

const failed = changes.filter((change) => change.error)
const told = changes.filter((change) => !change.error).map(({ key, asked, done }) => {
  const of = heard.get(events.get(key))
  return of && of.count >= desks ? { after: Math.max(0, of.last - done), all: of.last - asked, answer: done - asked } : null
})
const whole = told.filter(Boolean)
const at = (values, part) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))]?.toFixed(0)
const line = (name, pick) => console.log(`${name.padEnd(46)} p50 ${at(whole.map(pick), 0.5)} ms   p99 ${at(whole.map(pick), 0.99)} ms`)
console.log(`${desks} desks, ${rate} changes/s for ${seconds} s, ${processes} process(es), ${database.split(":")[0]}: ${changes.length} changes, ${failed.length} failed, ${told.length - whole.length} not seen by all`)
if (failed.length > 0) console.log(String(failed[0].error))
line("a change's own answer", (of) => of.answer)
line("from the answer to the last desk", (of) => of.after)
line("from the question to the last desk", (of) => of.all)
console.log(`memory of a process: ${before.toFixed(0)} MB before, ${listening.toFixed(0)} MB with the lines (${(((listening - before) * 1024 * processes) / desks).toFixed(0)} kB a desk), ${memory(servers[0]).toFixed(0)} MB at the end`)
for (const socket of sockets) socket.destroy()
servers.forEach((server) => server.kill("SIGTERM"))
rmSync(folder, { recursive: true, force: true })
process.exit(0)
