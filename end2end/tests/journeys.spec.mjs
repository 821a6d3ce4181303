// The people whom this is for, each as they come: with the keyboard alone, or with a finger; in Arabic or in French.
import { Centre, MEDIATOR, RECEPTION, aMobile, awake, expect, press, signIn, test } from "../centre.mjs"
import { isPlain } from "../days.mjs"
import { words } from "../words.mjs"

test.beforeEach(({ centre }) => centre.hire())

/** Everything that a site can leave in a browser, and would tell who was there. */
async function left(page) {
  const kept = await page.evaluate(async () => ({
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    caches: (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)))).flat(),
    databases: (await indexedDB.databases()).map(({ name }) => name),
  }))
  return { ...kept, cookies: (await page.context().cookies()).map(({ name }) => name) }
}

for (const locale of ["ar", "fr"]) {
  const said = words(locale)

  test.describe(`${locale}: whoever shares a telephone`, () => {
    test.use({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } })

    test("books with a finger, closes the page, and leaves nothing that tells", async ({ page, centre }) => {
      await page.goto(`/${locale}`)
      await page.locator(".hero").getByRole("link", { name: said.site.book }).tap()
      await page.locator("input[name=service]").first().locator("..").tap()
      await page.getByRole("button", { name: said.booking.next }).tap()
      await page.locator("input[name=mode]").first().locator("..").tap()
      await page.getByRole("button", { name: said.booking.next }).tap()
      const slots = page.locator(".day .slot")
      await slots.first().waitFor()
      const starts = await slots.evaluateAll((all) => all.map((one) => one.value ?? new URL(one.href).searchParams.get("start")))
      await slots.nth(starts.findIndex(isPlain)).tap()
      await page.locator("#name").fill("أمينة")
      await page.locator("input[name=channel][value=mobile]").locator("..").tap()
      await page.locator("#mobile").fill(aMobile())
      await page.locator("input[name=may_leave_message][value=no]").locator("..").tap()
      await page.locator("#consent").tap()
      await page.getByRole("button", { name: said.booking.confirm }).tap()
      await expect(page.getByRole("heading", { name: said.booking.done_title })).toBeVisible()
      // She said that no message may be left: none leaves.
      const [[id]] = centre.sql("SELECT a.id FROM attendance a JOIN person p ON p.id = a.person_id WHERE p.name = 'أمينة' ORDER BY a.created_at DESC")
      expect(id).toBeTruthy()
      await page.locator("[data-exit], .exit").first().tap()
      await expect(page).not.toHaveURL(new RegExp(centre.url))
      await page.goto(`/${locale}`)
      const kept = await left(page)
      expect([...kept.local, ...kept.session, ...kept.databases].filter((name) => /appointment|book|visit/i.test(name))).toEqual([])
      expect(kept.caches.filter((path) => /book|appointment|waiting|offer|staff/.test(path))).toEqual([])
    })
  })

  test.describe(`${locale}: a family at the keyboard`, () => {
    test.use({ viewport: { width: 1366, height: 768 } })

    test("books without ever touching the pointer", async ({ page }) => {
      await page.goto(`/${locale}/book`)
      await awake(page)
      await page.locator("input[name=service]").first().focus()
      await page.keyboard.press("Space")
      await page.keyboard.press("Enter")
      await expect(page.getByRole("heading", { name: said.booking.how_legend })).toBeFocused()
      await page.locator("input[name=mode]").first().focus()
      await page.keyboard.press("Space")
      await page.keyboard.press("Enter")
      await expect(page.getByRole("heading", { name: said.booking.when_title })).toBeFocused()
      const slots = page.locator(".day .slot")
      const starts = await slots.evaluateAll((all) => all.map((one) => one.value ?? new URL(one.href).searchParams.get("start")))
      await slots.nth(starts.findIndex(isPlain)).focus()
      await page.keyboard.press("Enter")
      await expect(page.getByRole("heading", { name: said.booking.who_title })).toBeFocused()
      await page.locator("#name").focus()
      await page.keyboard.type("Karim")
      await page.locator("input[name=channel][value=mobile]").focus()
      await page.keyboard.press("Space")
      await page.locator("#mobile").focus()
      await page.keyboard.type(aMobile())
      await page.locator("input[name=may_leave_message][value=no]").focus()
      await page.keyboard.press("Space")
      await page.locator("#consent").focus()
      await page.keyboard.press("Space")
      await page.keyboard.press("Enter")
      await expect(page.getByRole("heading", { name: said.booking.done_title })).toBeVisible()
    })
  })

  test.describe(`${locale}: the reception`, () => {
    test.use({ viewport: { width: 1366, height: 768 } })

    test("works a day by the keyboard: a caller is booked, comes, is with the mediator, and is done", async ({ page, centre }) => {
      const name = locale === "ar" ? "الحاج إدريس" : "Driss Alami"
      await signIn(page, RECEPTION)
      centre.sql("UPDATE staff SET language = ? WHERE email = ?", locale, RECEPTION)
      await page.goto("/staff/book")
      await awake(page)
      await expect(page.locator("html")).toHaveAttribute("lang", locale)
      await page.locator("#name").focus()
      await page.keyboard.type(name)
      await page.keyboard.press("Tab")
      await page.keyboard.type(aMobile())
      await page.locator("#consent").focus()
      await page.keyboard.press("Space")
      await page.keyboard.press("Enter")
      await expect(page.locator(".caller__booked")).toBeFocused()
      const [[day]] = centre.sql("SELECT a.day FROM attendance a JOIN person p ON p.id = a.person_id WHERE p.name = ?", name)
      await page.goto(`/staff/day/${day}`)
      await awake(page)
      const card = page.locator(".visit", { hasText: name })
      for (const state of ["arrived", "in_session", "done"]) {
        await card.focus()
        await page.keyboard.press("1")
        await expect(page.locator(`.visit[data-status=${state}]`, { hasText: name })).toBeFocused()
      }
      await page.keyboard.press("u")
      await expect(page.locator(".visit[data-status=in_session]", { hasText: name })).toBeFocused()
      centre.sql("UPDATE staff SET language = 'ar' WHERE email = ?", RECEPTION)
    })
  })

  test.describe(`${locale}: a mediator with a tablet`, () => {
    test.use({ hasTouch: true, viewport: { width: 820, height: 1180 } })

    test("sees their own day with a finger, and who has come", async ({ page, centre }) => {
      const name = locale === "ar" ? "نعيمة بنعلي" : "Naima Benali"
      const mediators = centre.sql("SELECT id FROM staff WHERE email = ?", MEDIATOR)
      const [start] = await centre.plainTimes()
      expect((await centre.book({ start, name, with: String(mediators[0][0]) })).status).toBe(303)
      centre.sql("UPDATE staff SET language = ? WHERE email = ?", locale, MEDIATOR)
      await signIn(page, MEDIATOR)
      await page.goto(`/staff/day/${start.slice(0, 10)}`)
      await awake(page)
      const card = page.locator(".visit", { hasText: name })
      await card.locator("button[value=arrived]").tap()
      await expect(page.locator(".visit[data-status=arrived]", { hasText: name })).toBeVisible()
      await page.locator(".visit", { hasText: name }).locator(".visit__who").tap()
      await expect(page.locator("#main")).toContainText(name)
      expect((await page.request.get("/staff/find")).status()).toBe(403)
      centre.sql("UPDATE staff SET language = 'ar' WHERE email = ?", MEDIATOR)
    })
  })
}

