// Once the client is awake, nothing inside the public site loads a page, and every page is what a load would have shown.
import { Centre, SERVICE, awake, expect, test } from "../centre.mjs"
import { book, choose, fillIn } from "../booking.mjs"
import { slot } from "../days.mjs"
import { words } from "../words.mjs"

const TIMES = `book/times?service=${SERVICE}&mode=in_person&with=`

/** Counts what the browser loads from now on. */
function loads(page) {
  const seen = []
  page.on("request", (request) => request.isNavigationRequest() && request.frame() === page.mainFrame() && seen.push(request.url()))
  return seen
}

/** What a page says of itself, and around itself. */
const told = (page) =>
  page.evaluate(() => {
    const all = (selector, of) => [...document.querySelectorAll(selector)].map(of).sort()
    const root = document.documentElement
    return {
      address: location.pathname + location.search,
      language: [root.lang, root.dir],
      title: document.title,
      head: all("link[rel=canonical], link[rel=alternate], meta[name=description], meta[name=robots], meta[property^=og]", (node) => node.outerHTML),
      frame: all(".skip, .bar, .masthead, .footer", (node) => node.outerHTML),
      main: document.querySelector("#main").innerText,
    }
  })

/** The same page, loaded. */
async function loaded(page) {
  const fresh = await page.context().newPage()
  await fresh.goto(page.url())
  const said = await told(fresh)
  await fresh.close()
  return said
}

/** The address changes before the page does: nothing is asked of a page until it is the one that a load would show. */
async function comesAsLoaded(page) {
  const whole = await loaded(page)
  await expect.poll(() => told(page)).toEqual(whole)
}

for (const locale of ["ar", "fr"]) {
  test(`${locale}: pages to read follow each other without a load, each as a load would show it`, async ({ page }) => {
    const said = words(locale)
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.goto(`/${locale}`)
    await awake(page)
    const seen = loads(page)
    for (const [where, name, slug] of [[".mainnav", said.site.nav.mediation, "mediation"], [".footer", said.site.nav.privacy, "privacy"], [".mainnav", said.site.nav.danger, "danger"]]) {
      await page.locator(where).getByRole("link", { name, exact: true }).click()
      await expect(page).toHaveURL(new RegExp(`/${locale}/${slug}$`))
      await comesAsLoaded(page)
      await expect(page.locator("h1")).toBeFocused()
      await expect.poll(() => page.evaluate(() => scrollY)).toBe(0)
    }
    await page.goBack()
    await expect(page).toHaveURL(new RegExp(`/${locale}/privacy$`))
    await expect(page.locator(`.footer [aria-current=page]`)).toHaveText(said.site.nav.privacy)
    await page.goForward()
    await expect(page).toHaveURL(new RegExp(`/${locale}/danger$`))
    await comesAsLoaded(page)
    await expect(page.locator("h1")).toBeFocused()
    await page.locator(".brand").click()
    await expect(page.locator(".hero")).toBeVisible()
    await comesAsLoaded(page)
    expect(seen).toEqual([])
  })
}

test("Back leads to where one was reading", async ({ page }) => {
  await page.goto("/fr/questions")
  await awake(page)
  const link = page.locator(".call a, .footer a").first()
  await link.scrollIntoViewIfNeeded()
  const read = await page.evaluate(() => scrollY)
  expect(read).toBeGreaterThan(200)
  await page.locator(".footer .pages__link").first().click()
  await expect(page.locator("h1")).toBeFocused()
  const left = await page.evaluate(() => scrollY)
  expect(left).toBe(0)
  await page.goBack()
  await expect(page).toHaveURL(/questions$/)
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(200)
})

