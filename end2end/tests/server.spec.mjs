// What the program promises to those who run it, asked without a browser.
import { spawnSync } from "node:child_process"
import { existsSync, statSync } from "node:fs"
import { get } from "node:http"
import { connect } from "node:net"
import { join } from "node:path"
import { Centre, PASSWORD, RECEPTION, expect, program, test } from "../centre.mjs"
import { words } from "../words.mjs"

test("it says whether it is alive and ready", async ({ centre }) => {
  expect(await (await fetch(`${centre.url}/healthz`)).text()).toBe("alive\n")
  const ready = await fetch(`${centre.url}/readyz`)
  expect(ready.status).toBe(200)
  const [, zones] = (await ready.text()).match(/^ready\n(zone data 20\d\d[a-z]+, the (?:program|machine)’s.*)\n$/)
  expect(centre.said).toContain(zones)
  expect(centre.run(["check"])).toContain(zones)
})

test("a wrong setting stops the start with a sentence", () => {
  const wrong = [
    ["LISTEN", "here", "LISTEN"],
    ["DATABASE_URL", "mysql://x", "sqlite://"],
    ["DATABASE_URL", "sqlite::memory:", "sqlite://"],
    ["DATABASE_CONNECTIONS", "0", "1 to 200"],
    ["SITE_URL", "wifaq.example", "https://"],
    ["TRUSTED_PROXIES", "proxy", "network address"],
    ["RUST_LOG", "wifaq=shout", "RUST_LOG"],
    ["MESSAGE_COMMAND", "/nowhere/send", "MESSAGE_COMMAND"],
  ]
  for (const [name, value, part] of wrong) {
    const env = { ...process.env, DATABASE_URL: "sqlite:///nowhere/wifaq.db", [name]: value }
    const done = spawnSync(program, ["serve"], { env, encoding: "utf8", timeout: 10_000 })
    expect(done.status, name).toBe(1)
    expect(done.stderr, name).toContain(part)
    expect(done.stderr.trim().split("\n"), name).toHaveLength(1)
  }
})

test("nobody else on the machine reads the database", async ({ centre }) => {
  for (const file of ["wifaq.db", "wifaq.db-wal"]) expect(statSync(join(centre.folder, file)).mode & 0o077, file).toBe(0)
})

test("requests that other sites make are refused", async ({ centre }) => {
  const [start] = await centre.plainTimes()
  const strangers = [{ "sec-fetch-site": "cross-site" }, { origin: "https://evil.example" }, { origin: "null" }]
  for (const headers of strangers) {
    const answer = await centre.post("/ar/book/details", { start }, headers)
    expect(answer.status).toBe(403)
  }
})

test("a body that no form of ours sends is refused", async ({ centre }) => {
  const answer = await centre.post("/ar/book/details", { name: "x".repeat(80_000) })
  expect(answer.status).toBe(413)
})

test("every page carries a policy without unsafe-inline, and the usual headers", async ({ centre }) => {
  for (const path of ["/ar", "/fr/book", "/staff/sign-in", "/healthz", "/pkg/wifaq.css"]) {
    const { headers } = await fetch(centre.url + path)
    expect(headers.get("content-security-policy"), path).toContain("default-src 'none'")
    expect(headers.get("content-security-policy"), path).not.toContain("unsafe-inline")
    expect(headers.get("x-content-type-options"), path).toBe("nosniff")
    expect(headers.get("x-frame-options"), path).toBe("DENY")
    expect(headers.get("referrer-policy"), path).toBe("same-origin")
  }
})

test("guessing passwords is slowed down", async ({ centre }) => {
  const guess = () => centre.post("/staff/sign-in", { email: "guessed@example.com", password: "guess" })
  for (let n = 0; n < 5; n++) expect((await guess()).status).toBe(422)
  expect((await guess()).status).toBe(429)
})

test("one key books once; the same form again leads to the same page", async ({ centre }) => {
  const [start] = await centre.plainTimes()
  const key = "ab".repeat(32)
  const answers = await Promise.all(Array.from({ length: 8 }, () => centre.book({ start, key })))
  expect(answers.map((answer) => answer.status)).toEqual(Array(8).fill(303))
  const link = (answer) => answer.headers.getSetCookie().find((cookie) => cookie.startsWith("__Host-link="))
  const links = new Set(answers.map(link))
  expect(links.size).toBe(1)
  expect((await centre.book({ start })).status).toBe(409)
})

