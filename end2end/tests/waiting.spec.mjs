import { Centre, MEDIATOR, RECEPTION, expect, signIn, test } from "../centre.mjs"
import { fillIn } from "../booking.mjs"
import { longDay, words } from "../words.mjs"

/** Nobody works at the weekend: whoever waits for it is never offered a time by the program itself. */
const WEEKEND = [6, 7]

/** A centre of its own, so that a held time is nobody else's first free time; and a page on it. */
async function openCentre(browser, options = {}) {
  const centre = await Centre.open()
  centre.hire()
  const context = await browser.newContext({ baseURL: centre.url, viewport: { width: 360, height: 740 }, ...options })
  const close = async () => {
    await context.close()
    await centre.stop()
    centre.close()
  }
  return { centre, page: await context.newPage(), close }
}

/** Books every free time of one day of this week; answers with the day and the name on each time. */
async function fillDay(centre) {
  const days = [...new Set((await centre.freeTimes()).map((start) => start.slice(0, 10)))]
  const day = days[1]
  const booked = []
  for (;;) {
    const start = (await centre.freeTimes()).find((time) => time.startsWith(day))
    if (!start) return { day, booked }
    const name = `حجز ${"أبتثجحخدذرزسشصضطظع"[booked.length]}`
    expect((await centre.book({ start, name })).status).toBe(303)
    booked.push({ start, name })
  }
}

/** Puts somebody on the list for one day alone. */
async function waitFor(centre, name, day) {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay() || 7
  const answer = await centre.wait({ name, days: [weekday], last_day: day })
  expect(answer.headers.get("location")).toBe("/ar/waiting/joined")
}

/** Cancels somebody's appointment at the desk. */
async function cancelAtDesk(page, { start, name }) {
  await page.goto(`/staff/day/${start.slice(0, 10)}`)
  await page.locator(".visit", { hasText: name }).locator("button[value=cancelled_by_centre]").click()
  await expect(page.locator(".visit", { hasText: name }).locator(".visit__why")).toBeVisible()
}

const row = (page, name) => page.locator(".entry", { hasText: name })
const clock = (start) => start.slice(11)