for (const path of ["about", TIMES, "book", `waiting?service=${SERVICE}&mode=in_person`]) {
  test(`the language switch on /${path.split("?")[0]} changes every word without a load, and back again`, async ({ page }) => {
    await page.goto(`/fr/${path}`)
    await awake(page)
    const seen = loads(page)
    await page.locator(".locales__link[hreflang=ar]").click()
    await expect(page.locator("html")).toHaveAttribute("dir", "rtl")
    await expect(page.locator(".exit__link")).toContainText(words("ar").site.exit)
    expect((await told(page)).address).toBe(`/ar/${path}`)
    await comesAsLoaded(page)
    await expect(page.locator("h1")).toBeFocused()
    await page.goBack()
    await expect(page.locator("html")).toHaveAttribute("lang", "fr")
    await comesAsLoaded(page)
    await expect(page.locator("h1")).toBeFocused()
    expect(seen).toEqual([])
  })
}

test("what was typed stays when the language is switched", async ({ page }) => {
  await page.goto(`/fr/${TIMES}`)
  await awake(page)
  await (await slot(page)).click()
  await fillIn(page, { name: "Salma", mobile: "06 12 34 56 78", message: "no" })
  await page.locator(".locales__link[hreflang=ar]").click()
  await expect(page.getByRole("heading", { name: words("ar").booking.who_title })).toBeFocused()
  await expect(page.locator("#name")).toHaveValue("Salma")
  await expect(page.locator("#mobile")).toHaveValue("06 12 34 56 78")
  await expect(page.locator("input[name=may_leave_message][value=no]")).toBeChecked()
  await expect(page.locator("#consent")).toBeChecked()
})

test("the front door remembers the language one switched to, not one that was pointed at", async ({ page }) => {
  const front = async () => new URL((await page.request.get("/", { maxRedirects: 0, headers: { "accept-language": "en" } })).headers().location, page.url()).pathname
  await page.goto("/fr/about")
  await awake(page)
  await page.locator(".locales__link[hreflang=ar]").hover()
  await page.locator(".footer .pages__link").first().hover()
  await page.locator(".footer .pages__link").first().click()
  await expect(page.locator("h1")).toBeFocused()
  expect(await front()).toBe("/en")
  for (const language of ["ar", "fr", "ar"]) {
    await page.locator(`.locales__link[hreflang=${language}]`).click()
    await expect(page.locator("html")).toHaveAttribute("lang", language)
    expect(await front()).toBe(`/${language}`)
  }
})

test("from a page to read to a form that can be sent, and back, without a load", async ({ page }) => {
  const said = words("fr")
  await page.goto("/fr/mediation")
  await awake(page)
  const seen = loads(page)
  await page.locator(".call").getByRole("link", { name: said.site.book }).click()
  await choose(page, said)
  await expect(page.getByRole("heading", { name: said.booking.who_title })).toBeFocused()
  await expect(page.locator("meta[name=robots]")).toHaveAttribute("content", /noindex/)
  await expect(page.locator("link[rel=canonical]")).toHaveCount(0)
  await expect(page).toHaveTitle(said.booking.title)
  await page.locator(".brand").click()
  await expect(page.locator(".hero")).toBeVisible()
  await comesAsLoaded(page)
  await page.goBack()
  await expect(page.locator("#name")).toBeVisible()
  await expect(page).toHaveTitle(said.booking.title)
  expect(seen).toEqual([])
})

test("one's own appointment says no more of the centre than its name, also without a load", async ({ page }) => {
  const said = words("fr")
  await page.goto("/fr/book")
  await page.setViewportSize({ width: 1280, height: 800 })
  const { link } = await book(page, "fr", said, { name: "Salma" })
  await page.goto("/fr/booked")
  await awake(page)
  const seen = loads(page)
  await page.getByRole("link", { name: said.booking.manage_title }).click()
  await expect(page).toHaveURL(new RegExp(new URL(link).pathname))
  await expect(page.locator("#proof")).toBeVisible()
  await expect(page.locator(".footer, .mainnav")).toHaveCount(0)
  await comesAsLoaded(page)
  // Who goes on to the pages to read has the whole frame again.
  await page.locator(".brand").click()
  await expect(page.locator(".footer")).toBeVisible()
  await comesAsLoaded(page)
  expect(seen).toEqual([])
})