test("told to stop, it finishes the request at hand; killed, it has lost nothing", async () => {
  const centre = await Centre.open()
  // Starts lie half an hour apart, sessions are longer.
  const [first, , second] = await centre.plainTimes()
  const body = new URLSearchParams({
    service: "information-meeting", mode: "in_person", with: "", start: first, name: "Amina", channel: "mobile",
    mobile: "0612345678", language: "fr", may_leave_message: "no", consent: "yes", key: "cd".repeat(32),
  }).toString()
  const { port, host } = new URL(centre.url)
  const line = connect(port, "127.0.0.1")
  let answer = ""
  // The server asks for the body when the request is in its hands.
  const asked = new Promise((done) => {
    line.on("data", (text) => {
      answer += text
      if (answer.startsWith("HTTP/1.1 100")) done()
    })
  })
  const closed = new Promise((done) => line.on("close", done))
  line.write(
    `POST /fr/book/details HTTP/1.1\r\nhost: ${host}\r\norigin: ${centre.url}\r\nconnection: close\r\nexpect: 100-continue\r\n` +
      `content-type: application/x-www-form-urlencoded\r\ncontent-length: ${body.length}\r\n\r\n${body.slice(0, 20)}`,
  )
  await asked
  const stopped = centre.stop()
  line.write(body.slice(20))
  await closed
  expect(answer).toMatch(/HTTP\/1.1 303/)
  expect(await stopped).toBe(0)

  await centre.start()
  expect((await centre.book({ start: second })).status).toBe(303)
  await centre.stop("SIGKILL")
  await centre.start()
  expect((await centre.book({ start: first })).status).toBe(409)
  expect((await centre.book({ start: second })).status).toBe(409)
  await centre.stop()
  centre.close()
})

test("after a change of a zone's rules the instants are derived again and what people were told stands", async () => {
  const centre = await Centre.open()
  const [start] = await centre.plainTimes()
  expect((await centre.book({ start })).status).toBe(303)
  const promise = () => centre.sql("SELECT day, start_minute, starts_at FROM attendance")[0]
  const told = promise()
  // As if it had been booked when the zone's rules were an hour off.
  centre.sql("UPDATE attendance SET starts_at = starts_at - 3600")
  expect(centre.run(["recompute-instants", "--centre", "fes"])).toMatch(/^1 /)
  expect(promise()).toEqual(told)
  expect(centre.run(["recompute-instants"])).toMatch(/^0 /)
  expect(() => centre.run(["recompute-instants", "--centre", "nowhere"])).toThrow(/nowhere/)
  expect(centre.run(["check"])).toContain("1 appointments")
  await centre.stop()
  centre.close()
})

test("a backup made while it runs is a whole database", async ({ centre }) => {
  const copy = join(centre.folder, `copy-${Date.now()}.db`)
  centre.hire()
  centre.run(["backup", copy])
  expect(existsSync(copy)).toBe(true)
  const env = { ...centre.env, DATABASE_URL: `sqlite://${copy}` }
  const again = spawnSync(program, ["user", "add", "--email", RECEPTION, "--name", "x", "--role", "reception"], {
    env, input: "another long password", encoding: "utf8",
  })
  expect(again.stderr).toContain("has an account")
})

test("the front door, the map and unknown addresses", async ({ centre }) => {
  const front = (headers) => fetch(centre.url, { headers, redirect: "manual" })
  expect((await front({ "accept-language": "de" })).headers.get("location")).toBe("/ar")
  expect((await front({ "accept-language": "fr-FR,fr;q=0.9" })).headers.get("location")).toBe("/fr")
  expect((await front({ cookie: "__Host-language=en" })).headers.get("location")).toBe("/en")
  const map = await (await fetch(`${centre.url}/sitemap.xml`)).text()
  for (const [, address] of map.matchAll(/<loc>([^<]+)/g)) expect((await fetch(address)).status, address).toBe(200)
  for (const path of ["/ar/nothing", "/xx", "/ar/book/nothing", "/nothing.png", "/staff/nothing"]) {
    expect((await fetch(centre.url + path)).status, path).toBe(404)
  }
})