for (const locale of ["ar", "fr"]) {
  test.describe(`${locale}, without script`, () => {
    test.use({ javaScriptEnabled: false })

    test("whoever finds no time says when one would suit, and can leave the list", async ({ page }) => {
      const said = words(locale)
      await page.goto(`/${locale}/book/times?service=information-meeting&mode=video&with=`)
      await page.getByRole("link", { name: said.waiting.ask }).click()
      await expect(page.getByRole("heading", { name: said.waiting.title })).toBeVisible()
      await expect(page).toHaveTitle(said.booking.title)

      for (const day of WEEKEND) await page.locator(`input[name=day${day}]`).locator("..").click()
      await page.locator("input[name=part][value=afternoon]").locator("..").click()
      await page.locator("#last_day").fill("2020-01-01")
      await fillIn(page, { name: "Zahra", mobile: "0612" })
      await page.locator("#consent").uncheck()
      const [answer] = await Promise.all([
        page.waitForResponse((response) => response.request().method() === "POST"),
        page.getByRole("button", { name: said.waiting.send }).click(),
      ])
      expect(answer.status()).toBe(422)
      await expect(page.locator(".error-summary li")).toHaveCount(3)
      await expect(page.locator(".error-summary")).toContainText(said.booking.e.day_invalid)
      for (const field of ["start", "mobile", "consent"]) {
        await expect(page.locator(`#${field}-error`)).toBeVisible()
        await expect(page.locator(`#${field}`)).toBeAttached()
      }
      for (const day of WEEKEND) await expect(page.locator(`input[name=day${day}]`)).toBeChecked()
      await expect(page.locator("input[name=day1]")).not.toBeChecked()
      await expect(page.locator("input[name=part][value=afternoon]")).toBeChecked()
      await expect(page.locator("#last_day")).toHaveValue("2020-01-01")
      await expect(page.locator("#name")).toHaveValue("Zahra")
      await expect(page.locator("#mobile")).toHaveValue("0612")

      await page.locator("#last_day").fill("")
      await page.locator("#mobile").fill("06 12 34 56 78")
      await page.locator("#consent").check()
      await page.getByRole("button", { name: said.waiting.send }).click()
      await expect(page).toHaveURL(new RegExp(`/${locale}/waiting/joined$`))
      await expect(page.getByRole("heading", { name: said.waiting.joined_title })).toBeVisible()
      const link = await page.locator("#private-link").inputValue()
      expect(link).toContain(`/${locale}/waiting/`)

      await page.goto(link)
      await expect(page.getByText(said.waiting.leave_text)).toBeVisible()
      expect(await page.content()).not.toContain("Zahra")
      await page.getByRole("button", { name: said.waiting.leave }).click()
      await expect(page.getByText(said.waiting.left)).toBeVisible()

      const main = page.locator("main")
      await page.goto(link)
      await expect(page.getByRole("heading", { name: said.waiting.gone_title })).toBeVisible()
      const over = await main.innerHTML()
      await page.goto(`/${locale}/waiting/${"0".repeat(64)}`)
      expect(await main.innerHTML()).toBe(over)
    })
  })

  test(`${locale}: a time that frees is held for the first who waits, and accepted once`, async ({ browser }) => {
    const said = words(locale)
    const { centre, page, close } = await openCentre(browser)
    const { day, booked } = await fillDay(centre)
    await waitFor(centre, "فاطمة", day)
    expect(centre.offers("فاطمة")).toEqual([])
    await signIn(page, RECEPTION)
    await cancelAtDesk(page, booked[3])
    expect(await centre.freeTimes()).not.toContain(booked[3].start)
    await page.goto("/staff/waiting")
    await expect(row(page, "فاطمة")).toContainText(`${longDay("ar", day)} ${clock(booked[3].start)}`)

    const [offer, ...more] = centre.offers("فاطمة")
    expect(more).toEqual([])
    await page.goto(`/${locale}/${offer}`)
    await expect(page.getByRole("heading", { name: said.waiting.offer_title })).toBeVisible()
    await expect(page).toHaveTitle(said.booking.title)
    await expect(page.locator(".facts")).toContainText(longDay(locale, day))
    await expect(page.locator(".facts")).toContainText(clock(booked[3].start))
    expect(await page.content()).not.toContain("فاطمة")
    await page.getByRole("button", { name: said.waiting.accept }).click()
    await expect(page).toHaveURL(new RegExp(`/${locale}/booked$`))
    await expect(page.locator(".facts")).toContainText(longDay(locale, day))
    await expect(page.locator(".facts")).toContainText(clock(booked[3].start))
    const reference = await page.locator(".reference__code").innerText()

    const again = await centre.post(`/${locale}/${offer}/acceptance`, {})
    expect(again.status).toBe(303)
    const [cookie] = again.headers.get("set-cookie").split(";")
    const shown = await fetch(`${centre.url}/${locale}/booked`, { headers: { cookie } })
    expect(await shown.text()).toContain(reference)
    await page.goto(`/${locale}/${offer}`)
    await expect(page.getByRole("heading", { name: said.waiting.offer_over_title })).toBeVisible()

    await page.goto(`/staff/day/${day}`)
    const card = page.locator(".visit", { hasText: "فاطمة" })
    await expect(card).toHaveCount(1)
    await expect(card).toContainText(clock(booked[3].start))
    await page.goto("/staff/waiting")
    await expect(page.getByText(words("ar").waiting.desk.empty)).toBeVisible()
    await close()
  })
}

