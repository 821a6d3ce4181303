// The desk as one app: nothing loads, everything follows what happens, and a day is worked by the keyboard.
import { Centre, MEDIATOR, RECEPTION, SERVICE, aMobile, expect, signIn, test } from "../centre.mjs"
import { words } from "../words.mjs"

const said = words("ar")

test.use({ viewport: { width: 1366, height: 768 } })
test.beforeEach(({ centre }) => centre.hire())

/** Waits until the client is awake. */
const awake = (page) => expect(page.locator("html")).toHaveAttribute("data-awake", "")

/** The pages that the browser loads from now on. */
function loads(page) {
  const seen = []
  page.on("request", (request) => request.isNavigationRequest() && request.frame() === page.mainFrame() && seen.push(request.url()))
  return seen
}

async function atDesk(page, path = "/staff") {
  await signIn(page, RECEPTION)
  await page.goto(path)
  await awake(page)
}

test("no link of the desk loads a page, forwards or backwards", async ({ page }) => {
  await atDesk(page)
  const seen = loads(page)
  const pages = await page.locator(".deskbar__nav a").evaluateAll((links) => links.map((link) => link.getAttribute("href")))
  expect(pages.length).toBeGreaterThan(5)
  for (const path of pages) {
    await page.locator(`.deskbar__nav a[href="${path}"]`).click()
    await expect(page).toHaveURL(path)
    await expect(page.locator(`.deskbar__nav a[href="${path}"]`)).toHaveAttribute("aria-current", "page")
    await expect(page.locator("#main h1")).toBeVisible()
  }
  for (const path of pages.toReversed().slice(1)) {
    await page.goBack()
    await expect(page).toHaveURL(path)
    await expect(page.locator("#main h1")).toBeVisible()
  }
  expect(seen).toEqual([])
})

test("a screen that a lost line keeps away comes when there is one", async ({ page, context, complaints }) => {
  await page.route("**/client/*/split_desk_screen*", async (route) => {
    await allowed
    await route.continue()
  })
  let allow
  const allowed = new Promise((done) => (allow = done))
  await atDesk(page)
  const seen = loads(page)
  await context.setOffline(true)
  allow()
  await page.locator(".deskbar__nav a[href='/staff/find']").click()
  await expect(page.locator(".no-line")).toBeVisible()
  await context.setOffline(false)
  await expect(page.locator("#q")).toBeVisible()
  await expect(page.locator(".no-line")).toHaveCount(0)
  expect(seen).toEqual([])
  complaints.length = 0
})

test("a form of a quiet page is answered where it stands", async ({ page }) => {
  await atDesk(page, "/staff/rooms")
  const seen = loads(page)
  await page.locator("#name").fill("القاعة الخضراء")
  await page.locator("#capacity").fill("0")
  await page.locator("form[action='/staff/rooms'] button[type=submit]").click()
  await expect(page.locator(".field__error")).toBeVisible()
  await expect(page.locator("#name")).toHaveValue("القاعة الخضراء")
  await expect(page.locator("#capacity")).toBeFocused()
  await page.locator("#capacity").fill("6")
  await page.locator("form[action='/staff/rooms'] button[type=submit]").click()
  await expect(page.locator(".entry", { hasText: "القاعة الخضراء" })).toBeVisible()
  await expect(page).toHaveURL("/staff/rooms")
  expect(seen).toEqual([])
})

test("a form without a line stays, and says why", async ({ page, context }) => {
  await atDesk(page, "/staff/rooms")
  await page.locator("#name").fill("قاعة الانتظار")
  await page.locator("#capacity").fill("6")
  await context.setOffline(true)
  await page.locator("form[action='/staff/rooms'] button[type=submit]").click()
  await expect(page.locator(".no-line")).toBeVisible()
  await expect(page.locator("#name")).toHaveValue("قاعة الانتظار")
  await context.setOffline(false)
  await expect(page.locator(".no-line")).toBeHidden({ timeout: 15_000 })
  await page.locator("form[action='/staff/rooms'] button[type=submit]").click()
  await expect(page.locator(".entry", { hasText: "قاعة الانتظار" })).toBeVisible()
})

