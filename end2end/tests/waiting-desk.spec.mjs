import { MEDIATOR, RECEPTION, expect, signIn, test } from "../centre.mjs"
import { WEEKEND, cancelAtDesk, clock, fillDay, openCentre, row, waitFor } from "../waiting.mjs"
import { longDay, words } from "../words.mjs"

test("the desk sees who waits, offers by hand, takes an offer back, and takes somebody off", async ({ browser }) => {
  const said = words("ar")
  const { desk } = said.waiting
  const { centre, page, close } = await openCentre(browser, { viewport: { width: 1280, height: 800 } })
  const { day, booked } = await fillDay(centre)
  await waitFor(centre, "سعيدة", day, { mobile: "0612345678" })
  await centre.wait({ name: "نجاة", days: WEEKEND, part: "morning" })
  await signIn(page, RECEPTION)
  await page.getByRole("link", { name: said.desk.nav_waiting }).click()
  const [[joined]] = centre.sql("SELECT date(created_at, 'unixepoch') FROM waiting_entry WHERE person_id = (SELECT id FROM person WHERE name = 'سعيدة')")
  await expect(page.locator(".entry strong bdi")).toHaveText(["سعيدة", "نجاة"])
  await expect(row(page, "سعيدة")).toContainText(`${desk.since} ${longDay("ar", joined)}`)
  await expect(row(page, "سعيدة")).toContainText(longDay("ar", day).split(" ")[0])
  await expect(row(page, "سعيدة")).toContainText(`${desk.until} ${longDay("ar", day)}`)
  await expect(row(page, "سعيدة")).toContainText("06 12 34 56 78")
  await expect(row(page, "نجاة")).toContainText(`${said.site.weekdays.d6} ${said.site.weekdays.d7} · ${said.waiting.morning}`)
  for (const name of ["سعيدة", "نجاة"]) await expect(row(page, name)).toContainText(desk.no_times)

  await cancelAtDesk(page, booked[1])
  await page.goto("/staff/waiting")
  await expect(row(page, "سعيدة")).toContainText(desk.held)
  await row(page, "سعيدة").getByRole("button", { name: desk.withdraw }).click()
  // The program does not offer the same time twice; a person may.
  await expect(row(page, "سعيدة").locator("select[name=start] option")).toHaveText([`${longDay("ar", day)} · ${clock(booked[1].start)}`])
  expect(await centre.isFree(booked[1].start)).toBe(true)
  await row(page, "سعيدة").getByRole("button", { name: desk.offer }).click()
  await expect(row(page, "سعيدة")).toContainText(`${longDay("ar", day)} ${clock(booked[1].start)}`)
  expect(await centre.isFree(booked[1].start)).toBe(false)
  expect(centre.offers("سعيدة")).toHaveLength(2)

  await row(page, "سعيدة").getByRole("button", { name: desk.remove }).click()
  await expect(row(page, "سعيدة")).toHaveCount(0)
  await expect(row(page, "نجاة")).toBeVisible()
  expect(await centre.isFree(booked[1].start)).toBe(true)
  await page.goto(`/ar/${centre.offers("سعيدة")[1]}`)
  await expect(page.getByRole("heading", { name: said.waiting.offer_over_title })).toBeVisible()
  await close()
})

test("the desk books what is held for somebody who says yes on the telephone", async ({ browser }) => {
  const said = words("ar")
  const { desk } = said.waiting
  const { centre, page, close } = await openCentre(browser)
  const { day, booked } = await fillDay(centre)
  await waitFor(centre, "أمي فاطمة", day)
  await signIn(page, RECEPTION)
  await cancelAtDesk(page, booked[0])
  await page.goto("/staff/waiting")
  await row(page, "أمي فاطمة").getByRole("button", { name: desk.accept }).click()
  await expect(page.locator(".facts")).toContainText("أمي فاطمة")
  await expect(page.locator(".facts")).toContainText(clock(booked[0].start))
  await expect(page.locator(".history__step")).toContainText("نعيمة")
  await page.goto("/staff/waiting")
  await expect(row(page, "أمي فاطمة")).toHaveCount(0)
  await close()
})

test("the desk cannot offer a time that somebody has taken meanwhile", async ({ browser }) => {
  const said = words("ar")
  const { desk } = said.waiting
  // With script the page would follow by itself.
  const { centre, page, close } = await openCentre(browser, { javaScriptEnabled: false })
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
  const [[id]] = centre.sql("SELECT id FROM waiting_entry WHERE person_id = (SELECT id FROM person WHERE name = 'كوثر')")
  for (const deed of ["departure", "offer", "offer/withdrawal", "offer/acceptance"]) {
    const refused = await page.request.post(`/staff/waiting/${id}/${deed}`, { form: {}, headers: { origin: centre.url } })
    expect(refused.status()).toBe(403)
  }
})
