import { Centre, MEDIATOR, PASSWORD, RECEPTION, expect, signIn, test, press } from "../centre.mjs"
import { words } from "../words.mjs"

const said = words("ar")
const hours = said.desk.hours

test.use({ viewport: { width: 1280, height: 800 } })

/** A centre of its own: hours that change would change the free times of other tests. */
async function openOffice(browser, options = {}) {
  const centre = await Centre.open()
  centre.hire()
  const context = await browser.newContext({ baseURL: centre.url, viewport: { width: 1280, height: 800 }, ...options })
  const page = await context.newPage()
  await signIn(page, options.email ?? RECEPTION)
  const close = async () => {
    await context.close()
    await centre.stop()
    centre.close()
  }
  return { centre, page, close }
}

/** Opens the page of the one mediator's hours. */
async function openMediator(page) {
  await page.goto("/staff/hours")
  await page.locator(".tabs__link", { hasText: "سميرة" }).click()
}

const part = (page, title) => page.locator(".office__part", { has: page.getByRole("heading", { name: title, exact: true }) })

for (const javaScriptEnabled of [true, false]) {
  test(`hours are not taken from under a booking without a decision, ${javaScriptEnabled ? "with" : "without"} script`, async ({ browser }) => {
    const { centre, page, close } = await openOffice(browser, { javaScriptEnabled })
    const [start] = await centre.plainTimes()
    const day = start.slice(0, 10)
    expect((await centre.book({ start, name: "زهرة" })).status).toBe(303)
    await openMediator(page)
    await part(page, hours.absences).locator("summary").click()
    await page.locator("#absence_from_day").fill(day)
    await page.locator("#absence_label").fill("تكوين")
    await part(page, hours.absences).getByRole("button", { name: hours.save }).click()
    await expect(page.getByRole("heading", { name: hours.touched_title })).toBeVisible()
    const choice = page.locator("select[name^=decide_]")
    await expect(choice).toHaveCount(1)
    await expect(page.locator(".field", { has: choice })).toContainText("زهرة")
    expect(await centre.isFree(start)).toBe(false)
    const [proposal] = await choice.locator("option[value*=T]").evaluateAll((options) => options.map((option) => option.value))
    expect(proposal.slice(0, 10)).not.toBe(day)
    await choice.selectOption(proposal)
    await page.getByRole("button", { name: hours.touched_do }).click()
    await expect(part(page, hours.absences)).toContainText("تكوين")
    expect((await centre.freeTimes()).filter((time) => time.startsWith(day))).toEqual([])
    await page.goto(`/staff/day/${proposal.slice(0, 10)}`)
    await expect(page.locator(".visit", { hasText: "زهرة" })).toContainText(proposal.slice(11, 16))
    await close()
  })
}

test("a colleague takes over at the same time, and the card goes to their board at once", async ({ browser }) => {
  const { centre, page, close } = await openOffice(browser)
  centre.run(["user", "add", "--email", "autre@example.com", "--name", "يوسف", "--role", "mediator"], PASSWORD)
  const [{ id: own }] = await centre.mediators()
  const [start] = await centre.plainTimes()
  expect((await centre.book({ start, name: "زهرة", with: own })).status).toBe(303)
  const boards = []
  for (const email of [MEDIATOR, "autre@example.com"]) {
    const context = await browser.newContext({ baseURL: centre.url, viewport: { width: 1280, height: 800 } })
    const board = await context.newPage()
    await signIn(board, email)
    await board.goto(`/staff/day/${start.slice(0, 10)}`)
    await board.locator(".line--live").waitFor()
    boards.push(board)
  }
  await expect(boards[0].locator(".visit", { hasText: "زهرة" })).toBeVisible()
  await openMediator(page)
  await part(page, hours.absences).locator("summary").click()
  await page.locator("#absence_from_day").fill(start.slice(0, 10))
  await part(page, hours.absences).getByRole("button", { name: hours.save }).click()
  const choice = page.locator("select[name^=decide_]")
  await choice.selectOption({ label: hours.hand_to.replace("{{ who }}", "يوسف") })
  await page.getByRole("button", { name: hours.touched_do }).click()
  await expect(boards[1].locator(".visit", { hasText: "زهرة" })).toBeVisible()
  await expect(boards[0].locator(".visit", { hasText: "زهرة" })).toHaveCount(0)
  for (const board of boards) await board.context().close()
  await close()
})

