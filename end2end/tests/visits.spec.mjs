import { Centre, MEDIATOR, PASSWORD, RECEPTION, SERVICE, expect, signIn, test, isAnswer } from "../centre.mjs"
import { book, chooseTime, fillIn } from "../booking.mjs"
import { longDay, words } from "../words.mjs"

const said = words("ar")
const visit = said.desk.visit

test.use({ viewport: { width: 1280, height: 800 } })
test.beforeEach(({ centre }) => centre.hire())

/** Books a free time under a name that no other test uses; answers with its start. */
async function family(centre, name, more = {}) {
  const [start] = await centre.plainTimes()
  expect((await centre.book({ start, name, ...more })).status).toBe(303)
  return start
}

/** Opens an appointment from its card on the board. */
async function open(page, start, name) {
  await page.goto(`/staff/day/${start.slice(0, 10)}`)
  await page.locator(".visit").getByRole("link", { name, exact: true }).click()
  await expect(page.getByRole("heading", { level: 1, name: visit.title, exact: true })).toBeVisible()
  return page.url()
}

/** Sends the form behind a button; answers with the page that came back, after its redirect where there was one. */
async function send(page, name) {
  const [answer] = await Promise.all([
    page.waitForResponse(isAnswer),
    page.getByRole("button", { name, exact: true }).click(),
  ])
  return answer
}

/** The last of these starts on another day than `start`. */
async function otherDay(options, start) {
  const starts = await options.evaluateAll((all) => all.map((option) => option.value))
  return starts.findLast((other) => other && !other.startsWith(start.slice(0, 10)))
}

const facts = (page) => page.locator(".facts")
const steps = (page) => page.locator(".history__step")
const clock = (start) => start.slice(11)

test("a name on the board leads to all that happened, and who did it", async ({ page, centre }) => {
  const start = await family(centre, "وفاء", { mobile: "0612345678" })
  await signIn(page, RECEPTION)
  await page.goto(`/staff/day/${start.slice(0, 10)}`)
  await page.locator(".visit", { hasText: "وفاء" }).locator("button[value=arrived]").click()
  await expect(page.locator(".visit[data-status=arrived]", { hasText: "وفاء" })).toBeVisible()
  await open(page, start, "وفاء")
  await expect(facts(page)).toContainText(longDay("ar", start))
  await expect(facts(page)).toContainText(clock(start))
  await expect(facts(page)).toContainText(said.desk.arrived)
  await expect(facts(page)).toContainText("06 12 34 56 78")
  await expect(steps(page)).toHaveCount(2)
  await expect(steps(page).first()).toContainText(visit.booked)
  await expect(steps(page).first()).toContainText(said.desk.by_person)
  await expect(steps(page).last()).toContainText(said.desk.arrived)
  await expect(steps(page).last()).toContainText("نعيمة")
  // Who is here already is neither moved nor cancelled.
  await expect(page.getByRole("button", { name: visit.cancel, exact: true })).toHaveCount(0)
})

test("the centre cancels with a reason and offers another time, which the family accepts", async ({ page, centre }) => {
  const start = await family(centre, "غيثة")
  await signIn(page, RECEPTION)
  await open(page, start, "غيثة")
  await page.locator("#reason").fill("غياب <b>الوسيطة</b>")
  const other = await otherDay(page.locator("#offer option"), start)
  await page.locator("#offer").selectOption(other)
  const before = centre.taken(other)
  await send(page, visit.cancel)
  await expect(facts(page)).toContainText(said.desk.cancelled_by_centre)
  await expect(steps(page).last()).toContainText(`${visit.reason} غياب <b>الوسيطة</b>`)
  await expect(steps(page).last()).toContainText("نعيمة")
  expect(await centre.isFree(start)).toBe(true)
  expect(centre.taken(other)).toBe(before + 1)

  const [offer] = centre.offers("غيثة")
  await page.goto(`/ar/${offer}`)
  await expect(facts(page)).toContainText(longDay("ar", other))
  await expect(facts(page)).toContainText(clock(other))
  await page.getByRole("button", { name: said.waiting.accept }).click()
  await expect(page).toHaveURL(/\/ar\/booked$/)
  await expect(facts(page)).toContainText(clock(other))
  await open(page, other, "غيثة")
  await expect(facts(page)).toContainText(said.desk.expected)
})

