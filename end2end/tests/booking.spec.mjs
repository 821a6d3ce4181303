import { aMobile, awake, expect, test } from "../centre.mjs"
import { book, chooseTime, fillIn } from "../booking.mjs"
import { slot } from "../days.mjs"
import { LOCALES, words } from "../words.mjs"

for (const locale of LOCALES) {
  for (const javaScriptEnabled of [true, false]) {
    const script = javaScriptEnabled ? "with" : "without"

    test.describe(`${locale}, ${script} script`, () => {
      test.use({ javaScriptEnabled })

      test("a family books from the first page on", async ({ page }) => {
        const said = words(locale)
        await page.goto(`/${locale}`)
        await expect(page.locator("html")).toHaveAttribute("dir", locale === "ar" ? "rtl" : "ltr")
        await page.locator(".hero").getByRole("link", { name: said.site.book }).click()
        const { reference, link } = await book(page, locale, said, { name: "أمينة" })
        expect(reference).toMatch(/^\d{4}[ -]\d{4}$/)
        expect(link).toContain(`/${locale}/appointment/`)
        await expect(page).toHaveTitle(said.booking.title)
      })

      test("what is wrong is said at the field, and what was typed stays", async ({ page }) => {
        const said = words(locale)
        await chooseTime(page, locale, said)
        if (javaScriptEnabled) await awake(page)
        await fillIn(page, { name: "Karim", mobile: "0612" })
        await page.locator("#consent").uncheck()
        await page.getByRole("button", { name: said.booking.confirm }).click()
        await expect(page.locator(".error-summary")).toContainText(said.booking.e.phone_too_short.slice(0, 12))
        await expect(page.locator("#mobile-error")).toBeVisible()
        await expect(page.locator("#consent-error")).toBeVisible()
        await expect(page.locator("#name")).toHaveValue("Karim")
        await expect(page.locator("#mobile")).toHaveValue("0612")
        await expect(page.locator("#mobile")).toHaveAttribute("aria-describedby", /mobile-error/)
        await page.locator(".error-summary a").first().click()
        await expect(page.locator("#mobile")).toBeFocused()
        await page.locator("#mobile").fill(aMobile().replaceAll(/\d/g, (digit) => "٠١٢٣٤٥٦٧٨٩"[digit]))
        await page.locator("#consent").check()
        await page.getByRole("button", { name: said.booking.confirm }).click()
        await expect(page.getByRole("heading", { name: said.booking.done_title })).toBeVisible()
      })
    })
  }
}

test("with the client, screens change without loading a page, and errors show as one types off", async ({ page }) => {
  const said = words("fr")
  await page.goto("/fr/book")
  await awake(page)
  const loads = []
  page.on("request", (request) => request.isNavigationRequest() && loads.push(request.url()))
  await page.locator("input[name=service]").first().locator("..").click()
  await page.getByRole("button", { name: said.booking.next }).click()
  await page.locator("input[name=mode]").first().locator("..").click()
  await page.getByRole("button", { name: said.booking.next }).click()
  await expect(page.getByRole("heading", { name: said.booking.when_title })).toBeFocused()
  await (await slot(page)).click()
  await expect(page.getByRole("heading", { name: said.booking.who_title })).toBeFocused()
  expect(loads).toEqual([])
  await page.locator("#name").fill("12")
  await page.locator("#name").blur()
  await expect(page.locator("#name-error")).toHaveText(said.booking.e.name_no_letter)
  await page.locator("#name").fill("Salma")
  await page.locator("#name").blur()
  await expect(page.locator("#name-error")).toHaveCount(0)
  await page.goBack()
  await expect(page.getByRole("heading", { name: said.booking.when_title })).toBeVisible()
})

test("a time that somebody else takes disappears", async ({ page, browser, centre }) => {
  const said = words("ar")
  await page.goto("/ar/book/times?service=information-meeting&mode=telephone&with=")
  await awake(page)
  const first = await slot(page)
  const taken = await first.getAttribute("href")
  const other = await browser.newContext({ baseURL: centre.url, javaScriptEnabled: false })
  const rival = await other.newPage()
  await rival.goto(taken)
  await fillIn(rival, { name: "Rival" })
  await rival.getByRole("button", { name: said.booking.confirm }).click()
  await expect(rival.getByRole("heading", { name: said.booking.done_title })).toBeVisible()
  await expect(page.locator(`.day .slot[href="${taken}"]`)).toHaveCount(0)
  await other.close()
})

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false })

  test("a time taken meanwhile is refused kindly, and nothing typed is lost", async ({ page, browser, centre }) => {
    const said = words("ar")
    await chooseTime(page, "ar", said)
    const address = page.url()
    await fillIn(page, { name: "Slow" })
    const other = await browser.newContext({ baseURL: centre.url, javaScriptEnabled: false })
    const rival = await other.newPage()
    await rival.goto(address)
    await fillIn(rival, { name: "Fast" })
    await rival.getByRole("button", { name: said.booking.confirm }).click()
    await expect(rival.getByRole("heading", { name: said.booking.done_title })).toBeVisible()
    await other.close()
    await page.getByRole("button", { name: said.booking.confirm }).click()
    await expect(page.getByText(said.booking.taken)).toBeVisible()
    await expect(page.locator("#name")).toHaveValue("Slow")
  })
})

test("Back, a second click and a second tab book once", async ({ page, context }) => {
  const said = words("fr")
  await chooseTime(page, "fr", said)
  await fillIn(page, { name: "Once" })
  await page.getByRole("button", { name: said.booking.confirm }).dblclick()
  await expect(page.getByRole("heading", { name: said.booking.done_title })).toBeVisible()
  const reference = await page.locator(".reference__code").innerText()
  await expect(page.getByText(said.booking.booked_before)).toBeHidden()
  await page.goBack()
  await fillIn(page, { name: "Corrected" })
  await page.getByRole("button", { name: said.booking.confirm }).click()
  await expect(page.locator(".reference__code")).toHaveText(reference)
  await expect(page.getByText(said.booking.booked_before)).toBeVisible()
  const tab = await context.newPage()
  await tab.goto("/fr/booked")
  await expect(tab.locator(".reference__code")).toHaveText(reference)
})
