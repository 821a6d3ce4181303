// What somebody has to do: told, seen by whose it is, done, and not done after all; and what a correction replaced.
import { MEDIATOR, RECEPTION, expect, press, signIn, test } from "../centre.mjs"
import { addDays, today } from "../days.mjs"
import { inspect } from "../inspect.mjs"
import { words } from "../words.mjs"

test.use({ viewport: { width: 1280, height: 800 } })
test.beforeEach(({ centre }) => centre.hire())

const row = (page, name) => page.locator(".entries > .entry", { hasText: name })

for (const locale of ["ar", "fr"]) {
  const said = words(locale)
  const { task, change } = said.people

  test.describe(locale, () => {
    test.beforeEach(({ centre }) => centre.sql("UPDATE staff SET language = ?", locale))
    test.afterEach(({ centre }) => centre.sql("UPDATE staff SET language = 'ar'"))

    test("a task is told to a colleague, who sees it, ends it, and takes that back", async ({ page, browser, centre }) => {
      const name = `${locale}: Rappeler le tribunal`
      await signIn(page, RECEPTION)
      await page.goto("/staff/tasks")
      await press(page, task.add)
      await expect(page.locator("#words-error")).toBeVisible()
      await page.locator("#words").fill(name)
      await page.locator("#due").fill(addDays(today(), -1))
      await page.locator("#owner").selectOption({ label: "سميرة" })
      await press(page, task.add)
      // It is a colleague's, and not among one's own.
      await expect(page.locator("#words")).toHaveValue("")
      await expect(row(page, name)).toHaveCount(0)
      await page.getByRole("link", { name: task.everybodys, exact: true }).click()
      await expect(row(page, name)).toContainText("سميرة")
      await expect(row(page, name)).toContainText(task.late)
      await inspect(page, `${locale} tasks`)

      const theirs = await (await browser.newContext({ baseURL: centre.url, viewport: { width: 1280, height: 800 } })).newPage()
      await signIn(theirs, MEDIATOR)
      await theirs.goto("/staff/tasks")
      await row(theirs, name).getByRole("button", { name: task.end, exact: true }).click()
      await expect(theirs.locator("[data-sending]")).toHaveCount(0)
      await theirs.locator("summary", { hasText: task.over }).click()
      await row(theirs, name).getByRole("button", { name: task.undo, exact: true }).click()
      await expect(theirs.locator("[data-sending]")).toHaveCount(0)
      await expect(row(theirs, name).getByRole("button", { name: task.end, exact: true })).toBeVisible()
      expect(centre.sql("SELECT done_at FROM task WHERE words = ?", name)).toEqual([[null]])
      await theirs.context().close()
    })

    test("what is done is gone from the list at once, one after the other, and stands there again where it is refused", async ({
      page,
      complaints,
    }) => {
      const names = ["premier", "deuxième", "troisième"].map((nth) => `${locale}: le ${nth} plan`)
      await signIn(page, RECEPTION)
      await page.goto("/staff/tasks")
      for (const name of names) {
        await page.locator("#words").fill(name)
        await press(page, task.add)
        await expect(row(page, name)).toBeVisible()
        await expect(page.locator("#words")).toHaveValue("")
      }
      let answer
      const held = new Promise((resolve) => (answer = resolve))
      await page.route(/\/end$/, async (route) => {
        await held
        await route.continue()
      })
      const done = (name) => row(page, name).getByRole("button", { name: task.end, exact: true }).click()
      const gone = (name) => expect(row(page, name)).toHaveCSS("text-decoration-line", "line-through")
      await done(names[0])
      await gone(names[0])
      // What happens elsewhere meanwhile does not bring it back before it is answered.
      const beside = await page.context().newPage()
      await beside.goto("/staff/tasks")
      const other = await page.context().newPage()
      await other.goto("/staff/tasks")
      await other.locator("#words").fill(`${locale}: entre-temps`)
      await press(other, task.add)
      await expect(row(beside, `${locale}: entre-temps`)).toBeVisible()
      await gone(names[0])
      await Promise.all([beside.close(), other.close()])
      await done(names[1])
      await gone(names[1])
      await expect(row(page, names[2])).toHaveCSS("text-decoration-line", "none")
      answer()
      await expect(page.locator("ul.entries").first().locator(".entry", { hasText: names[0] })).toHaveCount(0)
      await expect(page.locator("ul.entries").first().locator(".entry", { hasText: names[1] })).toHaveCount(0)
      await page.unroute(/\/end$/)

      await page.route(/\/end$/, (route) => route.abort("internetdisconnected"))
      await done(names[2])
      await expect(page.locator(".no-line")).toBeVisible()
      await expect(row(page, names[2])).toHaveCSS("text-decoration-line", "none")
      await page.unroute(/\/end$/)
      await done(names[2])
      await expect(page.locator("ul.entries").first().locator(".entry", { hasText: names[2] })).toHaveCount(0)
      complaints.length = 0
    })

    test("what a correction replaced stands on the person's file, where a task about them is told", async ({ page, centre }) => {
      const name = `Nabila ${locale}`
      const [start] = await centre.plainTimes()
      expect((await centre.book({ start, name, mobile: locale === "ar" ? "0612000301" : "0612000302" })).status).toBe(303)
      const [[person, visit]] = centre.sql(
        "SELECT p.id, a.id FROM person p JOIN attendance a ON a.person_id = p.id WHERE p.name = ?",
        name,
      )
      await signIn(page, RECEPTION)
      await page.goto(`/staff/visits/${visit}/person`)
      await page.locator("#name").fill(`${name} Alaoui`)
      await press(page, said.desk.visit.person_save)
      await page.goto(`/staff/persons/${person}`)
      await expect(page.locator(".file__name")).toHaveText(`${name} Alaoui`)
      await expect(page.getByRole("heading", { name: change.title, exact: true })).toBeVisible()
      await expect(page.locator(".entry del")).toHaveText(name)
      await inspect(page, `${locale} file`)
      await page.setViewportSize({ width: 1280, height: 800 })
      await page.getByRole("link", { name: task.add_about, exact: true }).click()
      await page.locator("#words").fill(`${locale}: envoyer le plan`)
      await press(page, task.add)
      await expect(row(page, `${locale}: envoyer le plan`).getByRole("link", { name: `${name} Alaoui` })).toBeVisible()
    })
  })
}