test("files are kept by browsers, and compressed beforehand", async ({ centre }) => {
  const page = await (await fetch(`${centre.url}/ar`)).text()
  const style = page.match(/\/pkg\/wifaq\.css\?v=\w+/)[0]
  const answer = await fetch(centre.url + style, { headers: { "accept-encoding": "br" } })
  expect(answer.headers.get("cache-control")).toContain("immutable")
  expect(answer.headers.get("content-encoding")).toBe("br")
  expect(answer.headers.get("content-type")).toContain("text/css")
  const again = await fetch(centre.url + style, { headers: { "if-none-match": answer.headers.get("etag") } })
  expect(again.status).toBe(304)
  expect((await fetch(`${centre.url}/pkg/nothing.css`)).status).toBe(404)
  const client = style.split("v=")[1]
  const wasm = await fetch(`${centre.url}/client/${client}/wifaq.wasm`)
  expect(wasm.headers.get("content-type")).toBe("application/wasm")
  expect((await fetch(`${centre.url}/client/0123456789abcdef/wifaq.wasm`)).status, "of another program").toBe(404)
})

test("a page that says nothing of a person is sent once, and then only that it is the same", async ({ centre }) => {
  for (const path of ["/ar", "/fr/questions", "/ar/book", "/ar/book/times?service=information-meeting&mode=video&with="]) {
    const first = await fetch(centre.url + path)
    const tag = first.headers.get("etag")
    expect(first.headers.get("cache-control"), path).toBe("no-cache")
    expect(first.headers.get("content-security-policy"), path).not.toContain("nonce")
    const again = await fetch(centre.url + path, { headers: { "if-none-match": tag } })
    expect(again.status, path).toBe(304)
    expect(again.headers.get("content-security-policy"), path).toBe(first.headers.get("content-security-policy"))
  }
})

/** Asks for a page by the name of a centre, as a browser would that found it there. */
function ask(centre, host, path, more = {}) {
  const { port } = new URL(centre.url)
  return new Promise((done, failed) => {
    const asked = get({ host: "127.0.0.1", port, path, headers: { host, ...more } }, (answer) => {
      let text = ""
      answer.on("data", (part) => (text += part))
      answer.on("end", () => done({ status: answer.statusCode, location: answer.headers.location, text }))
    })
    asked.on("error", failed)
  })
}

test("each centre of a network answers by its own name, with its own staff and times", async () => {
  const centre = await Centre.open()
  centre.run(["centre", "add", "meknes", "--host", "meknes.example"])
  expect(() => centre.run(["centre", "add", "taza", "--host", "MEKNES.example"])).toThrow(/short name or this host/)
  centre.run(["user", "add", "--centre", "meknes", "--email", "m@example.com", "--name", "Meknassi", "--role", "mediator"], PASSWORD)
  await centre.stop()
  await centre.start()
  await expect.poll(() => centre.said.match(/setup/g)?.length).toBe(2)
  const own = "/fr/book?service=information-meeting"
  expect((await ask(centre, "meknes.example:3000", "/fr")).text).toContain("http://meknes.example/fr")
  const [start] = await centre.plainTimes()
  expect((await centre.book({ start })).status).toBe(303)
  const times = `/fr/book/times?service=information-meeting&mode=in_person&with=&from=${start.slice(0, 10)}`
  expect((await ask(centre, "meknes.example", times)).text).toContain(`start=${start}`)
  expect((await ask(centre, "anything.example", times)).text).not.toContain(`start=${start}`)
  expect((await ask(centre, "anything.example", own)).status).toBe(200)
  // Once each has a name, a stranger's leads nowhere.
  centre.run(["centre", "host", "fes", "fes.example"])
  await centre.stop()
  await centre.start()
  expect((await ask(centre, "anything.example", own)).status).toBe(421)
  expect((await ask(centre, "fes.example", own)).status).toBe(200)
  expect((await ask(centre, "anything.example", "/readyz")).status).toBe(200)
  await centre.stop()
  centre.close()
})

test("nobody is sent to a site that a stranger names", async ({ centre }) => {
  const stranger = { accept: "text/html", referer: "http://evil.example/page" }
  const asked = await ask(centre, "127.0.0.1", "/api/services?language=fr", stranger)
  expect(asked.location).toBe("/")
  const script = await ask(centre, "127.0.0.1", "/api/services?language=fr", { accept: "application/json" })
  expect(script.status).toBe(200)
  expect(script.text).toContain("information-meeting")
})

