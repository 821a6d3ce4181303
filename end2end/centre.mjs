// A centre of its own for every worker: the release server on a free port, with an empty database.
import { spawn, spawnSync } from "node:child_process"
import { randomBytes } from "node:crypto"
import { mkdtempSync, rmSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { test as base, expect } from "@playwright/test"
import { addDays, isPlain, today } from "./days.mjs"

const root = resolve(import.meta.dirname, "..")
export const program = process.env.WIFAQ ?? join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "release", "wifaq")

export const SERVICE = "information-meeting"
export const PASSWORD = "une phrase pour l’accueil"
export const RECEPTION = "accueil@example.com"
export const MEDIATOR = "mediatrice@example.com"

/** Whether a response is the page that a form came to, after its redirect: loaded, or brought by the client. What a page
 * asks for by itself is none. */
export const isAnswer = (response) => {
  const request = response.request()
  const ofForm = request.method() === "POST" || request.redirectedFrom()?.method() === "POST"
  return ofForm && response.status() !== 303 && !/^\/staff\/(api\/|editing)/.test(new URL(response.url()).pathname)
}

/** Presses a button, and waits until a form that the client sends has its answer. */
export async function press(page, name) {
  await page.getByRole("button", { name, exact: true }).click()
  await expect(page.locator("[data-sending]")).toHaveCount(0)
}

let given = 0
/** A number that nobody else has: with one contact a few appointments are enough. */
export const aMobile = () => `061${String((process.pid * 4001 + given++) % 10_000_000).padStart(7, "0")}`

async function freePort() {
  const server = createServer()
  await new Promise((done) => server.listen(0, "127.0.0.1", done))
  const { port } = server.address()
  await new Promise((done) => server.close(done))
  return port
}

export class Centre {
  constructor(folder, port) {
    this.folder = folder
    this.url = `http://127.0.0.1:${port}`
    this.env = {
      ...process.env,
      DATABASE_URL: `sqlite://${folder}/wifaq.db`,
      LISTEN: `127.0.0.1:${port}`,
      SITE_URL: this.url,
      RUST_LOG: "warn",
    }
  }

  /** A fresh one; `before` runs on its empty database before it serves. */
  static async open(before = () => {}) {
    const centre = new Centre(mkdtempSync(join(tmpdir(), "wifaq-")), await freePort())
    before(centre)
    await centre.start()
    return centre
  }

  /** Another server of the same database. */
  static async on(url) {
    const centre = new Centre(mkdtempSync(join(tmpdir(), "wifaq-")), await freePort())
    centre.env.DATABASE_URL = url
    await centre.start()
    return centre
  }

  /** Starts the server; `said` is what it printed, with the link for the first administrator. */
  async start() {
    this.said = ""
    this.process = spawn(program, ["serve"], { env: this.env, stdio: ["ignore", "pipe", "pipe"] })
    this.errors = ""
    this.process.stderr.on("data", (text) => (this.errors += text))
    await new Promise((ready, failed) => {
      this.process.on("exit", (code) => failed(new Error(`the server ended with ${code}: ${this.errors}`)))
      this.process.stdout.on("data", (text) => {
        this.said += text
        if (this.said.includes(this.url)) ready()
      })
    })
  }

  /** Ends the server; answers with its exit code. */
  async stop(signal = "SIGTERM") {
    this.process.removeAllListeners("exit")
    const ended = new Promise((done) => this.process.once("exit", (code) => done(code)))
    this.process.kill(signal)
    return ended
  }

  close() {
    rmSync(this.folder, { recursive: true, force: true })
  }

  run(args, input = "") {
    const done = spawnSync(program, args, { env: this.env, input, encoding: "utf8" })
    if (done.status !== 0) throw new Error(done.stderr)
    return done.stdout
  }

  /** Posts a form as this site's own page would. */
  post(path, fields, headers = {}) {
    const body = new URLSearchParams(fields)
    return fetch(this.url + path, { method: "POST", body, redirect: "manual", headers: { origin: this.url, ...headers } })
  }