test("the tabs of a browser share one line, and the next one takes it over", async ({ page, context, centre }) => {
  const lines = []
  context.on("request", (request) => request.url().includes("/staff/live") && lines.push(request.url()))
  const [start] = await centre.plainTimes()
  await atDesk(page, `/staff/day/${start.slice(0, 10)}`)
  await expect(page.getByText(said.desk.live, { exact: true })).toBeVisible()
  const other = await context.newPage()
  await other.goto(`/staff/day/${start.slice(0, 10)}`)
  await expect(other.getByText(said.desk.live, { exact: true })).toBeVisible()
  // The page before it had one, too, and gave it up.
  const before = lines.length
  expect((await centre.book({ start, name: "زهور" })).status).toBe(303)
  for (const tab of [page, other]) await expect(tab.locator(".visit", { hasText: "زهور" })).toBeVisible()
  expect(lines.length).toBe(before)
  await page.close()
  await other.locator(".visit", { hasText: "زهور" }).locator("button[value=arrived]").click()
  await expect.poll(() => lines.length).toBe(before + 1)
  const [later] = (await centre.plainTimes()).filter((time) => time.startsWith(start.slice(0, 10)))
  if (later) {
    expect((await centre.book({ start: later, name: "بشرى" })).status).toBe(303)
    await expect(other.locator(".visit", { hasText: "بشرى" })).toBeVisible()
  }
})

test("the waiting list follows what happens, and what is being typed stays", async ({ page, centre }) => {
  await atDesk(page, "/staff/waiting")
  await expect(page.locator("html")).toHaveAttribute("data-line", "live")
  await centre.wait({ name: "سميرة", service: SERVICE })
  await expect(page.locator(".entry", { hasText: "سميرة" })).toBeVisible()
})

test("a caller is booked by the keyboard alone, and found again by the letters of the name", async ({ page }) => {
  await atDesk(page, "/staff/book")
  const mobile = aMobile()
  await page.locator("#name").focus()
  await page.keyboard.type("خديجة التازي")
  await page.keyboard.press("Tab")
  await page.keyboard.type(mobile)
  await page.locator("#consent").focus()
  await page.keyboard.press("Space")
  await page.keyboard.press("Enter")
  await expect(page.locator(".caller__booked")).toBeFocused()
  await page.locator("#name").focus()
  await page.keyboard.type("Khadija Tazi")
  const known = page.locator(".known__one")
  await expect(known).toHaveCount(1)
  await known.focus()
  await page.keyboard.press("Enter")
  await expect(page.locator("#name")).toHaveValue("خديجة التازي")
  await expect(page.locator("#mobile")).toHaveValue(/06 1/)
  await expect(page.locator("#service")).toBeFocused()
  await page.locator("#consent").check()
  await page.keyboard.press("Enter")
  await expect(page.locator(".caller__booked")).toBeVisible()
  await page.locator(".deskbar__nav a[href='/staff/find']").click()
  await expect(page.locator("#q")).toBeFocused()
  await page.keyboard.type(mobile)
  await expect(page.locator(".found__person")).toHaveCount(1)
  await page.keyboard.press("ArrowDown")
  await expect(page.locator(".found__who")).toBeFocused()
  await page.keyboard.press("Enter")
  await expect(page.locator(".file__name")).toHaveText("خديجة التازي")
  await expect(page.locator(".file .entry a")).toHaveCount(2)
})

test("who has no telephone gets a slip that names nobody", async ({ page }) => {
  await atDesk(page, "/staff/book")
  await page.locator("#name").fill("الحاجة فاطنة")
  await page.locator("#channel").check()
  await page.locator("#consent").check()
  await page.getByRole("button", { name: said.booking.confirm }).click()
  await page.locator(".caller__booked a[href$=slip]").click()
  await expect(page.locator(".slip")).toBeVisible()
  await expect(page.locator(".slip")).not.toContainText("فاطنة")
  await page.locator(".tabs__link[lang=fr]").click()
  await expect(page.locator(".slip")).toHaveAttribute("dir", "ltr")
  await expect(page.locator(".slip")).toContainText(words("fr").booking.reference)
})

test("the times follow the service, and no other service is booked than the one that is shown", async ({ page }) => {
  await atDesk(page, "/staff/book")
  await page.locator("#name").fill("لمياء")
  await page.locator("#mobile").fill(aMobile())
  const services = await page.locator("#service option").evaluateAll((options) => options.map((option) => [option.value, option.textContent]))
  const [slug, name] = services[1]
  await page.locator("#service").selectOption(slug)
  await expect(page.locator("#service")).toHaveValue(slug)
  await page.locator("#consent").check()
  await page.getByRole("button", { name: said.booking.confirm }).click()
  await expect(page.locator(".caller__booked")).toBeVisible()
  await page.locator(".caller__booked a").last().click()
  await expect(page.locator(".facts")).toContainText(name)
})