test("accounts are managed from the command line", async ({ centre }) => {
  const clerk = ["--email", "clerk@example.com"]
  centre.run(["user", "add", ...clerk, "--name", "كاتبة", "--role", "reception"], PASSWORD)
  const signIn = (password) => centre.post("/staff/sign-in", { email: "clerk@example.com", password })
  expect((await signIn(PASSWORD)).status).toBe(303)
  centre.run(["user", "password", ...clerk], "une autre phrase, plus longue")
  expect((await signIn(PASSWORD)).status).toBe(422)
  expect((await signIn("une autre phrase, plus longue")).status).toBe(303)
  centre.run(["user", "disable", ...clerk])
  expect((await signIn("une autre phrase, plus longue")).status).toBe(422)
  centre.run(["user", "roles", ...clerk, "--role", "mediator"])
  expect((await signIn("une autre phrase, plus longue")).status).toBe(303)
  expect(() => centre.run(["user", "disable", "--email", "nobody@example.com"])).toThrow(/not found/)
})

test("a link alone shows nothing, also not to a browser that says it has booked with it", async ({ centre }) => {
  const [start] = await centre.plainTimes()
  const booked = await centre.book({ start, name: "ليلى" })
  const cookies = Object.fromEntries(booked.headers.getSetCookie().map((cookie) => cookie.split(";")[0].split("=")))
  const shows = async (jar) => {
    const cookie = Object.entries(jar).map((pair) => pair.join("=")).join("; ")
    const answer = await fetch(`${centre.url}/ar/booked`, { headers: { cookie } })
    expect(answer.headers.get("cache-control")).toBe("private, no-store")
    expect(answer.headers.get("x-robots-tag")).toBe("noindex, nofollow")
    return (await answer.text()).includes("reference__code")
  }
  expect(await shows(cookies)).toBe(true)
  const link = cookies["__Host-link"]
  expect(await shows({ "__Host-booked": link, "__Host-link": link })).toBe(false)
  // Once it is cancelled nothing says that it is booked.
  const proved = await centre.post(`/ar/appointment/${link}`, { letters: "ليل" })
  const [visit] = proved.headers.get("set-cookie").split(";")
  expect((await centre.post("/ar/appointment/cancellation", {}, { cookie: visit })).status).toBe(303)
  expect(await shows(cookies)).toBe(false)
})

test("whoever asks for more than the limits say is told so, with what they typed", async () => {
  const centre = await Centre.open()
  centre.run(["centre", "limits", "fes", "--ahead", "2"])
  await centre.stop()
  await centre.start()
  const times = await centre.plainTimes()
  const mobile = "0611223344"
  for (const start of [times[0], times[4]]) expect((await centre.book({ start, mobile })).status).toBe(303)
  const more = await centre.book({ start: times[8], mobile, name: "أمينة الطويلة" })
  expect(more.status).toBe(429)
  const page = await more.text()
  expect(page).toContain(words("ar").booking.too_many)
  expect(page).toContain("أمينة الطويلة")
  expect(await centre.isFree(times[8])).toBe(true)
  const waits = () => centre.wait({ name: "هند", days: [6], mobile })
  expect((await waits()).status).toBe(303)
  expect((await waits()).status).toBe(429)
  await centre.stop()
  centre.close()
})

test("a copy goes back into its place only while the program is stopped", async () => {
  const centre = await Centre.open()
  const times = await centre.plainTimes()
  expect((await centre.book({ start: times[0] })).status).toBe(303)
  const copy = join(centre.folder, "copy.db")
  centre.run(["backup", copy])
  expect((await centre.book({ start: times[4] })).status).toBe(303)
  expect(() => centre.run(["restore", copy])).toThrow(/stop it first/)
  expect(await centre.stop()).toBe(0)
  expect(centre.run(["restore", copy])).toContain("before-restore")
  expect(centre.run(["check"])).toContain("1 appointments")
  const env = { ...centre.env, DATABASE_URL: `sqlite://${centre.folder}/nowhere.db` }
  for (const command of [["check"], ["backup", join(centre.folder, "none.db")]]) {
    const done = spawnSync(program, command, { env, encoding: "utf8" })
    expect([done.status, done.stderr]).toEqual([1, expect.stringContaining("nowhere.db")])
  }
  centre.close()
})

test("invented people do not go among real ones", async ({ centre }) => {
  centre.hire()
  expect(() => centre.run(["demo"])).toThrow(/real people/)
})
