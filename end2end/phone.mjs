// Times on a slow telephone, for the figures of the closing notes: never an assertion.
import { existsSync } from "node:fs"
import { chromium } from "@playwright/test"
import { Centre, SERVICE } from "./centre.mjs"

const visits = Number(process.argv[2])
const TIMES = `/ar/book/times?service=${SERVICE}&mode=in_person&with=`
const browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
const centre = await Centre.open()
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? browsers.find(existsSync), args: ["--no-sandbox"] })

async function visit(journey) {
  const context = await browser.newContext({ baseURL: centre.url, viewport: { width: 360, height: 740 }, locale: "ar-MA", isMobile: true, hasTouch: true })
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send("Network.enable")
  await devtools.send("Network.emulateNetworkConditions", { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 94_000 })
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: 4 })
  const begun = performance.now()
  const took = await journey(page, () => performance.now() - begun)
  await context.close()
  return took
}

const painted = (page) =>
  page.evaluate(() => new Promise((done) => {
    const find = () => performance.getEntriesByName("first-contentful-paint")[0]
    if (find()) return done(find().startTime)
    new PerformanceObserver((_, all) => (all.disconnect(), done(find().startTime))).observe({ type: "paint", buffered: true })
  }))
const awake = (page) => page.locator("html[data-awake]").waitFor({ state: "attached", timeout: 60_000 })
const slot = (page) => page.locator(".day .slot").nth(3)

async function fromTap(page, tap, shown) {
  const begun = performance.now()
  await tap()
  await shown()
  return performance.now() - begun
}

const answer = async (page, name) => {
  await page.locator(`input[name=${name}]`).first().locator("..").tap()
  await page.locator("form .button--primary").tap()
}

const JOURNEYS = {
  "first picture of the first page": async (page) => (await page.goto("/ar", { waitUntil: "commit" }), painted(page)),
  "first picture of the times": async (page) => (await page.goto(TIMES, { waitUntil: "commit" }), painted(page)),
  "the times are awake": async (page, since) => (await page.goto(TIMES, { waitUntil: "commit" }), await awake(page), since()),
  "a page to read is awake": async (page, since) => (await page.goto("/ar/mediation", { waitUntil: "commit" }), await awake(page), since()),
  "from a tap on a time to the form, asleep": async (page) => {
    await page.goto(TIMES, { waitUntil: "commit" })
    await slot(page).waitFor()
    return fromTap(page, () => slot(page).tap(), () => page.locator("#name").waitFor())
  },
  "from a tap on a time to the form, awake": async (page) => {
    await page.goto(TIMES)
    await awake(page)
    return fromTap(page, () => slot(page).tap(), () => page.locator("#name").waitFor())
  },
  "the same by the browser's own clock, to the next picture": async (page) => {
    await page.goto(TIMES)
    await awake(page)
    const took = page.evaluate(() => new Promise((done) => {
      let begun
      addEventListener("pointerup", (event) => (begun = event.timeStamp), { capture: true, once: true })
      const look = () => (begun && document.querySelector("#name") ? requestAnimationFrame(() => done(performance.now() - begun)) : requestAnimationFrame(look))
      look()
    }))
    await slot(page).tap()
    return took
  },
  "from one page to read to the next, awake": async (page) => {
    await page.goto("/ar/mediation")
    await awake(page)
    return fromTap(page, () => page.locator(".footer .pages__link").first().tap(), () => page.locator("h1:focus").waitFor())
  },
  "from a deep link to a form that can be sent": async (page, since) => {
    await page.goto(TIMES, { waitUntil: "commit" })
    await slot(page).tap()
    await page.locator("#name").waitFor()
    await page.locator("form .button--primary").waitFor()
    return since()
  },
  "from the first page to a form that can be sent": async (page, since) => {
    await page.goto("/ar", { waitUntil: "commit" })
    await page.locator(".hero .button--primary").tap()
    await answer(page, "service")
    await answer(page, "mode")
    await slot(page).tap()
    await page.locator("#name").waitFor()
    return since()
  },
}

for (const [name, journey] of Object.entries(JOURNEYS)) {
  const took = []
  for (let n = 0; n < visits; n++) took.push(await visit(journey))
  took.sort((a, b) => a - b)
  console.log(`${(took[Math.floor(took.length / 2)] / 1000).toFixed(2).padStart(6)} s  ${name}   (${(took[0] / 1000).toFixed(2)} to ${(took.at(-1) / 1000).toFixed(2)})`)
}
await browser.close()
await centre.stop()
centre.close()