test("without script the caller's form asks for other times and books", async ({ browser, centre }) => {
  const context = await browser.newContext({ baseURL: centre.url, javaScriptEnabled: false })
  const page = await context.newPage()
  await signIn(page, RECEPTION)
  await page.goto("/staff/book")
  await page.locator("#name").fill("نجاة")
  await page.locator("#mobile").fill(aMobile())
  const slug = await page.locator("#service option").nth(1).getAttribute("value")
  await page.locator("#service").selectOption(slug)
  await page.getByRole("button", { name: said.desk.caller.times_of }).click()
  await expect(page.locator("#service")).toHaveValue(slug)
  await expect(page.locator("#name")).toHaveValue("نجاة")
  await page.locator("#consent").check()
  await page.getByRole("button", { name: said.booking.confirm }).click()
  await expect(page.locator(".caller__booked")).toBeVisible()
  await page.goto("/staff/find?q=najat")
  await expect(page.locator(".found__person")).toHaveCount(1)
  await context.close()
})

test("language, dark and density are one's own, changed from any page", async ({ page, centre }) => {
  await atDesk(page, "/staff/rooms")
  await page.locator(".own__open").click()
  await page.locator(".own__look [name=language]").selectOption("fr")
  await page.locator(".own__look [name=appearance]").selectOption("dark")
  await page.locator(".own__look [name=density]").selectOption("dense")
  await page.locator(".own__look [name=first]").selectOption("find")
  await page.locator(".own__look button").click()
  await expect(page).toHaveURL("/staff/rooms")
  for (const [name, value] of [["lang", "fr"], ["dir", "ltr"], ["data-appearance", "dark"], ["data-density", "dense"]]) {
    await expect(page.locator("html")).toHaveAttribute(name, value)
  }
  await page.context().clearCookies()
  await page.goto("/staff/sign-in")
  await page.locator("#email").fill(RECEPTION)
  await page.locator("#password").fill("une phrase pour l’accueil")
  await page.getByRole("button", { name: words("ar").desk.sign_in }).or(page.getByRole("button", { name: words("en").desk.sign_in })).click()
  await expect(page).toHaveURL("/staff/find")
  centre.sql("UPDATE staff SET language = 'ar', appearance = 'device', density = 'roomy', first_screen = 'today' WHERE email = ?", RECEPTION)
})

test("a mediator finds nobody and opens no file that is not theirs", async ({ page, centre }) => {
  const [start] = await centre.plainTimes()
  expect((await centre.book({ start, name: "ابتسام" })).status).toBe(303)
  await signIn(page, MEDIATOR)
  const answer = await page.request.post("/staff/api/people", { form: { typed: "ابتسام" } })
  expect(await answer.text()).not.toContain("ابتسام")
  await page.goto("/staff/find?q=ابتسام")
  await expect(page.getByText(said.desk.forbidden)).toBeVisible()
})

test("an administrator's board says why it shows nobody", async ({ browser }) => {
  const centre = await Centre.open()
  centre.run(["user", "add", "--email", "chef@example.com", "--name", "مديرة", "--role", "administrator"], "une phrase pour l’accueil")
  const page = await (await browser.newContext({ baseURL: centre.url })).newPage()
  await signIn(page, "chef@example.com")
  await expect(page.locator(".desk__empty")).toHaveText(said.desk.day.sees_nobody)
  await page.context().close()
  await centre.stop()
  centre.close()
})

test("the demonstration shows a living day: lanes, who waits, what is missing", async ({ browser }) => {
  const centre = await Centre.open((centre) => centre.run(["demo"]))
  const page = await (await browser.newContext({ baseURL: centre.url, viewport: { width: 1366, height: 768 } })).newPage()
  await signIn(page, "reception.demo@example.com", "three palms by the gate")
  await awake(page)
  await expect(page.locator(".lanes__lane")).toHaveCount(3)
  await expect(page.locator(".soon .soon__part")).not.toHaveCount(0)
  const lanes = await page.locator(".visit--placed").evaluateAll((cards) => cards.map((card) => card.getBoundingClientRect()))
  expect(lanes.length).toBeGreaterThan(3)
  for (const card of lanes) expect(card.width).toBeGreaterThan(60)
  await page.locator(".desk__head").getByRole("link", { name: said.desk.day.by_rooms }).click()
  await expect(page.getByText(said.desk.day.no_room)).toBeVisible()
  await page.context().close()
  await centre.stop()
  centre.close()
})