test("no line: the page stays, says so, and goes on by itself", async ({ page, context, complaints }) => {
  const said = words("fr")
  await page.goto("/fr/about")
  await awake(page)
  const seen = loads(page)
  await context.setOffline(true)
  await page.locator(".brand").click()
  await expect(page.locator(".no-line")).toContainText(said.site.no_line_title)
  await expect(page.locator("h1")).toHaveText(/.+/)
  await expect(page).toHaveURL(/about$/)
  await context.setOffline(false)
  await expect(page.locator(".hero")).toBeVisible()
  await expect(page.locator(".no-line")).toHaveCount(0)
  expect(seen).toEqual([])
  complaints.length = 0
})

test("a server that starts again is waited for", async ({ browser }) => {
  const centre = await Centre.open()
  const context = await browser.newContext({ baseURL: centre.url })
  const page = await context.newPage()
  await page.goto("/fr/about")
  await awake(page)
  await centre.stop()
  await page.locator(".brand").click()
  await expect(page.locator(".no-line")).toBeVisible()
  await centre.start()
  await expect(page.locator(".hero")).toBeVisible()
  await context.close()
  await centre.stop()
  centre.close()
})

test("a page of another version of the program is loaded, once", async ({ page }) => {
  await page.goto("/fr/about")
  await awake(page)
  const seen = loads(page)
  await page.route("**/fr", async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ response: answer, body: (await answer.text()).replace(/wake\.js\?v=[^"]+/, "wake.js?v=0000000000000000") })
  })
  await page.locator(".brand").click()
  await expect(page.locator(".hero")).toBeVisible()
  await expect.poll(() => seen.length).toBe(1)
})

test("a part of the client that an update took away leads to one load, and on", async ({ page, complaints }) => {
  await page.route("**/client/*/split_screen*", (route) => route.fulfill({ status: 404 }))
  await page.goto("/fr/mediation")
  await awake(page)
  const seen = loads(page)
  await page.locator(".call a").click()
  await expect(page.locator("input[name=service]").first()).toBeVisible()
  expect(seen.length).toBe(1)
  complaints.length = 0
})

test("a part of the client that a lost line keeps away comes when there is one, and the page stays", async ({ page, context, complaints }) => {
  await page.goto("/fr/mediation")
  await awake(page)
  const seen = loads(page)
  await context.setOffline(true)
  await page.locator(".call a").click()
  await expect(page.locator(".no-line")).toBeVisible()
  await expect(page.locator("html[data-awake]")).toBeAttached()
  await context.setOffline(false)
  await expect(page.locator("input[name=service]").first()).toBeVisible()
  await expect(page.locator(".no-line")).toHaveCount(0)
  expect(seen).toEqual([])
  complaints.length = 0
})

test("a page that a translator changed before the client came wakes all the same", async ({ page }) => {
  await page.addInitScript(() =>
    addEventListener("DOMContentLoaded", () => {
      for (const words of document.querySelectorAll("main h1, main p, .pages__link")) {
        const font = document.createElement("font")
        font.append(...words.childNodes)
        words.append(font)
      }
    }),
  )
  await page.goto("/fr/about")
  await awake(page)
  const seen = loads(page)
  await page.locator(".footer .pages__link").first().click()
  await expect(page.locator("h1")).toBeFocused()
  expect(seen).toEqual([])
})

test("the quick exit leaves at once, also while a page is on its way", async ({ page }) => {
  let arrived
  const gone = new Promise((done) => (arrived = done))
  await page.route("https://**", async (route) => {
    arrived()
    await route.fulfill({ contentType: "text/html", body: "<title>neutral</title>" })
  })
  await page.goto("/fr/about")
  await awake(page)
  await page.route("**/fr", () => {})
  await page.locator(".brand").click()
  await page.locator("[data-exit]").click()
  await gone
  await expect(page).toHaveTitle("neutral")
})