test.describe("a couple at one session", () => {
  test.use({ viewport: { width: 1366, height: 768 } })

  test("each has a link of their own, which says nothing of the other", async ({ browser }) => {
    const centre = await Centre.open((centre) => centre.run(["demo"]))
    const [[first, second]] = centre.sql(
      `SELECT p.name, q.name FROM attendance a JOIN attendance b ON b.session_id = a.session_id AND b.id <> a.id
       JOIN session s ON s.id = a.session_id JOIN person p ON p.id = a.person_id JOIN person q ON q.id = b.person_id
       WHERE s.kind = 'private' AND a.place = 1 AND b.status NOT LIKE 'cancelled%' LIMIT 1`,
    )
    expect(first).not.toBe(second)
    const context = await browser.newContext({ baseURL: centre.url, locale: "ar-MA" })
    const page = await context.newPage()
    await signIn(page, "reception.demo@example.com", "three palms by the gate")
    const [[id]] = centre.sql(
      `SELECT a.id FROM attendance a JOIN attendance b ON b.session_id = a.session_id AND b.id <> a.id
       JOIN person p ON p.id = a.person_id JOIN person q ON q.id = b.person_id WHERE p.name = ? AND q.name = ?`,
      first,
      second,
    )
    await page.goto(`/staff/visits/${id}/person`)
    await awake(page)
    await press(page, words("ar").desk.visit.link_renew)
    const link = await page.locator("#private-link").inputValue()
    const family = await (await browser.newContext({ baseURL: centre.url, locale: "ar-MA" })).newPage()
    await family.goto(`/ar/appointment/${link.split("/").at(-1)}`)
    await family.locator("#proof").fill(first.slice(0, 3))
    await press(family, words("ar").booking.proof_open)
    await expect(family.getByRole("heading", { level: 1 })).toHaveText(words("ar").booking.manage_title)
    expect(await family.content()).not.toContain(second)
    await family.context().close()
    await context.close()
    await centre.stop()
    centre.close()
  })
})
