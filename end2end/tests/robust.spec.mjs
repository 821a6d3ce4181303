// What the page does when something goes wrong around it: translators, lost lines, hurried fingers, odd addresses.
import { connect } from "node:net"
import { Centre, SERVICE, awake, expect, test } from "../centre.mjs"
import { fillIn } from "../booking.mjs"
import { slot } from "../days.mjs"
import { words } from "../words.mjs"

const said = words("fr")
const times = `/fr/book/times?service=${SERVICE}&mode=in_person&with=`

test("a heading that a translator changed before the client woke leaves a page that works, and the centre hears of it once", async ({ page, centre, complaints }) => {
  const told = page.waitForRequest("**/asleep")
  await page.addInitScript(() =>
    addEventListener("DOMContentLoaded", () => {
      const heading = document.querySelector("main h1, main h2")
      const font = document.createElement("font")
      font.append(heading.firstChild)
      heading.prepend(font)
    }),
  )
  const died = page.waitForEvent("pageerror")
  await page.goto(times)
  await died
  await page.locator(".day .slot").first().click()
  await expect(page).toHaveURL(/book\/details/)
  await expect(page.locator("#name")).toBeVisible()
  expect((await told).postData()).toMatch(/^reason=/)
  await expect.poll(() => centre.errors).toContain("could not wake")
  // That the client died is said in the console, once a page.
  complaints.length = 0
})

test("a lost line is said to be one, and the page goes on when it is back", async ({ page, context, complaints }) => {
  await page.goto(times)
  await awake(page)
  await context.setOffline(true)
  await page.locator(".pager [rel=next]").click()
  await expect(page.locator(".empty__title")).toHaveText(said.site.no_line_title)
  await context.setOffline(false)
  await expect(page.locator(".pager [rel=prev]")).toBeVisible()
  complaints.length = 0
})

test("a form that is sent without a line stays, and is sent when there is one", async ({ page, context, complaints }) => {
  await page.goto(times)
  await awake(page)
  const start = await slot(page)
  await context.setOffline(true)
  // The form asks the server nothing.
  await start.click()
  await fillIn(page, { name: "Salma" })
  await page.getByRole("button", { name: said.booking.confirm }).click()
  await expect(page.locator(".no-line")).toContainText(said.site.no_line_title)
  await expect(page.locator("#name")).toHaveValue("Salma")
  await context.setOffline(false)
  await expect(page.locator(".no-line")).toHaveCount(0)
  await page.getByRole("button", { name: said.booking.confirm }).click()
  await expect(page.getByRole("heading", { name: said.booking.done_title })).toBeVisible()
  complaints.length = 0
})

test("the language switch leads to the screen at hand, also after the client changed it", async ({ page }) => {
  await page.goto(times)
  await awake(page)
  await page.locator(".day .slot").first().click()
  await expect(page.locator("#name")).toBeVisible()
  const here = new URL(page.url())
  const link = page.locator(".locales__link[hreflang=ar]")
  await expect(link).toHaveAttribute("href", `/ar/book/details${here.search}`)
})

test("many tabs of free times all load", async ({ context, centre }) => {
  const pages = []
  for (let n = 0; n < 9; n++) {
    const page = await context.newPage()
    await page.goto(centre.url + times)
    await expect(page.locator(".slot").first()).toBeVisible()
    await awake(page)
    // Another tab is looked at now; a browser without a window does not tell.
    await page.evaluate(() => {
      Object.defineProperty(document, "hidden", { get: () => true })
      document.dispatchEvent(new Event("visibilitychange"))
    })
    pages.push(page)
  }
  await Promise.all(pages.map((page) => page.close()))
})

test("Escape pressed again and again leaves all the same", async ({ page }) => {
  let arrived
  const gone = new Promise((done) => (arrived = done))
  await page.route("https://**", async (route) => {
    arrived()
    await route.fulfill({ contentType: "text/html", body: "<title>neutral</title>" })
  })
  await page.goto("/fr/contact")
  for (let n = 0; n < 6; n++) await page.keyboard.press("Escape")
  await gone
  await expect(page).toHaveTitle("neutral")
})

