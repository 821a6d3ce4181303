// Every page, looked at by machine: axe, sideways scroll, console, and what search engines read.
import { MEDIATOR, RECEPTION, expect, signIn, test } from "../centre.mjs"
import { fillIn } from "../booking.mjs"
import { slot } from "../days.mjs"
import { inspect } from "../inspect.mjs"
import { LOCALES, words } from "../words.mjs"

const READING = [
  "", "/about", "/mediation", "/support", "/training", "/what-to-expect", "/questions", "/team", "/partners",
  "/vision", "/contact", "/my-appointment", "/danger", "/safe-browsing", "/privacy", "/accessibility",
]

for (const locale of LOCALES) {
  const said = words(locale)

  for (const path of READING) {
    test(`/${locale}${path}`, async ({ page, centre }) => {
      const answer = await page.goto(`/${locale}${path}`)
      expect(answer.status()).toBe(200)
      await expect(page.locator("h1")).toHaveCount(1)
      await expect(page.locator("link[rel=canonical]")).toHaveAttribute("href", `${centre.url}/${locale}${path}`)
      await expect(page.locator("link[hreflang]")).toHaveCount(4)
      await expect(page.locator("meta[property='og:title']")).toHaveCount(1)
      await expect(page.locator(".exit__link")).toBeVisible()
      await inspect(page, `/${locale}${path}`)
      for (const other of LOCALES) {
        await expect(page.locator(`.locales__link[lang=${other}]`)).toHaveAttribute("href", `/${other}${path}`)
      }
    })
  }

  const see = async (page, name) => {
    await expect(page).toHaveTitle(said.booking.title)
    await expect(page.locator("h1")).toHaveCount(1)
    await inspect(page, `${locale} ${name}`)
  }

  /** Opens an appointment that was booked without a browser. */
  const openOwn = async (page, centre) => {
    const [start] = await centre.plainTimes()
    const booked = await centre.book({ start, name: "Inès" })
    const [, link] = booked.headers.get("set-cookie").match(/__Host-link=(\w+)/)
    await page.goto(`/${locale}/appointment/${link}`)
    return async () => {
      await page.locator("#proof").fill("ine")
      await page.getByRole("button", { name: said.booking.proof_open }).click()
      await expect(page.locator(".reference__code")).toBeVisible()
    }
  }

  test(`${locale}: the screens of a booking`, async ({ page }) => {
    await page.goto(`/${locale}/book`)
    await see(page, "service")
    await page.goto(`/${locale}/book?service=information-meeting`)
    await see(page, "mode")
    await page.goto(`/${locale}/book/times?service=information-meeting&mode=video&with=`)
    await see(page, "times")
  })

  test(`${locale}: the form of a booking, its errors and its end`, async ({ page }) => {
    await page.goto(`/${locale}/book/times?service=information-meeting&mode=video&with=`)
    await (await slot(page)).click()
    await see(page, "details")
    await page.getByRole("button", { name: said.booking.confirm }).click()
    await expect(page.locator(".error-summary")).toBeVisible()
    await see(page, "errors")
    await fillIn(page, { name: "Inès" })
    await page.getByRole("button", { name: said.booking.confirm }).click()
    await expect(page.getByRole("heading", { name: said.booking.done_title })).toBeVisible()
    await see(page, "done")
  })

  test(`${locale}: the way to one's own appointment`, async ({ page, centre }) => {
    const prove = await openOwn(page, centre)
    await see(page, "proof")
    await prove()
    await see(page, "appointment")
  })

  test(`${locale}: what one can do with one's own appointment`, async ({ page, centre }) => {
    await (await openOwn(page, centre))()
    await page.goto(`/${locale}/appointment/move`)
    await see(page, "move")
    await page.goto(`/${locale}/appointment/cancellation`)
    await see(page, "cancellation")
  })
}

test.describe("a page that does not exist", () => {
  test("says so and shows the way on", async ({ page }) => {
    await page.goto("/ar/nothing")
    await expect(page.getByRole("heading", { name: words("ar").site.not_found_title })).toBeVisible()
    await inspect(page, "lost")
  })
})

test("the desk", async ({ page, centre }) => {
  centre.hire()
  await page.goto("/staff/sign-in")
  await inspect(page, "sign-in")
  const [start] = await centre.plainTimes()
  expect((await centre.book({ start, name: "مريم" })).status).toBe(303)
  await signIn(page, RECEPTION)
  await page.goto(`/staff/day/${start.slice(0, 10)}`)
  await expect(page.locator(".visit").first()).toBeVisible()
  await inspect(page, "board")
})

test("the desk without a visit, and its form for callers", async ({ page, centre }) => {
  centre.hire()
  await signIn(page, RECEPTION)
  await page.goto("/staff/book")
  await inspect(page, "caller")
  await page.getByRole("button", { name: words("ar").booking.confirm }).click()
  await expect(page.locator(".error-summary")).toBeVisible()
  await inspect(page, "caller, errors")
  await page.context().clearCookies()
  await signIn(page, MEDIATOR)
  await inspect(page, "empty board")
})

test("quick exit leaves at once, and Back does not lead back", async ({ page, context }) => {
  await context.route("https://www.google.com/**", (route) => route.fulfill({ body: "elsewhere", contentType: "text/html" }))
  await page.goto("/ar/about")
  await page.goto("/ar/danger")
  await page.locator(".exit__link").click()
  await expect(page.getByText("elsewhere")).toBeVisible()
  await page.goBack()
  await expect(page).toHaveURL(/\/ar\/about$/)
  for (let press = 0; press < 3; press++) await page.keyboard.press("Escape")
  await expect(page.getByText("elsewhere")).toBeVisible()
})

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false })
  test("quick exit is a plain link", async ({ page, context }) => {
    await context.route("https://www.google.com/**", (route) => route.fulfill({ body: "elsewhere", contentType: "text/html" }))
    await page.goto("/fr")
    await page.locator(".exit__link").click()
    await expect(page.getByText("elsewhere")).toBeVisible()
  })
})

test("the keyboard finds the way: skip link first, then into the page", async ({ page }) => {
  await page.goto("/ar")
  await page.keyboard.press("Tab")
  await expect(page.locator(".skip")).toBeFocused()
  await page.keyboard.press("Enter")
  await expect(page).toHaveURL(/#main$/)
})

test("switching the language keeps the page, and the front door remembers it", async ({ page }) => {
  await page.goto("/ar/questions")
  await page.locator(".locales__link[lang=fr]").click()
  await expect(page).toHaveURL(/\/fr\/questions$/)
  await expect(page.locator("html")).toHaveAttribute("lang", "fr")
  await page.goto("/")
  await expect(page).toHaveURL(/\/fr$/)
})

test("the home page tells search engines who runs it", async ({ page }) => {
  await page.goto("/fr")
  const data = JSON.parse(await page.locator("script[type='application/ld+json']").textContent())
  expect(data["@type"]).toBe("Organization")
  expect(data.address.addressCountry).toBe("MA")
  expect(data).not.toHaveProperty("telephone")
})
