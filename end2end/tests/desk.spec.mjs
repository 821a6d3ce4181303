import { Centre, MEDIATOR, PASSWORD, RECEPTION, expect, signIn, test } from "../centre.mjs"
import { isPlain } from "../days.mjs"
import { words } from "../words.mjs"

const said = words("ar")

test.use({ viewport: { width: 1280, height: 800 } })
test.beforeEach(({ centre }) => centre.hire())

/** A desk of its own, signed in and looking at a day. */
async function openDesk(browser, centre, day, options = {}) {
  const context = await browser.newContext({ baseURL: centre.url, viewport: { width: 1280, height: 800 }, ...options })
  const page = await context.newPage()
  await signIn(page, RECEPTION)
  await page.goto(`/staff/day/${day}`)
  if (options.javaScriptEnabled !== false) await expect(page.getByText(said.desk.live, { exact: true })).toBeVisible()
  return page
}

/** Books the next free time under a name that no other test uses; answers with its day. */
async function family(centre, name) {
  const [start] = await centre.plainTimes()
  expect((await centre.book({ start, name })).status).toBe(303)
  return start.slice(0, 10)
}

const card = (page, name, status) => page.locator(status ? `.visit[data-status=${status}]` : ".visit", { hasText: name })

/** Takes a step that stands behind a card's mark. */
async function menu(of, button) {
  await of.locator(".visit__open").click()
  await of.locator(button).click()
}

/** Chooses a start, also one that stands behind “other times”. */
async function choose(page, start) {
  const slot = page.locator(`[name=start][value="${start}"]`)
  if (!(await slot.isVisible())) await page.locator(".starts .more__title").click()
  await slot.check()
}

const UNDO = "form[action$=undo] button"

test("the link of the first start makes one administrator, once", async ({ page, centre }) => {
  const link = centre.said.match(/http\S+\/staff\/setup\/\w+/)[0]
  await page.goto(link)
  await page.locator("#name").fill("مديرة")
  await page.locator("#email").fill("direction@example.com")
  await page.locator("#password").fill("court")
  await page.getByRole("button", { name: said.desk.setup_create }).click()
  await expect(page.getByText(said.desk.e_password_short)).toBeVisible()
  await expect(page.locator("#name")).toHaveValue("مديرة")
  await page.locator("#password").fill(PASSWORD)
  await page.getByRole("button", { name: said.desk.setup_create }).click()
  await page.waitForURL("**/staff")
  await expect(page.getByText("مديرة")).toBeVisible()
  await page.goto(link)
  await expect(page.getByText(said.desk.setup_gone)).toBeVisible()
})

test("a wrong password says so and keeps the address; the desk is closed without a session", async ({ page }) => {
  await page.goto("/staff")
  await expect(page).toHaveURL(/\/staff\/sign-in$/)
  await page.locator("#email").fill(RECEPTION)
  await page.locator("#password").fill("something else entirely")
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === "POST"),
    page.getByRole("button", { name: said.desk.sign_in }).click(),
  ])
  expect(answer.status()).toBe(422)
  await expect(page.getByText(said.desk.wrong)).toBeVisible()
  await expect(page.locator("#email")).toHaveValue(RECEPTION)
})

test("signing out everywhere closes the other desk", async ({ page, browser, centre }) => {
  await signIn(page, MEDIATOR)
  await page.goto("/staff/account")
  const other = await browser.newContext({ baseURL: centre.url })
  const tablet = await other.newPage()
  await signIn(tablet, MEDIATOR)
  await page.getByRole("button", { name: said.desk.sign_out_everywhere }).click()
  await page.waitForURL("**/staff/sign-in")
  await tablet.goto("/staff")
  await expect(tablet).toHaveURL(/sign-in$/)
  await other.close()
})

test("a booking appears on two open desks without reload, and a move on one shows on the other", async ({ browser, centre }) => {
  const [start] = await centre.plainTimes()
  const day = start.slice(0, 10)
  const [one, two] = [await openDesk(browser, centre, day), await openDesk(browser, centre, day)]
  expect((await centre.book({ start, name: "زهرة" })).status).toBe(303)
  await expect(card(one, "زهرة")).toBeVisible()
  await expect(card(two, "زهرة")).toBeVisible()

  await card(one, "زهرة").locator("button[value=arrived]").click()
  await expect(card(one, "زهرة", "arrived")).toBeVisible()
  await expect(card(two, "زهرة", "arrived")).toContainText("نعيمة")

  await menu(card(two, "زهرة"), UNDO)
  await expect(card(one, "زهرة", "expected")).toBeVisible()
  await one.context().close()
  await two.context().close()
})

