// What the desk sets up: services, rooms, people and workshops; and what families then find.
import { Centre, PASSWORD, RECEPTION, expect, signIn, test, press } from "../centre.mjs"
import { inspect } from "../inspect.mjs"
import { words } from "../words.mjs"

const said = words("ar")
const { services, rooms, people, workshops } = said.desk
const ADMIN = "admin@example.com"

/** A centre of its own with an administrator, who is signed in. */
async function openCentre(browser, locale = "ar") {
  const centre = await Centre.open()
  centre.hire()
  centre.run(["user", "add", "--email", ADMIN, "--name", "المديرة", "--role", "administrator", "--role", "reception"], PASSWORD)
  centre.sql("UPDATE staff SET language = ?", locale)
  const context = await browser.newContext({ baseURL: centre.url, viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  await signIn(page, ADMIN)
  const close = async () => {
    await context.close()
    await centre.stop()
    centre.close()
  }
  return { centre, page, close }
}


/** Fills the form of a service that is not there yet. */
async function fillService(page, { slug, seats = "1" }) {
  for (const [language, name] of [["ar", "ورشة الوالدين"], ["fr", "Atelier parents"], ["en", "Parents’ workshop"]]) {
    await page.locator(`#name_${language}`).fill(name)
  }
  await page.locator("#slug").fill(slug)
  await page.locator("#seats").fill(seats)
  for (const box of await page.locator("input[name^=staff_]").all()) await box.check()
}

test("a service for groups is added, a workshop of it set up, its last seat taken, and cancelled", async ({ browser }) => {
  const { centre, page, close } = await openCentre(browser)
  await page.goto("/staff/services/new")
  await fillService(page, { slug: "parents-workshop", seats: "0" })
  await page.locator("#minutes").fill("92")
  await press(page, services.save)
  await expect(page.locator("#minutes-error")).toContainText(services.wrong_fives)
  await expect(page.locator("#seats-error")).toContainText(services.wrong_range)
  await expect(page.locator("#name_ar")).toHaveValue("ورشة الوالدين")
  await page.locator("#minutes").fill("90")
  await page.locator("#seats").fill("2")
  await press(page, services.save)
  await expect(page.getByText(services.saved)).toBeVisible()
  await expect(page).toHaveURL(/parents-workshop\?saved/)

  const [start] = await centre.plainTimes()
  await page.goto("/staff/workshops")
  await page.locator("#service").selectOption("parents-workshop")
  await page.locator("#day").fill(start.slice(0, 10))
  await page.locator("#time").fill("03:00")
  await press(page, workshops.set_up)
  await expect(page.locator(".error-summary")).toContainText(workshops.nobody_free)
  await page.locator("#time").fill(start.slice(11))
  await press(page, workshops.set_up)
  await expect(page.locator(".entry")).toContainText(start.slice(11))

  const group = { service: "parents-workshop" }
  expect(await centre.isFree(start, group)).toBe(true)
  for (const name of ["أ", "ب"]) expect((await centre.book({ start, name, ...group })).status).toBe(303)
  expect(await centre.isFree(start, group)).toBe(false)
  expect((await centre.book({ start, name: "ج", ...group })).status).toBe(409)
  await page.goto("/staff/workshops")
  await page.getByRole("link", { name: workshops.open, exact: true }).click()
  await expect(page.locator(".sheet tbody tr")).toHaveCount(2)
  await page.getByRole("link", { name: workshops.cancel, exact: true }).click()
  await press(page, workshops.cancel_yes)
  await expect(page.getByText(workshops.cancelled)).toBeVisible()
  expect(centre.sql("SELECT COUNT(*) FROM outbox WHERE template = 'cancelled'")).toEqual([[2]])
  await close()
})

test("a session for two parties needs a room that holds all, and only the desk changes its time", async ({ browser }) => {
  const { centre, page, close } = await openCentre(browser)
  await page.goto("/staff/services/social-guidance")
  await page.locator("#parties").selectOption("2")
  await page.locator("#stagger_minutes").fill("45")
  await page.locator("#needs_room").check()
  await press(page, services.save)
  await expect(page.locator("#stagger_minutes-error")).toContainText(services.wrong_range)
  await page.locator("#stagger_minutes").fill("15")
  await press(page, services.save)
  await expect(page.getByText(services.saved)).toBeVisible()
  const joint = { service: "social-guidance" }
  expect(await centre.freeTimes(joint), "no room yet").toEqual([])

  await page.goto("/staff/rooms")
  for (const [name, capacity] of [["الصغيرة", "2"], ["الكبيرة", "4"]]) {
    await page.locator("#name").fill(name)
    await page.locator("#capacity").fill(capacity)
    await press(page, rooms.add)
    await expect(page.locator(".entry", { hasText: name })).toBeVisible()
  }
  const [start] = await centre.plainTimes(joint)
  expect((await centre.book({ start, name: "سلوى", ...joint })).status).toBe(303)
  await page.goto(`/staff/day/${start.slice(0, 10)}`)
  await page.locator(".visit").getByRole("link", { name: "سلوى" }).click()
  await expect(page.locator(".facts")).toContainText("الكبيرة")
  await expect(page.getByRole("button", { name: said.desk.visit.second_add })).toBeVisible()

  await page.goto("/staff/rooms")
  await page.locator(".entry", { hasText: "الكبيرة" }).getByRole("link", { name: rooms.change }).click()
  await press(page, rooms.retire)
  await expect(page.locator(".error-summary")).toContainText(rooms.in_use)
  await close()
})

test("what is noted of people is what families may ask for", async ({ browser }) => {
  const { centre, page, close } = await openCentre(browser)
  centre.run(["user", "add", "--email", "autre@example.com", "--name", "يوسف", "--role", "mediator"], PASSWORD)
  await page.goto("/staff/people")
  await page.locator(".entry", { hasText: "سميرة" }).getByRole("link", { name: people.change }).click()
  await page.locator("#gender").selectOption("woman")
  await press(page, services.save)
  const family = await browser.newContext({ baseURL: centre.url, viewport: { width: 360, height: 740 } })
  const phone = await family.newPage()
  await phone.goto("/ar/book?service=information-meeting")
  await expect(phone.locator("input[name=with][value=woman]")).toBeAttached()
  await expect(phone.locator("input[name=with][value=man]")).toHaveCount(0)
  await family.close()

  // Reception asks for a caller, and the appointment remembers it.
  await page.goto("/staff/book?with=woman")
  await expect(page.locator("#with")).toHaveValue("woman")
  await page.locator("#name").fill("نعيمة العلوي")
  await page.locator("#mobile").fill("06 00 11 22 33")
  await page.locator("#consent").check()
  await press(page, said.booking.confirm)
  await expect(page.getByText(said.desk.booked_ok)).toBeVisible()
  const [[id]] = centre.sql("SELECT id FROM attendance WHERE person_id = (SELECT id FROM person WHERE name = 'نعيمة العلوي')")
  await page.goto(`/staff/visits/${id}`)
  await expect(page.locator(".facts")).toContainText(people.woman)
  await close()
})

for (const locale of ["ar", "fr"]) {
  const pages = {
    services: ["/staff/services", "/staff/services/new", "/staff/services/information-meeting"],
    "rooms and people": ["/staff/rooms", "/staff/rooms/1", "/staff/people"],
    "workshops and hours": ["/staff/workshops", "/staff/hours/season/1", "/staff/hours/room/1"],
  }
  for (const [name, paths] of Object.entries(pages)) {
    test(`${locale}: the pages that set up ${name}, looked at by machine`, async ({ browser }) => {
      const { centre, page, close } = await openCentre(browser, locale)
      centre.sql("INSERT INTO season (centre_id, label, first_day, last_day) VALUES (1, 'رمضان', '2099-02-01', '2099-03-01')")
      centre.sql("INSERT INTO season_hours (season_id, weekday, from_minute, to_minute) VALUES (1, 1, 540, 900)")
      centre.sql("INSERT INTO room (centre_id, name, capacity, active) VALUES (1, 'A', 4, 1)")
      centre.sql("UPDATE service SET seats = 5 WHERE slug = 'social-guidance'")
      for (const path of paths) {
        await page.goto(path)
        await expect(page.locator("h1")).toHaveCount(1)
        await inspect(page, `${locale} ${path}`)
      }
      await close()
    })
  }
}

test("reception sees no services, and a mediator none of these pages", async ({ browser }) => {
  const { centre, close } = await openCentre(browser)
  const refused = async (email, paths, posts) => {
    const context = await browser.newContext({ baseURL: centre.url })
    const page = await context.newPage()
    await signIn(page, email)
    for (const path of paths) {
      await page.goto(path)
      await expect(page.getByText(said.desk.forbidden)).toBeVisible()
    }
    for (const path of posts) {
      const post = await page.request.post(path, { form: {}, headers: { origin: centre.url } })
      expect(post.status(), path).toBe(403)
    }
    await context.close()
  }
  const services = ["/staff/services/new", "/staff/services/social-guidance"]
  await refused(RECEPTION, ["/staff/services", ...services], services)
  const others = ["/staff/rooms", "/staff/workshops", "/staff/people/1"]
  await refused("mediatrice@example.com", ["/staff/services", "/staff/people", ...others], [...services, ...others])
  await close()
})
