// The calendar: what is in it goes elsewhere by hand, by keys and by a form, and says before what stands in the way.
import { Centre, MEDIATOR, PASSWORD, RECEPTION, aMobile, expect, signIn, test as base } from "../centre.mjs"
import { words } from "../words.mjs"

const said = words("ar")
const OTHER = "karim@example.com"

// Two mediators, so that there is somewhere to go.
const test = base.extend({
  centre: [
    async ({}, use) => {
      const centre = await Centre.open()
      centre.hire()
      centre.run(["user", "add", "--email", OTHER, "--name", "كريم", "--role", "mediator"], PASSWORD)
      await use(centre)
      await centre.stop()
      centre.close()
    },
    { scope: "worker" },
  ],
})

test.use({ viewport: { width: 1366, height: 768 } })

const awake = (page) => expect(page.locator("html")).toHaveAttribute("data-awake", "")
const card = (page, name) => page.locator(".visit--placed", { hasText: name })
const minuteOf = (start) => Number(start.slice(11, 13)) * 60 + Number(start.slice(14))

/** Somebody who is booked on a plain day that nobody else of these tests has; answers with day and start. */
const used = new Set()
async function booked(centre, name, more = {}) {
  const free = await centre.plainTimes()
  const day = [...new Set(free.map((start) => start.slice(0, 10)))].find((day) => !used.has(day))
  used.add(day)
  const start = free.find((start) => start.startsWith(day))
  expect((await centre.book({ start, name, may_leave_message: "yes", ...more })).status).toBe(303)
  return { day, start }
}

async function atDay(page, day) {
  await signIn(page, RECEPTION)
  await page.goto(`/staff/day/${day}`)
  await awake(page)
  await atHand(page)
}

/** What follows the pointer is a part of the client that comes after the rest; a telephone's list has none to follow. */
const atHand = (page) => expect(page.locator(".lanes")).toHaveAttribute("data-hand", "")

/** Where the centre has an appointment now: day, minute of the day, and minutes. */
function standing(centre, name) {
  const [[day, start, minutes, version]] = centre.sql(
    `SELECT a.day, a.start_minute, s.minutes, a.version FROM attendance a JOIN person p ON p.id = a.person_id
     JOIN session s ON s.id = a.session_id WHERE p.name = ? ORDER BY a.id DESC`,
    name,
  )
  return { day, start, minutes, version }
}

/** Pixels of a minute in the lanes, and the height of a minute of the day. */
async function axis(page) {
  return page.evaluate(() => {
    const [first, second] = [...document.querySelectorAll(".lanes__hour")].slice(0, 2)
    const hour = Number(first.className.match(/ h(\d+) /)[1])
    const [top, next] = [first, second].map((line) => line.getBoundingClientRect().top)
    return { minute: (next - top) / 60, top, hour }
  })
}

async function drag(page, from, to) {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + 3, from.y + 8, { steps: 2 })
  await page.mouse.move(to.x, to.y, { steps: 5 })
}

/** Books what the caller's form shows. */
async function bookFor(page, name) {
  await page.locator("#name").fill(name)
  await page.locator("#mobile").fill(aMobile())
  await page.locator("#consent").check()
  await page.locator(".caller__form .button--primary").click()
  await expect(page.locator(".caller__booked")).toBeVisible()
}

/** A point of a card that is neither link nor button. */
async function gripOf(page, name) {
  const box = await card(page, name).boundingBox()
  return { x: box.x + box.width / 2, y: box.y + box.height - 12, box }
}

test("a card that is dragged stands where it was let go, and goes back with one click", async ({ page, centre }) => {
  const { day, start } = await booked(centre, "وصال")
  await atDay(page, day)
  const { minute } = await axis(page)
  const grip = await gripOf(page, "وصال")
  await drag(page, grip, { x: grip.x, y: grip.y + 90 * minute })
  await expect(page.locator(".lanes__ghost--free")).toBeVisible()
  await page.mouse.up()
  await expect(page.locator(".carry__done")).toBeVisible()
  expect(standing(centre, "وصال")).toMatchObject({ day, start: minuteOf(start) + 90 })
  await page.locator(".carry__done button").click()
  await expect(page.locator(".carry__done")).toBeHidden()
  await expect.poll(() => standing(centre, "وصال").start).toBe(minuteOf(start))
  // Neither move was told: the person knows the time that they have.
  const untold = centre.sql("SELECT data FROM outbox WHERE template = 'moved' AND sent_at IS NULL")
  expect(untold.length).toBe(2)
})