test("a time that is refused is held for the next, and an offer that is over looks like none", async ({ browser }) => {
  const said = words("ar").waiting
  const { centre, page, close } = await openCentre(browser)
  const { day, booked } = await fillDay(centre)
  await waitFor(centre, "أولى", day)
  await waitFor(centre, "ثانية", day)
  await signIn(page, RECEPTION)
  await cancelAtDesk(page, booked[2])
  expect(centre.offers("ثانية")).toEqual([])

  await page.goto(`/ar/${centre.offers("أولى")[0]}`)
  await page.getByRole("button", { name: said.refuse }).click()
  await expect(page.getByText(said.refused)).toBeVisible()
  expect(centre.offers("أولى")).toHaveLength(1)
  const [offer] = centre.offers("ثانية")
  expect(await centre.freeTimes()).not.toContain(booked[2].start)
  await page.goto(`/ar/${offer}`)
  await expect(page.locator(".facts")).toContainText(clock(booked[2].start))
  await page.goto("/staff/waiting")
  await expect(row(page, "أولى")).not.toContainText(said.desk.held)
  await expect(row(page, "ثانية")).toContainText(said.desk.held)

  await page.goto(`/ar/offer/${"0".repeat(64)}`)
  await expect(page.getByRole("heading", { name: said.offer_over_title })).toBeVisible()
  const unknown = await page.locator("main").innerHTML()
  await page.goto(`/ar/${offer}`)
  centre.sql("UPDATE hold SET expires_at = ? WHERE status = 'open'", Math.floor(Date.now() / 1000) - 1)
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === "POST"),
    page.getByRole("button", { name: said.accept }).click(),
  ])
  expect(answer.status()).toBe(409)
  expect(await page.locator("main").innerHTML()).toBe(unknown)
  for (const over of [offer, centre.offers("أولى")[0], "offer/x"]) {
    await page.goto(`/ar/${over}`)
    expect(await page.locator("main").innerHTML()).toBe(unknown)
  }
  await close()
})

test("the desk sees who waits, offers by hand, takes an offer back, and takes somebody off", async ({ browser }) => {
  const said = words("ar")
  const { desk } = said.waiting
  const { centre, page, close } = await openCentre(browser, { viewport: { width: 1280, height: 800 } })
  const { day, booked } = await fillDay(centre)
  await waitFor(centre, "سعيدة", day)
  await centre.wait({ name: "نجاة", days: WEEKEND, part: "morning" })
  await signIn(page, RECEPTION)
  await page.getByRole("link", { name: said.desk.nav_waiting }).click()
  const today = new Date().toLocaleDateString("sv", { timeZone: "Africa/Casablanca" })
  await expect(page.locator(".entry strong bdi")).toHaveText(["سعيدة", "نجاة"])
  await expect(row(page, "سعيدة")).toContainText(`${desk.since} ${longDay("ar", today)}`)
  await expect(row(page, "سعيدة")).toContainText(longDay("ar", day).split(" ")[0])
  await expect(row(page, "سعيدة")).toContainText(`${desk.until} ${day}`)
  await expect(row(page, "سعيدة")).toContainText("06 12 34 56 78")
  await expect(row(page, "نجاة")).toContainText(`${said.site.weekdays.d6} ${said.site.weekdays.d7} · ${said.waiting.morning}`)
  for (const name of ["سعيدة", "نجاة"]) await expect(row(page, name)).toContainText(desk.no_times)

  await cancelAtDesk(page, booked[1])
  await page.goto("/staff/waiting")
  await expect(row(page, "سعيدة")).toContainText(desk.held)
  await row(page, "سعيدة").getByRole("button", { name: desk.withdraw }).click()
  // The program does not offer the same time twice; a person may.
  await expect(row(page, "سعيدة").locator("select[name=start] option")).toHaveText([`${longDay("ar", day)} · ${clock(booked[1].start)}`])
  expect(await centre.freeTimes()).toContain(booked[1].start)
  await row(page, "سعيدة").getByRole("button", { name: desk.offer }).click()
  await expect(row(page, "سعيدة")).toContainText(`${longDay("ar", day)} ${clock(booked[1].start)}`)
  expect(await centre.freeTimes()).not.toContain(booked[1].start)
  expect(centre.offers("سعيدة")).toHaveLength(2)

  await row(page, "سعيدة").getByRole("button", { name: desk.remove }).click()
  await expect(row(page, "سعيدة")).toHaveCount(0)
  await expect(row(page, "نجاة")).toBeVisible()
  expect(await centre.freeTimes()).toContain(booked[1].start)
  await page.goto(`/ar/${centre.offers("سعيدة")[1]}`)
  await expect(page.getByRole("heading", { name: said.waiting.offer_over_title })).toBeVisible()
  await close()
})

