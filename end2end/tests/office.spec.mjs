// The waiting list and the quiet pages of the desk, looked at by machine.
import { RECEPTION, expect, signIn, test } from "../centre.mjs"
import { fillIn } from "../booking.mjs"
import { inspect } from "../inspect.mjs"
import { words } from "../words.mjs"

for (const locale of ["ar", "fr"]) {
  const said = words(locale)

  const form = `/${locale}/waiting?service=information-meeting&mode=video&with=&speaks=`
  const see = async (page, name) => {
    await expect(page).toHaveTitle(said.booking.title)
    await expect(page.locator("h1")).toHaveCount(1)
    await expect(page.locator(".exit__link")).toBeVisible()
    await inspect(page, `${locale} ${name}`)
  }

  test(`${locale}: asking to wait`, async ({ page }) => {
    await page.goto(form)
    await see(page, "waiting")
    await page.locator("#last_day").fill("2020-01-01")
    await page.getByRole("button", { name: said.waiting.send }).click()
    await expect(page.locator(".error-summary")).toBeVisible()
    await see(page, "waiting, errors")
  })

  test(`${locale}: links that lead nowhere`, async ({ page }) => {
    await page.goto(`/${locale}/waiting/x`)
    await see(page, "no place")
    await page.goto(`/${locale}/offer/x`)
    await see(page, "no offer")
  })

  test(`${locale}: a place on the list`, async ({ page }) => {
    await page.goto(form)
    await page.locator("input[name=day7]").locator("..").click()
    await fillIn(page, { name: "Inès", message: "no" })
    await page.getByRole("button", { name: said.waiting.send }).click()
    await expect(page.locator("#private-link")).toBeVisible()
    await see(page, "joined")
    await page.goto(await page.locator("#private-link").inputValue())
    await see(page, "own place")
    await page.getByRole("button", { name: said.waiting.leave }).click()
    await expect(page.getByText(said.waiting.left)).toBeVisible()
    await see(page, "left")
  })

  test(`${locale}: a held time`, async ({ page, centre }) => {
    centre.hire()
    const name = `أمل ${locale}`
    await centre.wait({ name })
    const [[id]] = centre.sql("SELECT id FROM waiting_entry WHERE person_id = (SELECT id FROM person WHERE name = ?)", name)
    await signIn(page, RECEPTION)
    // The program may have offered one already: then there is an offer too.
    const [start] = await centre.plainTimes()
    await page.request.post(`/staff/waiting/${id}/offer`, { form: { start }, headers: { origin: centre.url } })
    await page.goto(`/${locale}/${centre.offers(name)[0]}`)
    await expect(page.getByRole("heading", { name: said.waiting.offer_title })).toBeVisible()
    await see(page, "offer")
    await page.getByRole("button", { name: said.waiting.refuse }).click()
    await expect(page.getByText(said.waiting.refused)).toBeVisible()
    await see(page, "refused")
    const gone = await page.request.post(`/staff/waiting/${id}/departure`, { form: {}, headers: { origin: centre.url } })
    expect(gone.ok()).toBe(true)
  })

  test.describe(`${locale}: the desk's`, () => {
    test.beforeEach(async ({ page, centre }) => {
      centre.hire()
      centre.sql("UPDATE staff SET language = ? WHERE email = ?", locale, RECEPTION)
      await signIn(page, RECEPTION)
    })
    test.afterEach(({ centre }) => centre.sql("UPDATE staff SET language = 'ar' WHERE email = ?", RECEPTION))

    const seeDesk = async (page, name) => {
      await expect(page.locator("html")).toHaveAttribute("lang", locale)
      await expect(page.locator("h1")).toHaveCount(1)
      await inspect(page, `${locale} ${name}`)
    }

    test("waiting list", async ({ page, centre }) => {
      await centre.wait({ name: `مديحة ${locale}`, days: [7] })
      await page.goto("/staff/waiting")
      await expect(page.locator(".entry").first()).toBeVisible()
      await seeDesk(page, "waiting list")
      await page.goto("/staff/waiting/new")
      await seeDesk(page, "caller who waits")
      await page.getByRole("button", { name: said.waiting.desk.add, exact: true }).click()
      await expect(page.locator(".error-summary")).toBeVisible()
      await seeDesk(page, "caller who waits, errors")
    })

    test("account", async ({ page }) => {
      await page.goto("/staff/account")
      await seeDesk(page, "account")
    })

    test("hours", async ({ page }) => {
      await page.goto("/staff/hours")
      await seeDesk(page, "hours")
      await page.locator(".tabs__link[href^='/staff/hours/staff/']").first().click()
      await expect(page).toHaveURL(/\/staff\/hours\/staff\/\d+$/)
      for (const summary of await page.locator("#main summary").all()) await summary.click()
      await seeDesk(page, "a mediator's hours")
    })

    test("people, week and figures", async ({ page, centre }) => {
      const name = `ياقوت ${locale}`
      const [start] = await centre.plainTimes()
      expect((await centre.book({ start, name })).status).toBe(303)
      const [[person, visit]] = centre.sql("SELECT person_id, id FROM attendance WHERE person_id = (SELECT id FROM person WHERE name = ?)", name)
      for (const [path, what] of [
        ["/staff/find?q=ياقوت", "find"],
        [`/staff/week/${start.slice(0, 10)}`, "week"],
        [`/staff/persons/${person}`, "file"],
        [`/staff/visits/${visit}/slip`, "slip"],
        ["/staff/figures", "figures"],
      ]) {
        await page.goto(path)
        await seeDesk(page, what)
      }
    })

    test("appointment", async ({ page, centre }) => {
      const name = `ميمونة ${locale}`
      const service = "social-guidance"
      centre.sql("UPDATE service SET parties = 2 WHERE slug = ?", service)
      const [start] = await centre.plainTimes({ service })
      expect((await centre.book({ start, name, service })).status).toBe(303)
      const [[visit]] = centre.sql("SELECT id FROM attendance WHERE person_id = (SELECT id FROM person WHERE name = ?)", name)
      await page.goto(`/staff/visits/${visit}`)
      await seeDesk(page, "appointment")
      await page.getByRole("button", { name: said.desk.visit.second_add }).click()
      await expect(page.locator(".error-summary")).toBeVisible()
      await seeDesk(page, "appointment, errors")
      await page.getByRole("button", { name: said.desk.visit.cancel, exact: true }).click()
      await expect(page.locator(".facts")).toContainText(said.desk.cancelled_by_centre)
      await seeDesk(page, "appointment, cancelled")
    })
  })
}