test("the keys carry a card, say what stands in the way, and Escape leaves it", async ({ page, centre }) => {
  const { day, start } = await booked(centre, "هاجر")
  await atDay(page, day)
  await card(page, "هاجر").focus()
  await page.keyboard.press("m")
  const bar = page.locator(".carry")
  await expect(bar).toBeFocused()
  await expect(bar.getByRole("status")).toContainText(said.desk.place.free)
  await page.keyboard.press("PageUp")
  await page.keyboard.press("PageUp")
  await page.keyboard.press("PageUp")
  await expect(bar.getByRole("status")).toContainText(said.desk.place.outside)
  await page.keyboard.press("Escape")
  await expect(bar).toBeHidden()
  await expect(card(page, "هاجر")).toBeFocused()
  expect(standing(centre, "هاجر").start).toBe(minuteOf(start))
  // An Arabic keyboard has another sign there.
  await card(page, "هاجر").evaluate((card) => card.dispatchEvent(new KeyboardEvent("keydown", { key: "ة", code: "KeyM", bubbles: true, cancelable: true })))
  await expect(bar).toBeFocused()
  await page.keyboard.press("ArrowDown")
  await page.keyboard.press("Shift+ArrowDown")
  await expect(bar.getByRole("status")).toContainText(said.desk.place.free)
  const before = standing(centre, "هاجر").minutes
  await page.keyboard.press("Enter")
  await expect(page.locator(".carry__done")).toBeVisible()
  expect(standing(centre, "هاجر")).toMatchObject({ start: minuteOf(start) + 5, minutes: before + 5 })
  await expect(card(page, "هاجر")).toBeFocused()
})

test("outside the hours it takes a reason, which the history keeps", async ({ page, centre }) => {
  const { day } = await booked(centre, "نادية")
  await atDay(page, day)
  await card(page, "نادية").focus()
  await page.keyboard.press("m")
  const status = page.locator(".carry").getByRole("status")
  await expect(status).toContainText(said.desk.place.free)
  for (let n = 0; n < 12 && !(await status.textContent()).includes(said.desk.place.outside); n++) await page.keyboard.press("PageDown")
  await page.keyboard.press("Enter")
  await expect(page.locator(".carry [name=reason]")).toBeFocused()
  await page.keyboard.type("تعمل إلى المساء")
  await page.keyboard.press("Enter")
  await expect(page.locator(".carry__done")).toBeVisible()
  await card(page, "نادية").locator(".visit__who").click()
  await expect(page.locator(".history")).toContainText("تعمل إلى المساء")
})

test("a taken time is refused before the drop, and the lower edge makes a card longer", async ({ page, centre }) => {
  const [[one]] = centre.sql("SELECT id FROM staff WHERE email = ?", MEDIATOR)
  const { day, start } = await booked(centre, "بثينة", { with: String(one) })
  const [later] = (await centre.freeTimes({ from: day })).filter((time) => time.startsWith(day) && minuteOf(time) >= minuteOf(start) + 120)
  expect((await centre.book({ start: later, name: "وئام", with: String(one) })).status).toBe(303)
  await atDay(page, day)
  const { minute } = await axis(page)
  const [mine, hers] = [await gripOf(page, "بثينة"), await gripOf(page, "وئام")]
  await drag(page, mine, { x: hers.x, y: hers.y })
  await expect(page.locator(".lanes__ghost--hindered")).toContainText(said.desk.place.taken)
  await page.mouse.up()
  await expect(page.locator(".carry")).toContainText(said.desk.place.taken)
  await page.keyboard.press("Escape")
  expect(standing(centre, "بثينة").start).toBe(minuteOf(start))
  const { minutes } = standing(centre, "بثينة")
  const box = await card(page, "بثينة").boundingBox()
  await drag(page, { x: box.x + box.width / 2, y: box.y + box.height - 2 }, { x: box.x + box.width / 2, y: box.y + box.height - 2 + 15 * minute })
  await page.mouse.up()
  await expect.poll(() => standing(centre, "بثينة").minutes).toBeGreaterThan(minutes)
})

test("a line that is lost in the middle of a drag loses nothing", async ({ page, centre, context, complaints }) => {
  const { day, start } = await booked(centre, "جليلة")
  await atDay(page, day)
  const { minute } = await axis(page)
  const grip = await gripOf(page, "جليلة")
  await drag(page, grip, { x: grip.x, y: grip.y + 60 * minute })
  await expect(page.locator(".lanes__ghost--free")).toBeVisible()
  await context.setOffline(true)
  await page.mouse.up()
  await expect(page.locator(".error-summary")).toContainText(said.desk.offline)
  await context.setOffline(false)
  expect(standing(centre, "جليلة").start).toBe(minuteOf(start))
  await expect(page.locator(".lanes__ghost")).toBeVisible()
  // What was not sent can still be: nothing has to be dragged again.
  await page.locator(".carry .button--primary").click()
  await expect.poll(() => standing(centre, "جليلة").start).toBe(minuteOf(start) + 60)
  expect(complaints.filter((told) => !told.includes("ERR_INTERNET_DISCONNECTED"))).toEqual([])
  complaints.length = 0
})