test("the keyboard alone moves a card and takes the move back", async ({ browser, centre }) => {
  const desk = await openDesk(browser, centre, await family(centre, "سلمى"))
  await card(desk, "سلمى").focus()
  await desk.keyboard.press("1")
  await expect(card(desk, "سلمى", "arrived")).toBeFocused()
  await desk.keyboard.press("u")
  await expect(card(desk, "سلمى", "expected")).toBeFocused()
  await desk.context().close()
})

test("a desk that lost its line says so, comes back by itself and misses nothing", async ({ browser, centre }) => {
  const [start] = await centre.plainTimes()
  const desk = await openDesk(browser, centre, start.slice(0, 10))
  await centre.stop("SIGKILL")
  await expect(desk.getByText(said.desk.lost)).toBeVisible()
  await centre.start()
  expect((await centre.book({ start, name: "ليلى" })).status).toBe(303)
  await expect(card(desk, "ليلى")).toBeVisible({ timeout: 40_000 })
  await expect(desk.getByText(said.desk.live, { exact: true })).toBeVisible()
  await desk.context().close()
})

test("without script the desk works by forms", async ({ browser, centre }) => {
  const desk = await openDesk(browser, centre, await family(centre, "هند"), { javaScriptEnabled: false })
  await card(desk, "هند").locator("button[value=arrived]").click()
  await expect(card(desk, "هند", "arrived")).toBeVisible()
  await menu(card(desk, "هند"), UNDO)
  await expect(card(desk, "هند", "expected")).toBeVisible()
  await desk.context().close()
})

test("a card that somebody else has moved is not moved twice", async ({ browser, centre }) => {
  const day = await family(centre, "رقية")
  const desk = await openDesk(browser, centre, day)
  const blind = await openDesk(browser, centre, day, { javaScriptEnabled: false })
  await card(desk, "رقية").locator("button[value=arrived]").click()
  await expect(card(desk, "رقية", "arrived")).toBeVisible()
  await menu(card(blind, "رقية"), "button[value=did_not_come]")
  await expect(blind.getByText(said.desk.stale)).toBeVisible()
  await expect(card(blind, "رقية", "arrived")).toBeVisible()
  await desk.context().close()
  await blind.context().close()
})

test("reception books for a caller in one form", async ({ page }) => {
  await signIn(page, RECEPTION)
  await page.getByRole("link", { name: said.desk.book_for_caller }).click()
  await page.locator("#name").fill("الحاج أحمد")
  await page.locator("#mobile").fill("05 35")
  await page.locator("#consent").check()
  await page.getByRole("button", { name: said.booking.confirm }).click()
  await expect(page.locator(".error-summary")).toContainText(said.booking.e.phone_too_short)
  await expect(page.locator("#name")).toHaveValue("الحاج أحمد")
  // A telephone at home is called.
  await page.locator("#mobile").fill("05 35 12 34 56")
  const offered = await page.locator("[name=start]").evaluateAll((options) => options.map((option) => option.value))
  const start = offered.find(isPlain)
  await choose(page, start)
  const day = start.slice(0, 10)
  await page.getByRole("button", { name: said.booking.confirm }).click()
  await expect(page.getByText(said.desk.booked_ok)).toBeVisible()
  await expect(page.locator("#name")).toHaveValue("")
  await page.goto(`/staff/day/${day}`)
  await expect(card(page, "الحاج أحمد")).toContainText("نعيمة")
})

test("what a mediator may not see does not leave the server", async ({ browser }) => {
  const centre = await Centre.open()
  centre.hire()
  centre.run(["user", "add", "--email", "autre@example.com", "--name", "يوسف", "--role", "mediator"], PASSWORD)
  const [start] = await centre.plainTimes()
  const [{ id: own }, { id: other }] = await centre.mediators()
  expect((await centre.book({ start, name: "مريم", with: own })).status).toBe(303)
  expect((await centre.book({ start, name: "فاطمة", with: other })).status).toBe(303)
  const page = await (await browser.newContext({ baseURL: centre.url })).newPage()
  await signIn(page, MEDIATOR)
  await page.goto(`/staff/day/${start.slice(0, 10)}`)
  await expect(card(page, "مريم")).toBeVisible()
  await expect(card(page, "فاطمة")).toHaveCount(0)
  const asked = await page.request.get(`/staff/api/board?language=ar&day=${start.slice(0, 10)}`)
  expect(await asked.text()).toContain("مريم")
  expect(await asked.text()).not.toContain("فاطمة")
  const offer = await page.request.get("/staff/api/caller-offer?language=ar&from=&choice[service]=&choice[mode]=&choice[with]=&choice[speaks]=")
  expect(await offer.text()).toContain("forbidden")
  await page.goto("/staff/book")
  await expect(page.getByText(said.desk.forbidden)).toBeVisible()
  await page.context().close()
  await centre.stop()
  centre.close()
})