test("an absence that ends before it begins, and a season on days that have one, are refused at their fields", async ({ browser }) => {
  const { page, close } = await openOffice(browser)
  await openMediator(page)
  await part(page, hours.absences).locator("summary").click()
  await page.locator("#absence_from_day").fill("2099-03-10")
  await page.locator("#absence_repeat").selectOption("1")
  await page.locator("#absence_until").fill("2099-03-01")
  await part(page, hours.absences).getByRole("button", { name: hours.save }).click()
  await expect(page.locator("#absence_until-error")).toContainText(said.desk.wrong_backwards)
  await expect(page.locator("#absence_from_day")).toHaveValue("2099-03-10")

  const add = async (first, last) => {
    await page.goto("/staff/hours")
    await part(page, hours.seasons).locator("summary").click()
    await page.locator("#season_label").fill("رمضان")
    await page.locator("#season_first").fill(first)
    await page.locator("#season_last").fill(last)
    await part(page, hours.seasons).getByRole("button", { name: hours.save }).click()
  }
  await add("2099-02-01", "2099-03-01")
  await expect(part(page, hours.seasons)).toContainText("2099-02-01")
  await add("2099-03-01", "2099-03-02")
  await expect(page.locator("#season_first-error")).toContainText(hours.overlaps)
  await page.goto("/staff/hours")
  await page.getByRole("link", { name: hours.change_season }).click()
  await page.locator("#season_last").fill("2099-03-02")
  await page.locator("#season_from1b").fill("16:00")
  await page.locator("#season_to1b").fill("17:00")
  await page.getByRole("button", { name: hours.save }).click()
  await expect(part(page, hours.seasons)).toContainText("2099-03-02")
  await expect(part(page, hours.seasons)).toContainText("16:00–17:00")
  await close()
})

test("a room whose only hours end says that it is shut, and opens again", async ({ browser }) => {
  const { centre, page, close } = await openOffice(browser)
  centre.sql("INSERT INTO room (centre_id, name, capacity, active) VALUES (1, 'القاعة', 4, 1)")
  await page.goto("/staff/hours/room/1")
  await expect(part(page, hours.plan)).toContainText(hours.always)
  await part(page, hours.plan).locator("summary").click()
  await part(page, hours.plan).getByRole("button", { name: hours.save }).click()
  await page.getByRole("button", { name: hours.end, exact: true }).click()
  await expect(part(page, hours.plan)).toContainText(hours.over)
  await page.getByRole("button", { name: hours.open_always }).click()
  await expect(part(page, hours.plan)).toContainText(hours.always)
  await close()
})

test("a wrong range says so at its field and keeps what was typed", async ({ browser }) => {
  const { page, close } = await openOffice(browser)
  await openMediator(page)
  await part(page, hours.plan).locator("summary").click()
  await page.locator("#opening_from").fill("12:00")
  await page.locator("#opening_to").fill("09:00")
  await page.locator("#opening_weekday").selectOption("6")
  await part(page, hours.plan).getByRole("button", { name: hours.save }).click()
  await expect(page.locator("#opening_to-error")).toContainText(said.desk.wrong_backwards)
  await expect(page.locator("#opening_from")).toHaveValue("12:00")
  await expect(page.locator("#opening_weekday")).toHaveValue("6")
  await page.locator("#opening_to").fill("13:00")
  await part(page, hours.plan).getByRole("button", { name: hours.save }).click()
  await expect(part(page, hours.plan)).toContainText("12:00–13:00")
  await close()
})

