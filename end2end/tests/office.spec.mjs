// The waiting list and the quiet pages of the desk, looked at by machine.
import { RECEPTION, expect, signIn, test } from "../centre.mjs"
import { inspect } from "../inspect.mjs"
import { words } from "../words.mjs"

for (const locale of ["ar", "fr"]) {
  const said = words(locale)

  test(`${locale}: waiting for a time`, async ({ page }) => {
    const see = async (name) => {
      await expect(page).toHaveTitle(said.booking.title)
      await expect(page.locator("h1")).toHaveCount(1)
      await expect(page.locator(".exit__link")).toBeVisible()
      await inspect(page, `${locale} ${name}`)
    }
    await page.goto(`/${locale}/waiting?service=information-meeting&mode=video&with=&speaks=`)
    await see("waiting")
    await page.locator("#last_day").fill("2020-01-01")
    await page.getByRole("button", { name: said.waiting.send }).click()
    await expect(page.locator(".error-summary")).toBeVisible()
    await see("waiting, errors")
    await page.locator("#last_day").fill("")
    await page.locator("input[name=day7]").locator("..").click()
    await page.locator("#name").fill("Inès")
    await page.locator("input[name=channel][value=mobile]").locator("..").click()
    await page.locator("#mobile").fill("06 12 34 56 78")
    await page.locator("input[name=may_leave_message][value=no]").locator("..").click()
    await page.locator("#consent").check()
    await page.getByRole("button", { name: said.waiting.send }).click()
    await expect(page.locator("#private-link")).toBeVisible()
    await see("joined")
    await page.goto(await page.locator("#private-link").inputValue())
    await see("own place")
    await page.getByRole("button", { name: said.waiting.leave }).click()
    await expect(page.getByText(said.waiting.left)).toBeVisible()
    await see("left")
    await page.goto(`/${locale}/waiting/x`)
    await see("no place")
    await page.goto(`/${locale}/offer/x`)
    await see("no offer")
  })

  test(`${locale}: a held time`, async ({ page, centre }) => {
    centre.hire()
    const name = `أمل ${locale}`
    await centre.wait({ name })
    const [[id]] = centre.sql("SELECT id FROM waiting_entry WHERE name = ?", name)
    await signIn(page, RECEPTION)
    // The program may have offered one already: then there is an offer too.
    const [start] = await centre.freeTimes()
    await page.request.post(`/staff/waiting/${id}/offer`, { form: { start }, headers: { origin: centre.url } })
    await page.goto(`/${locale}/${centre.offers(name)[0]}`)
    await expect(page.getByRole("heading", { name: said.waiting.offer_title })).toBeVisible()
    await inspect(page, `${locale} offer`)
    await page.getByRole("button", { name: said.waiting.refuse }).click()
    await expect(page.getByText(said.waiting.refused)).toBeVisible()
    await inspect(page, `${locale} refused`)
    const gone = await page.request.post(`/staff/waiting/${id}/departure`, { form: {}, headers: { origin: centre.url } })
    expect(gone.ok()).toBe(true)
  })

  test(`${locale}: the quiet pages of the desk`, async ({ page, centre }) => {
    centre.hire()
    centre.sql("UPDATE staff SET language = ? WHERE email = ?", locale, RECEPTION)
    const name = `مديحة ${locale}`
    await centre.wait({ name, days: [7] })
    const [start] = await centre.freeTimes()
    expect((await centre.book({ start, name })).status).toBe(303)
    const [[visit]] = centre.sql("SELECT id FROM appointment WHERE name = ?", name)
    await signIn(page, RECEPTION)
    const see = async (name) => {
      await expect(page.locator("html")).toHaveAttribute("lang", locale)
      await expect(page.locator("h1")).toHaveCount(1)
      await inspect(page, `${locale} ${name}`)
    }
    for (const path of ["waiting", "waiting/new", "hours", "account", `visits/${visit}`]) {
      expect((await page.goto(`/staff/${path}`)).status()).toBe(200)
      await see(path)
    }
    await page.goto("/staff/hours")
    await page.locator(".tabs__link[href^='/staff/hours/staff/']").first().click()
    await expect(page).toHaveURL(/\/staff\/hours\/staff\/\d+$/)
    for (const summary of await page.locator("summary").all()) await summary.click()
    await see("a mediator's hours")

    await page.goto("/staff/waiting/new")
    await page.getByRole("button", { name: said.waiting.desk.add, exact: true }).click()
    await expect(page.locator(".error-summary")).toBeVisible()
    await see("caller who waits, errors")
    await page.goto(`/staff/visits/${visit}`)
    await page.getByRole("button", { name: said.desk.visit.second_add }).click()
    await expect(page.locator(".error-summary")).toBeVisible()
    await see("visit, errors")
    await page.getByRole("button", { name: said.desk.visit.cancel, exact: true }).click()
    await expect(page.locator(".facts")).toContainText(said.desk.cancelled_by_centre)
    await see("visit, cancelled")
    centre.sql("UPDATE staff SET language = 'ar' WHERE email = ?", RECEPTION)
  })
}