test("the desk cannot offer a time that somebody has taken meanwhile", async ({ browser }) => {
  const said = words("ar")
  const { desk } = said.waiting
  const { centre, page, close } = await openCentre(browser)
  const { day, booked } = await fillDay(centre)
  await waitFor(centre, "سناء", day)
  await signIn(page, RECEPTION)
  await cancelAtDesk(page, booked[0])
  await page.goto("/staff/waiting")
  await row(page, "سناء").getByRole("button", { name: desk.withdraw }).click()
  expect((await centre.book({ start: booked[0].start, name: "سريعة" })).status).toBe(303)
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === "POST"),
    row(page, "سناء").getByRole("button", { name: desk.offer }).click(),
  ])
  expect(answer.status()).toBe(409)
  await expect(page.locator(".error-summary")).toContainText(said.desk.taken)
  await expect(row(page, "سناء")).toContainText(desk.no_times)
  await close()
})

test("reception adds a caller in one form", async ({ page, centre }) => {
  const said = words("ar")
  const { desk } = said.waiting
  centre.hire()
  await signIn(page, RECEPTION)
  await page.goto("/staff/waiting")
  await page.getByRole("link", { name: desk.add, exact: true }).click()
  for (const day of WEEKEND) await page.locator(`input[name=day${day}]`).locator("..").click()
  await page.locator("#mode").selectOption("telephone")
  await page.locator("#name").fill("للا مليكة")
  await page.locator("#mobile").fill("05 35 00 00 00")
  await page.locator("input[name=may_leave_message][value=no]").locator("..").click()
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === "POST"),
    page.getByRole("button", { name: desk.add, exact: true }).click(),
  ])
  expect(answer.status()).toBe(422)
  await expect(page.locator(".error-summary")).toContainText(said.booking.e.phone_not_mobile)
  await expect(page.locator("#consent-error")).toBeVisible()
  await expect(page.locator("#name")).toHaveValue("للا مليكة")
  await expect(page.locator("#mode")).toHaveValue("telephone")
  for (const day of WEEKEND) await expect(page.locator(`input[name=day${day}]`)).toBeChecked()
  await page.locator("#mobile").fill("06 00 11 22 33")
  await page.locator("#consent").check()
  await page.getByRole("button", { name: desk.add, exact: true }).click()
  await expect(page.getByText(desk.added)).toBeVisible()
  await expect(row(page, "للا مليكة")).toContainText(said.desk.no_message)
  await row(page, "للا مليكة").getByRole("button", { name: desk.remove }).click()
  await expect(row(page, "للا مليكة")).toHaveCount(0)
})

test("a mediator has no hand in the waiting list", async ({ page, centre }) => {
  centre.hire()
  await centre.wait({ name: "كوثر", days: WEEKEND })
  await signIn(page, MEDIATOR)
  await expect(page.locator(".deskbar a[href='/staff/waiting']")).toHaveCount(0)
  for (const path of ["/staff/waiting", "/staff/waiting/new"]) {
    await page.goto(path)
    await expect(page.getByText(words("ar").desk.forbidden)).toBeVisible()
    expect(await page.content()).not.toContain("كوثر")
  }
  const [[id]] = centre.sql("SELECT id FROM waiting_entry WHERE name = 'كوثر'")
  for (const deed of ["departure", "offer", "offer/withdrawal"]) {
    const refused = await page.request.post(`/staff/waiting/${id}/${deed}`, { form: {}, headers: { origin: centre.url } })
    expect(refused.status()).toBe(403)
  }
})