test("a holiday of the moon waits for a person and can be shifted by a day", async ({ browser }) => {
  const { page, close } = await openOffice(browser)
  await page.goto("/staff/hours")
  const eid = page.locator(".entry", { hasText: said.desk.holiday.eid_al_fitr }).first()
  await expect(eid).toContainText(hours.proposed)
  const date = eid.locator("input[type=date]")
  const later = new Date(`${await date.inputValue()}T12:00:00Z`)
  later.setUTCDate(later.getUTCDate() + 1)
  const shifted = later.toISOString().slice(0, 10)
  await date.fill(shifted)
  await eid.getByRole("button", { name: hours.confirm }).click()
  const confirmed = page.locator(".entry", { has: page.locator(`input[value="${shifted}"]`), hasText: hours.confirmed })
  await expect(confirmed).not.toHaveCount(0)
  await close()
})

test("a season takes the place of everybody's hours", async ({ browser }) => {
  const { centre, page, close } = await openOffice(browser)
  const times = await centre.freeTimes()
  const day = times.at(-1).slice(0, 10)
  await page.goto("/staff/hours")
  await part(page, hours.seasons).locator("summary").click()
  await page.locator("#season_first").fill(day)
  await page.locator("#season_last").fill(day)
  for (const weekday of [1, 2, 3, 4, 5]) {
    await page.locator(`#season_from${weekday}`).fill("07:00")
    await page.locator(`#season_to${weekday}`).fill("08:10")
  }
  await part(page, hours.seasons).getByRole("button", { name: hours.save }).click()
  await expect(part(page, hours.seasons)).toContainText("07:00–08:10")
  expect((await centre.freeTimes()).filter((time) => time.startsWith(day))).toEqual([`${day}T07:00`, `${day}T07:30`])
  await close()
})

test("a mediator keeps no hours, and an administrator sees no family", async ({ browser }) => {
  const { centre, page, close } = await openOffice(browser, { email: MEDIATOR })
  await page.goto("/staff/hours")
  await expect(page.getByText(said.desk.forbidden)).toBeVisible()
  const refused = await page.request.post("/staff/hours/change", { form: { change: "remove_season", id: "1" }, headers: { origin: centre.url } })
  expect(refused.status()).toBe(403)

  centre.run(["user", "add", "--email", "admin@example.com", "--name", "مدير", "--role", "administrator"], PASSWORD)
  const [start] = await centre.plainTimes()
  expect((await centre.book({ start, name: "كنزة" })).status).toBe(303)
  const context = await browser.newContext({ baseURL: centre.url })
  const admin = await context.newPage()
  await signIn(admin, "admin@example.com")
  await admin.goto("/staff/hours")
  await part(admin, hours.closures).locator("summary").click()
  await admin.locator("#absence_from_day").fill(start.slice(0, 10))
  await part(admin, hours.closures).getByRole("button", { name: hours.save }).click()
  await expect(admin.locator("select[name^=decide_]")).toHaveCount(1)
  expect(await admin.content()).not.toContain("كنزة")
  await context.close()
  await close()
})

test("a calendar feed shows when and not whom, and a new address ends the old one", async ({ browser }) => {
  const { centre, page, close } = await openOffice(browser, { email: MEDIATOR })
  const [start] = await centre.plainTimes()
  expect((await centre.book({ start, name: "بشرى" })).status).toBe(303)
  await page.goto("/staff/account")
  await page.getByRole("button", { name: said.desk.feed_make }).click()
  const address = await page.locator("#feed").inputValue()
  const feed = await (await fetch(address)).text()
  expect(feed).toContain(`:${start.replaceAll(/[-:]/g, "")}00`)
  expect(feed).not.toContain("بشرى")
  await press(page, said.desk.feed_renew)
  await expect(page.locator("#feed")).not.toHaveValue(address)
  expect((await fetch(address)).status).toBe(404)
  expect((await fetch(await page.locator("#feed").inputValue())).status).toBe(200)
  await close()
})