test("what is sent after the session is over stays, and is sent by whoever signs in", async ({ page, centre }) => {
  const start = await family(centre, "فدوى")
  await signIn(page, RECEPTION)
  await open(page, start, "فدوى")
  await page.locator("#reason").fill("المركز مغلق")
  await page.context().clearCookies()
  expect((await send(page, visit.cancel)).status()).toBe(401)
  await expect(page.getByText(said.desk.unsent.text)).toBeVisible()
  const tab = await page.context().newPage()
  await signIn(tab, RECEPTION)
  await send(page, said.desk.unsent.send)
  await expect(facts(page)).toContainText(said.desk.cancelled_by_centre)
  await expect(steps(page).last()).toContainText("المركز مغلق")
})

test("too long a reason is told at its field and kept", async ({ page, centre }) => {
  const start = await family(centre, "إلهام")
  await signIn(page, RECEPTION)
  await open(page, start, "إلهام")
  const long = "طويل ".repeat(120).trim()
  await page.locator("#reason").fill(long)
  expect((await send(page, visit.cancel)).status()).toBe(422)
  await expect(page.locator("#reason-error")).toContainText(said.desk.wrong_too_long)
  await expect(page.locator("#reason")).toHaveValue(long)
  await expect(facts(page)).toContainText(said.desk.expected)
})

test("an appointment moves to another time, and the old one is free again", async ({ page, centre }) => {
  const start = await family(centre, "حفصة")
  await signIn(page, RECEPTION)
  const address = await open(page, start, "حفصة")
  const other = await otherDay(page.locator("#start option"), start)
  await page.locator("#start").selectOption(other)
  await send(page, visit.move_it)
  await expect(page).toHaveURL(address)
  await expect(facts(page)).toContainText(longDay("ar", other))
  await expect(facts(page)).toContainText(clock(other))
  const was = `${longDay("ar", start)} · ${clock(start)}`
  await expect(steps(page).last()).toContainText(visit.moved.replace("{{ was }}", was))
  expect(await centre.isFree(start)).toBe(true)
  await page.goto(`/staff/day/${other.slice(0, 10)}`)
  await expect(page.locator(".visit", { hasText: "حفصة" })).toContainText(clock(other))
})

test("a page that is out of date changes nothing and shows the appointment as it is now", async ({ page, context, centre }) => {
  const start = await family(centre, "جميلة")
  await signIn(page, RECEPTION)
  const address = await open(page, start, "جميلة")
  const other = await context.newPage()
  await other.goto(address)
  await other.locator("#start").selectOption({ index: 3 })
  await send(other, visit.move_it)
  await expect(steps(other)).toHaveCount(2)
  const now = await facts(other).innerText()

  await page.locator("#reason").fill("سبب")
  expect((await send(page, visit.cancel)).status()).toBe(409)
  await expect(page.locator(".error-summary")).toContainText(said.desk.stale)
  expect(await facts(page).innerText()).toBe(now)
  await expect(steps(page)).toHaveCount(2)
  await expect(page.locator("#reason")).toHaveValue("سبب")
})

