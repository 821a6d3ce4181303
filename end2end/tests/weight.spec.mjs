// What travels (brotli, as the server sends it): budgets that a slow, paid line can bear.
import { RECEPTION, awake, expect, signIn, test } from "../centre.mjs"

const PAGE = 60_000
/** What a page to read brings for itself, and what the whole of booking weighs. */
const READING = 210_000
const BOOKING = 290_000
/** What the first screen of the desk waits for. */
const DESK = 400_000

/** Every answer of the page with its size on the wire, headers included. */
async function weigh(page) {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send("Network.enable")
  const files = new Map()
  devtools.on("Network.responseReceived", ({ requestId, response }) => files.set(requestId, { url: response.url, bytes: 0 }))
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (files.has(requestId)) files.get(requestId).bytes = encodedDataLength
  })
  return () => [...files.values()]
}

const sum = (files) => files.reduce((bytes, file) => bytes + file.bytes, 0)
const isClient = (file) => file.url.includes("/client/")

for (const path of ["/ar", "/fr/what-to-expect", "/ar/danger", "/ar/book/times?service=information-meeting&mode=video&with="]) {
  test(`${path} with style and type stays below ${PAGE / 1000} kB`, async ({ page }) => {
    const weight = await weigh(page)
    await page.goto(path, { waitUntil: "load" })
    await page.evaluate(() => document.fonts.ready)
    const files = weight().filter((file) => !isClient(file))
    console.log(`${path}: ${sum(files)} bytes before the client`)
    expect(files.length).toBeGreaterThan(2)
    expect(sum(files)).toBeLessThanOrEqual(PAGE)
  })
}

for (const [path, foreign] of [["/ar", "latin"], ["/ar/book/times?service=information-meeting&mode=video&with=", "latin"], ["/fr", "arabic"]]) {
  test(`${path} brings no ${foreign} letters`, async ({ page }) => {
    const weight = await weigh(page)
    await page.goto(path, { waitUntil: "load" })
    await page.evaluate(() => document.fonts.ready)
    const faces = weight().map((file) => new URL(file.url).pathname).filter((file) => file.endsWith(".woff2")).sort()
    const own = foreign === "latin" ? "arabic" : "latin"
    expect(faces).toEqual([`/fonts/readex-pro-${own}.woff2`, "/fonts/readex-pro-marks.woff2"])
  })
}

/** The client of a page, once it is awake: it came when the page was loaded and idle, and nothing of the desk is in it. */
async function clientOf(page, path, budget) {
  const weight = await weigh(page)
  await page.goto(path, { waitUntil: "load" })
  const loaded = await page.evaluate(() => performance.getEntriesByType("navigation")[0].loadEventEnd)
  await awake(page)
  const started = await page.evaluate(() => performance.getEntriesByType("resource").find((file) => file.name.includes("wifaq.wasm")).startTime)
  expect(started).toBeGreaterThanOrEqual(loaded)
  // The files themselves; headers are the same few hundred bytes whatever they carry.
  const bodies = await page.evaluate(() => Object.fromEntries(performance.getEntriesByType("resource").map((file) => [file.name, file.encodedBodySize])))
  const files = weight().filter(isClient).map((file) => ({ ...file, bytes: bodies[file.url] }))
  console.log(files.map((file) => `${new URL(file.url).pathname}: ${file.bytes}`).join("\n"), `\nthe client of ${path}: ${sum(files)} bytes`)
  expect(sum(files)).toBeLessThanOrEqual(budget)
  const wasm = await page.evaluate(async (urls) => {
    const parts = await Promise.all(urls.map(async (url) => new TextDecoder("latin1").decode(await (await fetch(url)).arrayBuffer())))
    return parts.join("")
  }, files.filter((file) => file.url.includes(".wasm")).map((file) => file.url))
  for (const desks of ["/staff/live", "/staff/api/board", "visit__menu", "caller__form"]) expect(wasm, desks).not.toContain(desks)
  return files.map((file) => new URL(file.url).pathname)
}

test(`the client of a page to read stays below ${READING / 1000} kB and knows no booking`, async ({ page }) => {
  const files = await clientOf(page, "/ar/mediation", READING)
  expect(files.filter((file) => file.includes("screen"))).toEqual([])
})

test(`the client that books stays below ${BOOKING / 1000} kB`, async ({ page }) => {
  await clientOf(page, "/ar/book", BOOKING)
})

test(`the desk is awake with less than ${DESK / 1000} kB, and the rest comes behind it`, async ({ page, centre }) => {
  centre.hire()
  await page.setViewportSize({ width: 1366, height: 768 })
  await signIn(page, RECEPTION)
  await awake(page)
  const all = async () =>
    page.evaluate(() => performance.getEntriesByType("resource").filter((file) => file.name.includes("/client/")).map((file) => ({ name: new URL(file.name).pathname, bytes: file.encodedBodySize })))
  await expect.poll(async () => (await all()).filter(({ name, bytes }) => /desk_screen|carry_tools/.test(name) && bytes > 0).length).toBe(2)
  const files = await all()
  const first = files.filter(({ name }) => !/desk_screen|carry_tools|chunk/.test(name))
  console.log(files.map(({ name, bytes }) => `${name}: ${bytes}`).join("\n"), `\nthe client of the desk's first screen: ${sum(first)} bytes of ${sum(files)}`)
  expect(first.length).toBeGreaterThan(3)
  expect(sum(first)).toBeLessThanOrEqual(DESK)
  expect(files.filter(({ name }) => /split_screen/.test(name))).toEqual([])
})

test("on a slow line the client of a page to read waits until somebody is about to book", async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, "connection", { get: () => ({ effectiveType: "3g" }) }))
  const weight = await weigh(page)
  await page.goto("/ar/mediation", { waitUntil: "networkidle" })
  expect(weight().filter(isClient)).toEqual([])
  await page.locator(".call a").focus()
  await awake(page)
})

test("a line that saves bytes gets no client, and books all the same", async ({ browser, centre }) => {
  const context = await browser.newContext({ baseURL: centre.url, extraHTTPHeaders: { "save-data": "on" } })
  const page = await context.newPage()
  const weight = await weigh(page)
  await page.goto("/ar/book", { waitUntil: "networkidle" })
  expect(weight().filter(isClient)).toEqual([])
  await expect(page.locator("script[type=module]")).toHaveCount(0)
  await context.close()
})