test("the demonstration's sentence is in no page of a real centre", async ({ request }) => {
  expect(await (await request.get("/fr")).text()).not.toContain(said.site.demo)
})

test("files of another version are not kept for good, and addresses are one however they were copied", async ({ request }) => {
  const get = (path) => request.get(path, { maxRedirects: 0 })
  expect((await get("/client/xyz/wifaq.js")).status()).toBe(404)
  expect((await get("/js/wake.js?v=xyz")).headers()["cache-control"]).toBe("no-cache")
  const moved = await get("/FR/book/?service=a")
  expect([moved.status(), moved.headers().location]).toEqual([308, "/fr/book?service=a"])
  expect((await get(`/img/${"a".repeat(5000)}`)).status()).toBe(414)
  expect((await get(`/img/${"a".repeat(300)}`)).status()).toBe(404)
  expect((await get("/fr/%00")).status()).toBe(404)
  expect((await get("/api/services?language=xx")).status()).toBe(400)
  expect((await get("/api/times?language=fr&choice[service]=none&choice[mode]=in_person&choice[with]=&choice[speaks]=&from=")).status()).toBe(404)
  expect((await get("/staff/api/board?language=fr&day=")).status()).toBe(401)
})

test("words of a stranger are not on our page", async ({ request }) => {
  const odd = await request.get(`/fr/book/details?service=${SERVICE}&mode=in_person&with=&start=Appelez le 0666`)
  expect(odd.status()).toBe(404)
  expect(await odd.text()).not.toContain("Appelez le 0666")
})

test("a time that was cancelled is so in the calendar, too", async () => {
  const centre = await Centre.open()
  const [start] = await centre.plainTimes()
  const booked = await centre.book({ start, name: "Amina" })
  const cookie = booked.headers.getSetCookie().map((value) => value.split(";")[0]).join("; ")
  const file = async () => (await fetch(`${centre.url}/fr/booked/calendar.ics`, { headers: { cookie } })).text()
  expect(await file()).toContain("STATUS:CONFIRMED")
  centre.sql("UPDATE attendance SET status = 'cancelled_by_person' WHERE id = (SELECT id FROM attendance ORDER BY created_at DESC, id DESC LIMIT 1)")
  expect(await file()).toContain("STATUS:CANCELLED")
  await centre.stop()
  centre.close()
})

test("a service that ends while its form is open costs nobody what they typed", async () => {
  const centre = await Centre.open()
  const [start] = await centre.plainTimes()
  centre.sql("UPDATE service SET active = 0")
  const answer = await centre.book({ start, name: "Amina" })
  expect(answer.status).toBe(409)
  expect((await centre.wait({ name: "Amina" })).status).toBe(409)
  expect(centre.errors).toBe("")
  await centre.stop()
  centre.close()
})

test("half a head ends by itself, and half a request keeps nobody from stopping", async () => {
  // What the program waits for a head, and for a farewell, is half a minute together.
  test.setTimeout(120_000)
  const centre = await Centre.open()
  const { port, hostname } = new URL(centre.url)
  // A line that the server drops with something of ours unread ends with a reset: an end like another.
  const line = () => connect(Number(port), hostname).on("error", (reset) => expect(reset.code).toBe("ECONNRESET"))
  const half = line()
  const ended = new Promise((done) => half.once("close", done))
  half.write("GET / HTTP/1.1\r\nHost: x\r\nX: ")
  await ended
  const open = line()
  await new Promise((done) => open.once("connect", done))
  open.write("POST /staff/sign-in HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 50\r\n\r\nemail=")
  expect(await centre.stop()).toBe(0)
  open.destroy()
  centre.close()
})
