// A stranger with a script, on a centre of this machine: how far does it get, and does everybody else still get through?
import { randomBytes } from "node:crypto"
import { readFileSync } from "node:fs"
import { connect } from "node:net"
import { expect, test } from "@playwright/test"
import { Centre, PASSWORD, RECEPTION, SERVICE, aMobile } from "../centre.mjs"
import { startPostgres } from "../postgres.mjs"

const all = (count, work) => Promise.all(Array.from({ length: count }, (_, n) => work(n)))
const count = (answers, status) => answers.filter((answer) => answer.status === status).length
const memory = (centre) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${centre.process.pid}/status`, "utf8"))[1]) / 1024

async function withCentre(work, before) {
  const centre = await Centre.open(before)
  try {
    centre.hire()
    await work(centre)
  } finally {
    await centre.stop()
    centre.close()
  }
}

test("of sixty guesses at once five are judged: of a password, and of a private link", async () => {
  await withCentre(async (centre) => {
    const [start] = await centre.plainTimes()
    const booked = await centre.book({ start, name: "Amina" })
    const link = booked.headers.getSetCookie().find((cookie) => cookie.startsWith("__Host-link=")).split(/[=;]/)[1]
    const proofs = await all(60, () => centre.post(`/fr/appointment/${link}`, { letters: "xyz" }))
    expect(count(proofs, 422)).toBeLessThanOrEqual(5)
    expect(count(proofs, 429)).toBe(60 - count(proofs, 422))
    const guesses = await all(60, () => centre.post("/staff/sign-in", { email: RECEPTION, password: "not this one" }))
    expect(count(guesses, 422)).toBeLessThanOrEqual(5)
    expect(count(guesses, 303)).toBe(0)
  })
})

test("a flood of sign-ins leaves memory as it is", async () => {
  await withCentre(async (centre) => {
    await centre.post("/staff/sign-in", { email: "a@example.com", password: "warm up" })
    const before = memory(centre)
    const answers = await all(60, (n) => centre.post("/staff/sign-in", { email: `a${n}@example.com`, password: "not this one" }))
    expect(answers.every((answer) => [422, 429].includes(answer.status))).toBe(true)
    expect(memory(centre) - before).toBeLessThan(100)
  })
})

test("one contact takes four times, a script no more than the centre allows in a day", async () => {
  await withCentre(async (centre) => {
    centre.run(["centre", "limits", "fes", "--a-day", "30"])
    await centre.stop()
    await centre.start()
    const times = await centre.plainTimes()
    const mobile = aMobile()
    const same = []
    for (const start of times.slice(0, 8)) same.push(await centre.book({ start, name: "Robot", mobile }))
    expect(count(same, 303)).toBe(4)
    const many = []
    for (const start of times.slice(8, 80)) many.push(await centre.book({ start, name: "Robot" }))
    expect(count(many, 303)).toBeLessThanOrEqual(30)
    expect(count(many, 429)).toBeGreaterThan(0)
    expect((await centre.plainTimes()).length).toBeGreaterThan(times.length / 3)
  })
})

test("the waiting list keeps no more from families than the centre allows", async () => {
  await withCentre(async (centre) => {
    const free = (await centre.plainTimes()).length
    const mobile = aMobile()
    const same = await all(20, () => centre.wait({ name: "Robot", mobile }))
    expect(count(same, 303)).toBe(1)
    const many = await all(300, () => centre.wait({ name: "Robot" }))
    expect(count(many, 303)).toBeLessThanOrEqual(120)
    // A quarter of the day's forms have an offer at once.
    await expect.poll(() => centre.sql("SELECT COUNT(*) FROM hold WHERE status = 'open'")[0][0], { timeout: 60_000 }).toBe(30)
    expect((await centre.plainTimes()).length).toBeGreaterThan(free / 3)
  })
})

test("a flood of live lines and of slow clients leaves room for everybody else", async () => {
  await withCentre(async (centre) => {
    const { port, hostname } = new URL(centre.url)
    const sockets = []
    const open = (text) =>
      new Promise((done, failed) => {
        const socket = connect(Number(port), hostname, () => {
          socket.write(text)
          done(socket)
        })
        socket.on("error", failed)
        sockets.push(socket)
      })
    for (let n = 0; n < 900; n++) await open("GET /live/times HTTP/1.1\r\nHost: x\r\n\r\n")
    for (let n = 0; n < 100; n++) await open("POST /ar/waiting HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\nname=")
    for (let n = 0; n < 100; n++) await open("GET / HTTP/1.1\r\nX: ")
    expect((await fetch(`${centre.url}/healthz`)).status).toBe(200)
    expect((await fetch(`${centre.url}/fr/book/times?service=${SERVICE}&mode=in_person&with=`)).status).toBe(200)
    expect(memory(centre)).toBeLessThan(300)
    for (const socket of sockets) socket.destroy()
  })
})

/** Bytes and words that have broken programs before. */
const HOSTILE = [
  "",
  " ",
  "\u0000",
  "a\u0000b",
  "\u202Eabc",
  "' OR 1=1 --",
  "<script>alert(1)</script>",
  "%",
  "../../etc/passwd",
  "-1",
  "9".repeat(40),
  "0001-01-01",
  "-9999-01-01",
  "9999-12-31",
  "2026-02-30T25:61",
  "FREQ=SECONDLY",
  "Z\u0301\u0301\u0301\u0301\u0301\u0301",
  "𝕏".repeat(300),
  "\uFFFE\uFDD0",
  "a".repeat(20_000),
]

/** Every form and question of the public site and of the desk, with one field after the other hostile. */
async function hostile(centre) {
  const cookie = await (async () => {
    const answer = await centre.post("/staff/sign-in", { email: RECEPTION, password: PASSWORD })
    return answer.headers.getSetCookie().map((set) => set.split(";")[0]).join("; ")
  })()
  const person = { name: "Amina", channel: "mobile", mobile: "0612345678", email: "", language: "fr", may_leave_message: "no", consent: "yes" }
  const nil = "00000000-0000-0000-0000-000000000000"
  const forms = [
    ["/fr/book/details", { service: SERVICE, mode: "in_person", with: "", speaks: "", start: "2030-01-01T09:00", ...person, key: randomBytes(32).toString("hex") }],
    ["/fr/waiting", { service: SERVICE, mode: "in_person", with: "", speaks: "", ...person, first_day: "", last_day: "", part: "", day1: "yes", key: randomBytes(32).toString("hex") }],
    [`/fr/appointment/${"0".repeat(64)}`, { letters: "abc" }],
    ["/staff/sign-in", { email: "a@example.com", password: "x" }],
    ["/staff/sign-in/code", { code: "123456" }],
    [`/staff/password/${"0".repeat(64)}`, { password: "x" }],
    [`/staff/setup/${"0".repeat(64)}`, { name: "a", email: "a@b.ma", password: "x", reception: "yes" }],
    ["/staff/book", { service: SERVICE, mode: "in_person", with: "", start: "2030-01-01T09:00", ...person, key: randomBytes(32).toString("hex") }, cookie],
    ["/staff/rooms", { name: "Salle", capacity: "4" }, cookie],
    ["/staff/people/1", { gender: "woman", speaks_ar: "yes" }, cookie],
    ["/staff/workshops", { service: SERVICE, mode: "in_person", day: "2030-01-01", time: "09:00", with: "", seats: "" }, cookie],
    ["/staff/waiting/new", { service: SERVICE, mode: "in_person", with: "", ...person, last_day: "", part: "", key: randomBytes(32).toString("hex") }, cookie],
    [`/staff/waiting/${nil}/offer`, { start: "2030-01-01T09:00" }, cookie],
    [`/staff/waiting/${nil}/offer/acceptance`, { hold: nil }, cookie],
    ["/staff/account/look", { language: "fr", appearance: "dark", density: "dense", first: "find", back: "/staff/account" }, cookie],
    ["/staff/account/password", { old: "x", new: "y" }, cookie],
    ["/staff/account/browser/end", { browser: "x" }, cookie],
    ["/staff/account/second-factor", { secret: "x", code: "123456" }, cookie],
    ["/staff/hours/change", { change: "add_absence", whose: "centre", back: "/staff/hours", absence_from_day: "2030-01-01", absence_to_day: "2030-01-02", absence_from: "", absence_to: "", absence_repeat: "", absence_until: "", absence_label: "x" }, cookie],
    ["/staff/hours/change", { change: "add_season", whose: "centre", back: "/staff/hours", season_label: "x", season_first: "2030-01-01", season_last: "2030-01-02" }, cookie],
    ["/staff/hours/change", { change: "add_opening", whose: "staff:1", back: "/staff/hours", opening_weekday: "1", opening_from: "09:00", opening_to: "10:00", opening_first: "", opening_last: "", opening_weeks: "1", opening_in_person: "yes", opening_service: "" }, cookie],
  ]
  const broken = []
  const look = async (what, answer) => {
    if (answer.status >= 500) broken.push(`${what}: ${answer.status}`)
    await answer.arrayBuffer()
  }
  for (const [path, fields, as] of forms) {
    for (const field of Object.keys(fields)) {
      for (const value of HOSTILE) {
        const answer = await centre.post(path, { ...fields, [field]: value }, as ? { cookie: as } : {})
        await look(`${path} ${field}=${JSON.stringify(value).slice(0, 40)}`, answer)
      }
    }
  }
  const questions = ["/fr/book?service=", `/fr/book/times?service=${SERVICE}&mode=`, `/fr/book/times?service=${SERVICE}&mode=in_person&with=`, `/fr/book/times?service=${SERVICE}&mode=in_person&with=&from=`, `/fr/book/details?service=${SERVICE}&start=`, "/fr/", "/fr/offer/", "/fr/waiting/", "/feed/", "/staff/day/", "/staff/visits/", "/api/services?language="]
  for (const question of questions) {
    for (const value of HOSTILE.filter((value) => value.length < 2_000)) {
      await look(question + value, await fetch(centre.url + question + encodeURIComponent(value), { headers: { cookie }, redirect: "manual" }))
    }
  }
  expect(broken).toEqual([])
  expect(centre.run(["check"])).not.toMatch(/^ +[1-9]\d* /m)
}

test("hostile bytes in every field are never a fault on SQLite", async () => {
  await withCentre(hostile, (centre) => centre.run(["centre", "limits", "fes", "--a-day", "5000"]))
})

test("hostile bytes in every field are never a fault on PostgreSQL", async () => {
  const postgres = startPostgres()
  const centre = await Centre.on(postgres.url)
  try {
    centre.hire()
    await hostile(centre)
  } finally {
    await centre.stop()
    centre.close()
    await postgres.stop()
  }
})
