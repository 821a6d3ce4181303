// A name or a contact that was wrong, a link in the wrong hands, and what is kept about somebody.
import { RECEPTION, MEDIATOR, expect, signIn, test, press } from "../centre.mjs"
import { words } from "../words.mjs"

const said = words("ar")
const { visit } = said.desk
const { own } = said.booking

test.use({ viewport: { width: 1280, height: 800 } })
test.beforeEach(({ centre }) => centre.hire())


/** The private link of whoever has just booked, from its message. */
function linkOf(centre, name) {
  const rows = centre.sql(
    `SELECT link_secret FROM outbox JOIN contact ON contact.id = outbox.contact_id
     JOIN person ON person.id = contact.person_id WHERE name = ? AND link_secret IS NOT NULL ORDER BY outbox.id`,
    name,
  )
  return rows.at(-1)[0]
}

async function prove(page, link, letters) {
  await page.goto(`/ar/appointment/${link}`)
  await page.locator("#proof").fill(letters)
  await press(page, said.booking.proof_open)
}

async function open(page, start, name) {
  await page.goto(`/staff/day/${start.slice(0, 10)}`)
  await page.locator(".visit").getByRole("link", { name, exact: true }).click()
  await expect(page.getByRole("heading", { level: 1, name: visit.title, exact: true })).toBeVisible()
}

const toPerson = (page) => page.getByRole("link", { name: visit.person_open, exact: true }).click()

test("a wrong number is corrected: the old link ends, the new one opens", async ({ page, centre, browser }) => {
  const [start] = await centre.plainTimes()
  await centre.book({ start, name: "سعاد", mobile: "0612000001" })
  const old = linkOf(centre, "سعاد")
  await signIn(page, RECEPTION)
  await open(page, start, "سعاد")
  await toPerson(page)
  await page.locator("#mobile").fill("06")
  await press(page, visit.person_save)
  await expect(page.locator(".error-summary")).toContainText(said.booking.e.phone_too_short)
  await page.locator("#mobile").fill("0612000002")
  await press(page, visit.person_save)
  const address = await page.locator("#private-link").inputValue()
  await expect(page.locator(".facts")).toContainText("06 12 00 00 02")
  await page.getByRole("link", { name: visit.title, exact: true }).click()
  await expect(page.locator(".history")).toContainText(visit.corrected)

  const theirs = await (await browser.newContext({ baseURL: centre.url })).newPage()
  await prove(theirs, old, "سعا")
  await expect(theirs.locator(".field__error")).toContainText(said.booking.proof_wrong)
  await prove(theirs, address.split("/").at(-1), "سعا")
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText(said.booking.manage_title)
})

test("a link in the wrong hands is ended at the desk, with whatever it had opened", async ({ page, centre, browser }) => {
  const [start] = await centre.plainTimes()
  await centre.book({ start, name: "كنزة" })
  const theirs = await (await browser.newContext({ baseURL: centre.url })).newPage()
  await prove(theirs, linkOf(centre, "كنزة"), "كنز")
  await expect(theirs.locator(".facts")).toBeVisible()
  await signIn(page, RECEPTION)
  await open(page, start, "كنزة")
  await toPerson(page)
  await press(page, visit.link_end)
  await expect(page.locator(".chosen")).toContainText(visit.link_ended)
  await theirs.reload()
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText(said.booking.manage_gone_title)
})

test("a person changes the contact and makes a new link alone", async ({ centre, browser }) => {
  const [start] = await centre.plainTimes()
  await centre.book({ start, name: "حليمة", mobile: "0612000003" })
  const old = linkOf(centre, "حليمة")
  const context = await browser.newContext({ baseURL: centre.url, javaScriptEnabled: false })
  const page = await context.newPage()
  await prove(page, old, "حلي")
  await page.getByRole("link", { name: own.contact, exact: true }).click()
  await expect(page.locator("main")).not.toContainText("06 12 00 00 03")
  await press(page, own.contact_save)
  await expect(page.locator(".error-summary")).toBeVisible()
  await page.locator("#channel").check()
  await page.locator("#mobile").fill("0612000004")
  await page.locator("#may_leave_message").check()
  await press(page, own.contact_save)
  await expect(page.locator(".chosen")).toContainText(own.new_link_is)
  const second = (await page.locator("#private-link").inputValue()).split("/").at(-1)
  expect(second).not.toBe(old)
  await page.getByRole("link", { name: said.booking.manage_title, exact: true }).click()
  await page.getByRole("link", { name: own.new_link, exact: true }).click()
  await press(page, own.new_link)
  const third = (await page.locator("#private-link").inputValue()).split("/").at(-1)
  const other = await (await browser.newContext({ baseURL: centre.url })).newPage()
  await prove(other, second, "حلي")
  await expect(other.locator(".field__error")).toContainText(said.booking.proof_wrong)
  await prove(other, third, "حلي")
  await expect(other.locator(".facts")).toBeVisible()
})

test("somebody gets a copy of what is kept, and is forgotten when nothing is ahead", async ({ page, centre }) => {
  const [start] = await centre.plainTimes()
  await centre.book({ start, name: "فتيحة", mobile: "0612000005" })
  await signIn(page, RECEPTION)
  await open(page, start, "فتيحة")
  await toPerson(page)
  const [file] = await Promise.all([page.waitForEvent("download"), press(page, visit.export)])
  const chunks = []
  for await (const chunk of await file.createReadStream()) chunks.push(chunk)
  const [entry] = JSON.parse(Buffer.concat(chunks)).entries
  expect(entry.name).toBe("فتيحة")
  expect(entry.contacts[0].address).toBe("+212612000005")
  expect(entry.appointments[0].start).toContain(start)
  expect(entry.consents[0].way).toBe("form")

  await page.locator("#sure").check()
  await press(page, visit.erase)
  await expect(page.locator(".error-summary")).toContainText(visit.erase_ahead)
  await page.getByRole("link", { name: visit.title, exact: true }).click()
  await press(page, visit.cancel)
  await toPerson(page)
  await page.locator("#sure").check()
  await press(page, visit.erase)
  await expect(page.locator(".facts")).toContainText("—")
  await expect(page.locator("main")).not.toContainText("فتيحة")
  expect(centre.sql("SELECT COUNT(*) FROM person WHERE name = 'فتيحة'")).toEqual([[0]])
})

test("a mediator neither corrects nor exports", async ({ page, centre }) => {
  const [start] = await centre.plainTimes()
  await centre.book({ start, name: "مليكة" })
  await signIn(page, MEDIATOR)
  await open(page, start, "مليكة")
  await expect(page.getByRole("link", { name: visit.person_open, exact: true })).toHaveCount(0)
  const path = new URL(page.url()).pathname
  for (const verb of ["person", "link", "link/end", "export", "erasure"]) {
    const answer = await page.request.post(`${path}/${verb}`, { form: { version: "1" }, headers: { origin: centre.url } })
    expect(answer.status(), verb).toBe(403)
  }
})