test("a second party is added beside the first, after the form says what is wrong", async ({ page, centre }) => {
  const service = "social-guidance"
  centre.sql("UPDATE service SET parties = 2 WHERE slug = ?", service)
  const [start] = await centre.plainTimes({ service })
  expect((await centre.book({ start, name: "ربيعة", service })).status).toBe(303)
  await signIn(page, RECEPTION)
  const first = await open(page, start, "ربيعة")
  await page.locator("#name").fill("منير")
  await page.locator("#mobile").fill("0612")
  expect((await send(page, visit.second_add)).status()).toBe(422)
  await expect(page.locator("#mobile-error")).toBeVisible()
  await expect(page.locator(".error-summary")).toContainText(said.booking.e.consent_missing)
  await expect(page.locator("#name")).toHaveValue("منير")
  await page.locator("#mobile").fill("06 22 33 44 55")
  await page.locator("#consent").check()
  await send(page, visit.second_add)
  await expect(page).toHaveURL(first)
  await expect(facts(page)).toContainText(visit.other)
  await expect(page.getByRole("button", { name: visit.second_add })).toHaveCount(0)

  await page.goto(`/staff/day/${start.slice(0, 10)}`)
  for (const name of ["ربيعة", "منير"]) {
    await expect(page.locator(".visit", { hasText: name }).locator(".visit__mark")).toHaveText(visit.together)
  }
  await open(page, start, "منير")
  await expect(page.getByText(visit.move_first)).toBeVisible()
  await expect(facts(page).getByRole("link", { name: "ربيعة" })).toHaveAttribute("href", new URL(first).pathname)
})

test("an appointment is given to a colleague at the same time", async ({ browser }) => {
  const centre = await Centre.open()
  centre.hire()
  centre.run(["user", "add", "--email", "autre@example.com", "--name", "يوسف", "--role", "mediator"], PASSWORD)
  const [{ id: own }] = await centre.mediators()
  const start = await family(centre, "لبنى", { with: own })
  const page = await (await browser.newContext({ baseURL: centre.url })).newPage()
  await signIn(page, MEDIATOR)
  await open(page, start, "لبنى")
  await expect(page.locator("#colleague option")).toHaveText(["يوسف"])
  await send(page, visit.hand_it)
  // Whoever gave it away does not see it any more.
  await expect(page).toHaveURL(new RegExp(`/staff/day/${start.slice(0, 10)}$`))
  await expect(page.locator(".visit", { hasText: "لبنى" })).toHaveCount(0)
  const reception = await (await browser.newContext({ baseURL: centre.url })).newPage()
  await signIn(reception, RECEPTION)
  await open(reception, start, "لبنى")
  await expect(facts(reception)).toContainText("يوسف")
  await expect(facts(reception)).toContainText(clock(start))
  await expect(steps(reception).last()).toContainText(visit.handed.replace("{{ who }}", "سميرة"))
  await page.context().close()
  await reception.context().close()
  await centre.stop()
  centre.close()
})

test("what is somebody else's does not exist for a mediator", async ({ browser }) => {
  const centre = await Centre.open()
  centre.hire()
  centre.run(["user", "add", "--email", "autre@example.com", "--name", "يوسف", "--role", "mediator"], PASSWORD)
  const [{ id: own }, { id: other }] = await centre.mediators()
  const start = await family(centre, "مريم", { with: own })
  expect((await centre.book({ start, name: "فاطمة", with: other })).status).toBe(303)
  const page = await (await browser.newContext({ baseURL: centre.url })).newPage()
  await signIn(page, MEDIATOR)
  await open(page, start, "مريم")
  await expect(page.getByRole("button", { name: visit.second_add })).toHaveCount(0)

  const [[id, version]] = centre.sql("SELECT id, version FROM attendance WHERE person_id = (SELECT id FROM person WHERE name = 'فاطمة')")
  const hidden = await page.goto(`/staff/visits/${id}`)
  expect(hidden.status()).toBe(404)
  const text = await page.locator("main").innerText()
  expect(await page.content()).not.toContain("فاطمة")
  const unknown = await page.goto("/staff/visits/00000000-0000-7000-8000-000000000000")
  expect(unknown.status()).toBe(404)
  expect(await page.locator("main").innerText()).toBe(text)
  for (const deed of ["cancellation", "time", "approval"]) {
    const form = { version: String(version), start, reason: "", offer: "" }
    const refused = await page.request.post(`/staff/visits/${id}/${deed}`, { form, headers: { origin: centre.url } })
    expect(refused.status()).toBe(404)
  }
  expect(centre.sql("SELECT version FROM attendance WHERE person_id = (SELECT id FROM person WHERE name = 'فاطمة')")).toEqual([[version]])
  await page.context().close()
  await centre.stop()
  centre.close()
})

