// Several server processes on one PostgreSQL: families book, move and cancel through all of them, one is killed.
import { randomBytes } from "node:crypto"
import { Centre, expect, test } from "../centre.mjs"
import { startPostgres } from "../postgres.mjs"

const SERVERS = 3
const FAMILIES = 120

/** A cookie of an answer, as a browser would send it back. */
const cookieOf = (answer, name) => {
  const set = answer.headers.getSetCookie().find((cookie) => cookie.startsWith(`${name}=`))
  return set?.split(";")[0]
}

/** One family: books, and perhaps moves or cancels through another server than the one it booked at. */
async function family(n, servers, times, told) {
  const at = (step) => servers[(n + step) % servers.length]
  const start = times[(n * 7) % times.length]
  const booked = await at(0).book({ start, name: `Famille ${n}`, key: randomBytes(32).toString("hex") })
  if (booked.status === 409) return
  expect(booked.status).toBe(303)
  const link = cookieOf(booked, "__Host-link").split("=")[1]
  told.set(link, { name: `Famille ${n}`, state: "booked" })
  if (n % 3 === 0) return
  const proved = await at(1).post(`/fr/appointment/${link}`, { letters: "Fam" })
  expect(proved.status).toBe(303)
  const cookie = cookieOf(proved, "__Host-visit")
  if (n % 3 === 1) {
    const moved = await at(2).post("/fr/appointment/move", { start: times[(n * 11 + 5) % times.length] }, { cookie })
    expect([303, 409]).toContain(moved.status)
  } else {
    told.get(link).state = "cancelling"
    const cancelled = await at(2).post("/fr/appointment/cancellation", {}, { cookie })
    expect(cancelled.status).toBe(303)
    told.get(link).state = "cancelled"
  }
}

test("three servers on one PostgreSQL never book a time twice, and a killed one loses nothing it confirmed", async () => {
  test.setTimeout(180_000)
  const postgres = startPostgres()
  const servers = []
  try {
    for (let n = 0; n < SERVERS; n++) {
      const server = await Centre.on(postgres.url)
      if (n === 0) {
        for (const m of [1, 2, 3]) server.run(["user", "add", "--email", `m${m}@example.com`, "--name", `Mediator ${m}`, "--role", "mediator"], "a long enough password")
      }
      servers.push(server)
    }
    const times = (await servers[0].plainTimes()).slice(0, 24)
    const told = new Map()
    const all = Array.from({ length: FAMILIES }, (_, n) => n)
    const first = Promise.allSettled(all.slice(0, 80).map((n) => family(n, servers, times, told)))
    // While they are at it, one server goes without a word; what it was doing then may fail, and is not counted.
    while (told.size < 12) await new Promise((later) => setImmediate(later))
    await servers[2].stop("SIGKILL")
    await first
    await servers[2].start()
    const second = await Promise.allSettled(all.slice(80).map((n) => family(n, servers, times, told)))
    expect(second.filter((done) => done.status === "rejected").map((done) => String(done.reason))).toEqual([])

    expect(told.size).toBeGreaterThan(20)
    // It ends with 1, which `run` throws, when anything is wrong; each kind of wrong has a line with its number.
    const found = servers[0].run(["check"]).match(/^ +\d+ {2}/gm).map(Number)
    expect(found.length).toBeGreaterThan(5)
    expect(found.filter((number) => number > 0)).toEqual([])
    for (const [link, { name, state }] of told) {
      const proved = await servers[0].post(`/fr/appointment/${link}`, { letters: "Fam" })
      expect(proved.status, `${name} ${state}`).toBe(303)
      const page = await (await fetch(`${servers[1].url}/fr/appointment`, { headers: { cookie: cookieOf(proved, "__Host-visit") } })).text()
      if (state === "booked") expect(page, name).toContain("/fr/appointment/cancellation")
      if (state === "cancelled") expect(page, name).not.toContain("/fr/appointment/cancellation")
    }
  } finally {
    for (const server of servers) {
      await server.stop()
      server.close()
    }
    await postgres.stop()
  }
})
