import { expect, test } from "../centre.mjs"
import { book } from "../booking.mjs"
import { slot } from "../days.mjs"
import { LOCALES, words } from "../words.mjs"

for (const locale of LOCALES) {
  for (const javaScriptEnabled of [true, false]) {
    test.describe(`${locale}, ${javaScriptEnabled ? "with" : "without"} script`, () => {
      test.use({ javaScriptEnabled })

      test("the private link opens with the name's letters; then see, move, cancel", async ({ page, browser, centre }) => {
        const said = words(locale)
        const { reference, link } = await book(page, locale, said, { name: "خديجة" })
        const context = await browser.newContext({ baseURL: centre.url, javaScriptEnabled, viewport: { width: 360, height: 740 } })
        const phone = await context.newPage()

        await phone.goto(link)
        await phone.locator("#proof").fill("xyz")
        await phone.getByRole("button", { name: said.booking.proof_open }).click()
        await expect(phone.getByText(said.booking.proof_wrong)).toBeVisible()
        await phone.locator("#proof").fill("خدي")
        await phone.getByRole("button", { name: said.booking.proof_open }).click()
        await expect(phone.locator(".reference__code")).toHaveText(reference)

        const before = await phone.locator(".facts").innerText()
        await phone.getByRole("link", { name: said.booking.move_it }).click()
        await (await slot(phone)).click()
        await expect(phone.locator(".reference__code")).toHaveText(reference)
        expect(await phone.locator(".facts").innerText()).not.toBe(before)

        await phone.getByRole("link", { name: said.booking.cancel, exact: true }).click()
        await phone.getByRole("button", { name: said.booking.cancel_yes }).click()
        await expect(phone.getByText(said.booking.cancelled)).toBeVisible()

        await phone.getByRole("button", { name: said.booking.leave }).click()
        await phone.goto(`/${locale}/appointment`)
        await expect(phone.getByRole("heading", { name: said.booking.manage_gone_title })).toBeVisible()
        await context.close()
      })
    })
  }
}

test("what is sent after the visit is over stays, and is sent once the link is open again", async ({ page }) => {
  const said = words("fr")
  const { link } = await book(page, "fr", said, { name: "Khadija" })
  const prove = async (tab) => {
    await tab.goto(link)
    await tab.locator("#proof").fill("kha")
    await tab.getByRole("button", { name: said.booking.proof_open }).click()
    await expect(tab.locator(".reference__code")).toBeVisible()
  }
  await prove(page)
  await page.getByRole("link", { name: said.booking.cancel, exact: true }).click()
  await page.locator("#reason").fill("Je suis malade")
  await page.context().clearCookies()
  await page.getByRole("button", { name: said.booking.cancel_yes }).click()
  await expect(page.getByText(said.booking.unsent)).toBeVisible()
  await expect(page.getByText("malade")).toHaveCount(0)
  const tab = await page.context().newPage()
  await prove(tab)
  await page.getByRole("button", { name: said.booking.unsent_send }).click()
  await expect(page.getByText(said.booking.cancelled)).toBeVisible()
})

test("the calendar file says nothing about the centre", async ({ page }) => {
  const said = words("ar")
  const { link } = await book(page, "ar", said, { name: "زينب" })
  await page.goto(link)
  await page.locator("#proof").fill("زين")
  await page.getByRole("button", { name: said.booking.proof_open }).click()
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: said.booking.ics }).click(),
  ])
  const stream = await file.createReadStream()
  const text = (await stream.toArray()).join("")
  expect(text).toContain("BEGIN:VEVENT")
  expect(text).toContain("TZID=Africa/Casablanca")
  expect(text).not.toMatch(/وساطة|mediat|médiat|Wifaq|وفاق|psycho|famil/i)
})