test("a request waits for the centre's yes or no", async ({ browser }) => {
  const centre = await Centre.open()
  centre.hire()
  centre.sql("UPDATE service SET needs_approval = 1 WHERE slug = ?", SERVICE)
  const context = await browser.newContext({ baseURL: centre.url, viewport: { width: 360, height: 740 } })
  const page = await context.newPage()
  await chooseTime(page, "ar", said)
  await fillIn(page, { name: "آسية" })
  await page.getByRole("button", { name: said.booking.confirm }).click()
  await expect(page.getByRole("heading", { name: said.booking.own.requested_title })).toBeVisible()
  const [[day, minute]] = centre.sql("SELECT day, start_minute FROM attendance WHERE person_id = (SELECT id FROM person WHERE name = 'آسية')")
  const yes = `${day}T${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`
  const no = await family(centre, "بهية")
  await signIn(page, RECEPTION)

  await open(page, yes, "آسية")
  await expect(facts(page)).toContainText(said.desk.requested)
  await expect(steps(page)).toContainText(visit.asked)
  await send(page, visit.approve)
  await expect(facts(page)).toContainText(said.desk.expected)
  await expect(steps(page).last()).toContainText("نعيمة")
  await expect(page.getByRole("button", { name: visit.approve })).toHaveCount(0)

  await open(page, no, "بهية")
  expect(await centre.isFree(no)).toBe(false)
  await page.locator("#reason").fill("خارج الاختصاص")
  await send(page, visit.decline)
  await expect(facts(page)).toContainText(said.desk.cancelled_by_centre)
  await expect(steps(page).last()).toContainText("خارج الاختصاص")
  expect(await centre.isFree(no)).toBe(true)
  await context.close()
  await centre.stop()
  centre.close()
})

test("a family may say why it cancels, and what it typed comes back as text", async ({ page, centre }) => {
  const { link } = await book(page, "ar", said, { name: "صفية" })
  await page.goto(link)
  await page.locator("#proof").fill("صفي")
  await page.getByRole("button", { name: said.booking.proof_open }).click()
  await page.getByRole("link", { name: said.booking.cancel, exact: true }).click()
  const long = `</textarea><b id="planted">&amp; ${"م".repeat(500)}`
  // A browser holds the length itself; what is sent without one is read too.
  await page.locator("#reason").evaluate((field) => field.removeAttribute("maxlength"))
  await page.locator("#reason").fill(long)
  expect((await send(page, said.booking.cancel_yes)).status()).toBe(422)
  await expect(page.locator("#reason-error")).toContainText(said.booking.own.reason_long)
  await expect(page.locator("#reason")).toHaveValue(long)
  await expect(page.locator("#planted")).toHaveCount(0)

  await page.locator("#reason").fill("ظرف <i>عائلي</i>")
  await page.getByRole("button", { name: said.booking.cancel_yes, exact: true }).click()
  await expect(page.getByText(said.booking.cancelled)).toBeVisible()
  expect(await page.content()).not.toContain("عائلي")
  const [[id]] = centre.sql("SELECT id FROM attendance WHERE person_id = (SELECT id FROM person WHERE name = 'صفية')")
  await signIn(page, RECEPTION)
  await page.goto(`/staff/visits/${id}`)
  await expect(steps(page).last()).toContainText("ظرف <i>عائلي</i>")
  await expect(steps(page).last()).toContainText(said.desk.by_person)
})