test("a free stretch leads to a booking there", async ({ page, centre }) => {
  const { day } = await booked(centre, "إيمان")
  await atDay(page, day)
  const gap = page.locator(".lanes__gap").first()
  const from = Number(await gap.getAttribute("data-from"))
  const { minute, top, hour } = await axis(page)
  const box = await gap.boundingBox()
  // Forty-five minutes into it, off the steps of the service.
  await page.mouse.click(box.x + box.width / 2, top + (from - hour * 60 + 47) * minute)
  await expect(page).toHaveURL(/\/staff\/book\?with=\d+&from=/)
  const start = new URL(page.url()).searchParams.get("from")
  expect(minuteOf(start)).toBe(Math.floor((from + 47) / 5) * 5)
  await expect(page.locator(`[name=start][value="${start}"]`)).toBeChecked()
  await bookFor(page, "حكيمة")
  expect(standing(centre, "حكيمة")).toMatchObject({ day, start: minuteOf(start) })
})

test("what is drawn in a free stretch is booked as long as it was drawn", async ({ page, centre }) => {
  const { day } = await booked(centre, "كوثر")
  await atDay(page, day)
  const gap = page.locator(".lanes__gap").first()
  const from = Number(await gap.getAttribute("data-from"))
  const { minute, top, hour } = await axis(page)
  const box = await gap.boundingBox()
  const at = (minutes) => ({ x: box.x + box.width / 2, y: top + (from - hour * 60 + minutes + 2) * minute })
  await drag(page, at(15), at(118))
  await expect(page.locator(".lanes__ghost")).toBeVisible()
  await page.mouse.up()
  await expect(page).toHaveURL(/&minutes=105$/)
  const start = new URL(page.url()).searchParams.get("from")
  expect(minuteOf(start)).toBe(from + 15)
  await expect(page.locator("#minutes")).toHaveValue("105")
  await expect(page.locator(`[name=start][value="${start}"]`)).toBeChecked()
  await bookFor(page, "حورية")
  expect(standing(centre, "حورية")).toMatchObject({ day, start: minuteOf(start), minutes: 105 })
  // The next caller's is as long as usual again.
  await expect(page.locator("#minutes")).toHaveValue("")
})

test("a card that leaves the window with the pointer is put down where it was let go", async ({ page, centre }) => {
  const { day, start } = await booked(centre, "جوهرة")
  await atDay(page, day)
  const grip = await gripOf(page, "جوهرة")
  await drag(page, grip, { x: grip.x, y: grip.y + 20 })
  await expect(page.locator(".lanes__ghost")).toBeVisible()
  // What is outside tells the page nothing, but for whoever holds the pointer.
  expect(await page.evaluate(() => document.querySelector(".lanes").hasPointerCapture(1))).toBe(true)
  await page.keyboard.press("Escape")
  await page.mouse.up()
  await expect(page.locator(".lanes__ghost")).toHaveCount(0)
  expect(standing(centre, "جوهرة").start).toBe(minuteOf(start))
})

test("a finger that rests on a card carries it, and one that does not scrolls", async ({ browser, centre }) => {
  const { day, start } = await booked(centre, "صفية")
  const context = await browser.newContext({ baseURL: centre.url, viewport: { width: 1366, height: 768 }, hasTouch: true })
  const page = await context.newPage()
  await atDay(page, day)
  const { minute } = await axis(page)
  const { x, y } = await gripOf(page, "صفية")
  const cdp = await context.newCDPSession(page)
  const touch = (type, at) => cdp.send("Input.dispatchTouchEvent", { type, touchPoints: at ? [{ x, y: at }] : [] })
  const top = () => page.locator(".lanes").evaluate((lanes) => lanes.scrollTop)
  const before = await top()
  await touch("touchStart", y)
  await expect(page.locator(".lanes__ghost")).toBeVisible()
  for (const by of [20, 40, 60]) await touch("touchMove", y + by * minute)
  await expect(page.locator(".lanes__ghost--free")).toBeVisible()
  expect(await top()).toBe(before)
  await touch("touchEnd")
  await expect(page.locator(".carry__done")).toBeVisible()
  expect(standing(centre, "صفية")).toMatchObject({ day, start: minuteOf(start) + 60 })

  const { y: now } = await gripOf(page, "صفية")
  await touch("touchStart", now)
  for (const by of [20, 40, 60]) await touch("touchMove", now - by)
  await touch("touchEnd")
  await expect(page.locator(".lanes__ghost")).toHaveCount(0)
  expect(standing(centre, "صفية").start).toBe(minuteOf(start) + 60)
  await context.close()
})