test("a week stands on one screen and moves by keys", async ({ page, centre }) => {
  const [start] = await centre.plainTimes()
  const day = start.slice(0, 10)
  expect((await centre.book({ start, name: "حسناء" })).status).toBe(303)
  await atDesk(page, `/staff/day/${day}`)
  const seen = loads(page)
  await page.locator(".desk__head").getByRole("link", { name: said.desk.week.title, exact: true }).click()
  await expect(page.locator(".lanes__lane")).toHaveCount(7)
  const card = page.locator(".visit", { hasText: "حسناء" })
  await expect(card).toBeVisible()
  await card.focus()
  await page.keyboard.press("1")
  await expect(page.locator(".visit[data-status=arrived]", { hasText: "حسناء" })).toBeFocused()
  await page.getByRole("link", { name: said.desk.week.after }).click()
  await expect(card).toHaveCount(0)
  expect(seen).toEqual([])
})

test("keys lead to the search and tell what they do; Escape closes a menu", async ({ page, centre }) => {
  const [start] = await centre.plainTimes()
  expect((await centre.book({ start, name: "وداد" })).status).toBe(303)
  await atDesk(page, `/staff/day/${start.slice(0, 10)}`)
  await page.keyboard.press("?")
  await expect(page.locator("#keys")).toBeVisible()
  await page.keyboard.press("Escape")
  await expect(page.locator("#keys")).toBeHidden()
  const card = page.locator(".visit", { hasText: "وداد" })
  const mark = card.locator(".visit__open")
  await mark.click()
  await page.keyboard.press("Tab")
  await page.keyboard.press("Escape")
  await expect(mark).toBeFocused()
  await expect(card.locator(".visit__menu")).toBeHidden()
  await page.keyboard.press("Control+k")
  await expect(page).toHaveURL("/staff/find")
  await expect(page.locator("#q")).toBeFocused()
})

test("figures are for those who lead, name nobody, and can be taken along", async ({ page, centre }) => {
  const [start] = await centre.plainTimes()
  expect((await centre.book({ start, name: "بهيجة" })).status).toBe(303)
  await atDesk(page, "/staff/figures")
  await expect(page.locator(".figure")).toHaveCount(11)
  const month = start.slice(0, 7)
  const [from, to] = [`${month}-03`, `${month}-20`]
  await page.locator("#from").fill(from)
  await page.locator("#to").fill(to)
  await page.locator(".figures__period button[type=submit]").first().click()
  await expect(page).toHaveURL(`/staff/figures?from=${from}&to=${to}`)
  await expect(page.locator(".notice").filter({ hasText: /./ }).last()).toBeVisible()
  await expect(page.locator(".figure").first()).toBeVisible()
  const csv = await page.request.get(`/staff/figures/export.csv?from=${month}&to=${month}`)
  expect((await csv.body()).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
  const xlsx = await page.request.get(`/staff/figures/export.xlsx?from=${month}&to=${month}`)
  expect((await xlsx.body()).subarray(0, 2).toString()).toBe("PK")
  await page.context().clearCookies()
  await signIn(page, MEDIATOR)
  expect((await page.request.get("/staff/figures")).status()).toBe(403)
})

test("a desk without a line shows today's names and times, and signing out takes them away", async ({ browser }) => {
  test.skip(Boolean(process.env.FAKETIME), "what is kept ends with the browser's own day, which is not the server's then")
  const centre = await Centre.open((centre) => centre.run(["demo"]))
  const context = await browser.newContext({ baseURL: centre.url })
  const page = await context.newPage()
  await signIn(page, "reception.demo@example.com", "three palms by the gate")
  await awake(page)
  const name = await page.locator(".visit .visit__who").first().textContent()
  const kept = async () => Boolean(await caches.match("/staff/offline-day")) && navigator.serviceWorker.controller !== null
  await expect.poll(() => page.evaluate(kept)).toBe(true)
  await context.setOffline(true)
  await page.goto("/staff")
  await expect(page.locator("main")).toContainText(name)
  await expect(page.locator("form, button, main a")).toHaveCount(0)
  await context.setOffline(false)
  // The line is back, and so is the desk: nobody asks for it.
  await page.locator(".own__open").click()
  await page.getByRole("button", { name: said.desk.sign_out }).click()
  await expect(page).toHaveURL("/staff/sign-in")
  await expect.poll(() => page.evaluate(async () => (await caches.keys()).length)).toBe(0)
  await context.close()
  await centre.stop()
  centre.close()
})