  /** The free times of a service, as one page offers them from a day on: `2026-11-24T10:00`. */
  async freeTimes({ service = SERVICE, mode = "in_person", from = "" } = {}) {
    const page = await (await fetch(`${this.url}/fr/book/times?service=${service}&mode=${mode}&with=&from=${from}`)).text()
    const times = [...page.matchAll(/start=(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})/g)].map((found) => found[1])
    return [...new Set(times)].filter((start) => start >= from)
  }

  /** The free times of the next weeks for whose start `fits` holds. */
  async timesThat(fits, wish = {}) {
    const times = []
    for (let days = 0; days < 28; days += 7) times.push(...(await this.freeTimes({ ...wish, from: addDays(today(), days) })))
    return [...new Set(times)].filter(fits)
  }

  /** The free times of days that are all alike. */
  plainTimes(wish) {
    return this.timesThat(isPlain, wish)
  }

  async isFree(start, wish = {}) {
    return (await this.freeTimes({ ...wish, from: start.slice(0, 10) })).includes(start)
  }

  /** The mediators whom a family can ask for, as the booking page offers them. */
  async mediators() {
    const page = await (await fetch(`${this.url}/fr/book?service=${SERVICE}`)).text()
    return [...page.matchAll(/name="with" value="(\d+)"/g)].map(([, id]) => ({ id }))
  }

  /** Books without a browser; answers with the form's response. */
  book({ start, name = "أمينة", service = SERVICE, mode = "in_person", key = randomBytes(32).toString("hex"), ...more }) {
    const fields = { service, mode, with: "", start, name, channel: "mobile", mobile: aMobile(), language: "ar" }
    return this.post("/ar/book/details", { ...fields, may_leave_message: "no", consent: "yes", key, ...more })
  }

  /** Joins the waiting list without a browser; answers with the form's response. `days` are 1 for Monday to 7. */
  wait({ name, days = [], last_day = "", service = SERVICE, mode = "in_person", ...more }) {
    const ticked = Object.fromEntries(days.map((day) => [`day${day}`, "yes"]))
    const person = { name, channel: "mobile", mobile: aMobile(), language: "ar", may_leave_message: "no", consent: "yes" }
    const key = randomBytes(32).toString("hex")
    return this.post("/ar/waiting", { service, mode, with: "", ...person, ...ticked, part: "", last_day, key, ...more })
  }

  /** Runs one statement on the database while the program serves it; answers with its rows, ids as text.
   * Python brings SQLite wherever it is; Node does so only from version 22 on. */
  sql(statement, ...values) {
    // What changes behind the program's back is counted for it: pages are kept until something changes.
    const rows = this.#write(statement, ...values)
    if (!/^\s*SELECT/i.test(statement)) this.#write("UPDATE event_counter SET changes = changes + 1")
    return rows
  }

  #write(statement, ...values) {
    const code = `import json, sqlite3, sys, uuid
path, statement, values = json.load(sys.stdin)
with sqlite3.connect(path, timeout=20) as database:
    rows = database.execute(statement, values).fetchall()
print(json.dumps(rows, default=lambda id: str(uuid.UUID(bytes=id))))`
    const input = JSON.stringify([`${this.folder}/wifaq.db`, statement, values])
    const done = spawnSync("python3", ["-c", code], { input, encoding: "utf8" })
    if (done.status !== 0) throw new Error(done.stderr ?? done.error)
    return JSON.parse(done.stdout)
  }

  /** How many sessions hold a mediator or a room at a start: several can, where several are free. */
  taken(start) {
    const [hour, minute] = start.slice(11).split(":").map(Number)
    const [[taken]] = this.sql(
      `SELECT count(DISTINCT session.id) FROM session JOIN claim ON claim.session_id = session.id
       WHERE day = ? AND start_minute = ?`,
      start.slice(0, 10),
      60 * hour + minute,
    )
    return taken
  }

  /** The paths of the offers that were made to somebody, as their messages will carry them; newest last. */
  offers(name) {
    const rows = this.sql(
      `SELECT link_secret FROM outbox JOIN contact ON contact.id = outbox.contact_id
       JOIN person ON person.id = contact.person_id WHERE template = 'offered' AND name = ? ORDER BY outbox.id`,
      name,
    )
    return rows.map(([secret]) => `offer/${secret}`)
  }

  /** Accounts of a reception and a mediator. */
  hire() {
    if (this.hired) return
    this.hired = true
    this.run(["user", "add", "--email", RECEPTION, "--name", "نعيمة", "--role", "reception"], PASSWORD)
    this.run(["user", "add", "--email", MEDIATOR, "--name", "سميرة", "--role", "mediator"], PASSWORD)
  }
}

export const test = base.extend({
  centre: [
    async ({}, use) => {
      const centre = await Centre.open()
      await use(centre)
      await centre.stop()
      centre.close()
    },
    { scope: "worker" },
  ],
  baseURL: async ({ centre }, use) => use(centre.url),
  /** Everything the console complained of; a test that does not expect complaints ends with an empty list. */
  complaints: [
    async ({ context }, use) => {
      const complaints = []
      const listen = (page) => {
        page.on("console", (message) => {
          // The browser itself reports a page whose status says that something is wrong with a form.
          const { url } = message.location()
          const ofForm = /\/staff\/(?!api\/)/.test(url)
          const refused = /status of 4\d\d/.test(message.text()) && (url === page.url() || ofForm)
          // A part of the client that a lost line keeps away is asked for again; one that is nowhere ends in an error of its own.
          const awaited = /Failed to fetch[^]*__wasm_split/.test(message.text())
          if (["error", "warning"].includes(message.type()) && !refused && !awaited) complaints.push(`${page.url()}: ${message.text()}`)
        })
        page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.message}`))
      }
      context.on("page", listen)
      await use(complaints)
      expect(complaints).toEqual([])
    },
    { auto: true },
  ],
})

export { expect }

/** Waits until the page's client is awake. */
export async function awake(page) {
  await expect(page.locator("html[data-awake]")).toBeAttached({ timeout: 30_000 })
}

/** Signs a member of staff in. */
export async function signIn(page, email, password = PASSWORD) {
  await page.goto("/staff/sign-in")
  await page.locator("#email").fill(email)
  await page.locator("#password").fill(password)
  await page.locator(".sign button[type=submit]").click()
  await page.waitForURL(/\/staff(\/pages)?$/)
}