test("a plan that changes leaves the day where somebody has scrolled it", async ({ page, centre }) => {
  const { day } = await booked(centre, "غزلان")
  await page.setViewportSize({ width: 1366, height: 500 })
  await atDay(page, day)
  const lanes = page.locator(".lanes")
  await lanes.evaluate((lanes) => (lanes.scrollTop = 60))
  await expect.poll(() => lanes.evaluate((lanes) => lanes.scrollTop)).toBe(60)
  centre.run(["user", "add", "--email", "nouvelle@example.com", "--name", "Nouvelle", "--role", "mediator"], PASSWORD)
  await expect(page.locator(".lanes__lane", { hasText: "Nouvelle" })).toHaveCount(1)
  expect(await lanes.evaluate((lanes) => lanes.scrollTop)).toBe(60)
})

test("without script a form does the same, with what is wrong at its field", async ({ browser, centre }) => {
  const { start } = await booked(centre, "فردوس")
  const context = await browser.newContext({ baseURL: centre.url, javaScriptEnabled: false })
  const page = await context.newPage()
  await signIn(page, RECEPTION)
  const [[id]] = centre.sql("SELECT a.id FROM attendance a JOIN person p ON p.id = a.person_id WHERE p.name = 'فردوس'")
  await page.goto(`/staff/visits/${id}`)
  const put = page.locator("#put")
  await put.locator("#minutes").fill("52")
  await put.getByRole("button").click()
  await expect(page.locator("#minutes-error")).toBeVisible()
  await expect(page.locator("#put #minutes")).toHaveValue("52")
  await page.locator("#put #minutes").fill("50")
  await page.locator("#put #at_time").fill("06:00")
  await page.locator("#put").getByRole("button").click()
  await expect(page.locator("#why-error")).toContainText(said.desk.place.outside)
  await page.locator("#put #why").fill("قبل العمل")
  await page.locator("#put").getByRole("button").click()
  await expect(page.locator(".history")).toContainText("قبل العمل")
  expect(standing(centre, "فردوس")).toMatchObject({ day: start.slice(0, 10), start: 360, minutes: 50 })
  await context.close()
})

test("a month says what each day came to, and follows what happens", async ({ page, centre }) => {
  const { day } = await booked(centre, "أسماء")
  await signIn(page, RECEPTION)
  await page.goto(`/staff/month/${day.slice(0, 7)}`)
  await awake(page)
  const cell = page.locator(`[data-day="${day.replaceAll("-", "")}"]`)
  await expect(cell).toContainText(said.desk.month.appointments_one)
  await expect(page.locator("html")).toHaveAttribute("data-line", "live")
  const [other] = (await centre.freeTimes({ from: day })).filter((time) => time.startsWith(day))
  expect((await centre.book({ start: other, name: "حياة" })).status).toBe(303)
  await expect(cell).toContainText(said.desk.month.appointments_two)
  await cell.getByRole("link").click()
  await expect(page).toHaveURL(`/staff/day/${day}`)
  await expect(card(page, "حياة")).toBeVisible()
})

test("one, several or all are shown, in a week and on a day", async ({ page, centre }) => {
  const { day } = await booked(centre, "سهام")
  await atDay(page, day)
  await expect(page.locator(".lanes__lane")).toHaveCount(2)
  await page.locator(".whose summary").click()
  await page.locator(".whose").getByLabel("كريم").check()
  await page.locator(".whose button").click()
  await expect(page.locator(".lanes__lane")).toHaveText(["كريم"])
  await page.goto(`/staff/week/${day}`)
  await awake(page)
  await expect(card(page, "سهام")).toBeVisible()
  const [[led]] = centre.sql(
    `SELECT st.name FROM session s JOIN attendance a ON a.session_id = s.id JOIN person p ON p.id = a.person_id
     JOIN staff st ON st.id = s.staff_id WHERE p.name = 'سهام'`,
  )
  const other = led === "كريم" ? "سميرة" : "كريم"
  await page.locator(".whose summary").click()
  await page.locator(".whose").getByLabel(other).check()
  await page.locator(".whose button").click()
  await expect(card(page, "سهام")).toHaveCount(0)
})
