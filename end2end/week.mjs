// A week of 300 appointments on a slow computer (the processor slowed four times): from a key or a click to the picture,
// and the longest task while somebody scrolls. Figures for the closing notes: never an assertion.
import { existsSync } from "node:fs"
import { chromium } from "@playwright/test"
import { Centre, RECEPTION, signIn } from "./centre.mjs"

const WANTED = 300
const browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
const centre = await Centre.open((centre) => centre.run(["demo", "--appointments", "20000", "--staff", "14"]))
centre.hire()
const [[day, standing]] = centre.sql(
  `SELECT min(day), count(*) AS n FROM attendance WHERE status NOT LIKE 'cancelled%' AND day > date('now')
   GROUP BY strftime('%Y-%W', day) ORDER BY abs(n - ?) LIMIT 1`,
  WANTED,
)
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? browsers.find(existsSync), args: ["--no-sandbox"] })
const context = await browser.newContext({ baseURL: centre.url, viewport: { width: 1366, height: 768 } })
const page = await context.newPage()
await signIn(page, RECEPTION)
await page.goto(`/staff/week/${day}`)
await page.locator("html[data-awake]").waitFor({ state: "attached", timeout: 60_000 })
const devtools = await context.newCDPSession(page)
await devtools.send("Emulation.setCPUThrottlingRate", { rate: 4 })
console.log(`the week of ${day}: ${standing} appointments, ${await page.locator(".visit--placed").count()} cards`)

/** Milliseconds from an event that `act` causes to the picture that follows it. */
async function toPaint(act) {
  await page.evaluate(() => {
    window.painted = new Promise((done) => {
      const heard = (event) => {
        for (const kind of ["keydown", "click"]) removeEventListener(kind, heard, true)
        requestAnimationFrame(() => setTimeout(() => done(performance.now() - event.timeStamp)))
      }
      for (const kind of ["keydown", "click"]) addEventListener(kind, heard, true)
    })
  })
  await act()
  return page.evaluate(() => window.painted)
}

async function measure(name, times, act) {
  const took = []
  for (let n = 0; n < times; n++) took.push(await toPaint(() => act(n)))
  took.sort((a, b) => a - b)
  console.log(`${took[Math.floor(times / 2)].toFixed(0).padStart(6)} ms  ${name}   (${took[0].toFixed(0)} to ${took.at(-1).toFixed(0)})`)
}

const cards = page.locator(".visit--placed")
await cards.first().focus()
await measure("a key goes to the next card", 30, () => page.keyboard.press("ArrowDown"))
const free = page.locator(".visit--placed:has(.visit__grip)").nth(40)
await free.scrollIntoViewIfNeeded()
await free.focus()
await measure("a key takes a card up", 1, () => page.keyboard.press("m"))
await page.locator(".carry").waitFor()
await measure("a key carries it five minutes on", 30, (n) => page.keyboard.press(n % 2 ? "ArrowUp" : "ArrowDown"))
await measure("a key carries it to the next day", 10, (n) => page.keyboard.press(n % 2 ? "ArrowRight" : "ArrowLeft"))
await page.keyboard.press("Escape")
await page.goto(`/staff/day/${day}`)
await page.locator("html[data-awake]").waitFor({ state: "attached", timeout: 60_000 })
await measure("a click opens a card of a day", 6, (n) => page.locator(".visit--placed .visit__open:visible").nth(n).click())
await page.goto(`/staff/week/${day}`)
await page.locator("html[data-awake]").waitFor({ state: "attached", timeout: 60_000 })
await page.locator(".lanes").waitFor()
const longest = await page.evaluate(async () => {
  const tasks = []
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((task) => task.duration)))
  observer.observe({ type: "longtask" })
  const lanes = document.querySelector(".lanes")
  for (let n = 0; n < 60; n++) {
    lanes.scrollBy(40, 40)
    await new Promise(requestAnimationFrame)
  }
  await new Promise((done) => setTimeout(done, 200))
  observer.disconnect()
  return Math.max(0, ...tasks)
})
console.log(`${longest.toFixed(0).padStart(6)} ms  the longest task while the week is scrolled (0: none over 50)`)
await browser.close()
await centre.stop()
centre.close()
