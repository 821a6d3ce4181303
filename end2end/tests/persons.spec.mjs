// Two files of one person are found, set side by side, brought together and taken apart again; two parties never are.
import { RECEPTION, expect, press, signIn, test } from "../centre.mjs"
import { inspect } from "../inspect.mjs"
import { words } from "../words.mjs"

const said = words("ar")
const { same } = said.people

test.use({ viewport: { width: 1280, height: 800 } })
test.beforeEach(({ centre }) => centre.hire())

async function twoFiles(centre, mobile, [one, other] = ["ثريا بنونة", "Touria Bennouna"]) {
  const free = await centre.plainTimes()
  // On two days: with one mediator the next time may meet the first.
  const [first, second] = [free[0], free.find((start) => start.slice(0, 10) !== free[0].slice(0, 10))]
  expect((await centre.book({ start: first, name: one, mobile })).status).toBe(303)
  expect((await centre.book({ start: second, name: other, mobile })).status).toBe(303)
}

async function find(page, typed) {
  await page.goto(`/staff/find?q=${encodeURIComponent(typed)}`)
  return page.locator(".found__who")
}

test("two files of one person are brought together by one name, and taken apart again", async ({ page, centre }) => {
  await twoFiles(centre, "0612000011")
  await signIn(page, RECEPTION)
  await expect(await find(page, "0612000011")).toHaveCount(2)
  await page.goto("/staff/persons/likely")
  const row = page.locator(".entry").filter({ hasText: "Touria Bennouna" })
  await expect(row).toContainText(same.contact)
  await row.getByRole("link", { name: same.compare, exact: true }).click()
  await expect(page.locator(".pair__side")).toHaveCount(2)
  await page.locator(".pair__side").filter({ hasText: "ثريا بنونة" }).getByRole("button").click()
  await expect(page.locator(".pair__side")).toHaveCount(0)
  await expect(page.locator(".file__name")).toHaveText("ثريا بنونة")
  await expect(page.locator(".file__also")).toContainText("Touria Bennouna")

  const found = await find(page, "Touria")
  await expect(found).toHaveText(["ثريا بنونة"])
  await found.click()
  await press(page, same.take_back)
  await expect(page.locator(".file__name")).toHaveText("Touria Bennouna")
  await expect(await find(page, "0612000011")).toHaveCount(2)
})

test("that two are not one is remembered, and can be taken back", async ({ page, centre }) => {
  await twoFiles(centre, "0612000022", ["مروان القادري", "Marouane Kadiri"])
  await signIn(page, RECEPTION)
  await page.goto("/staff/persons/likely")
  const row = page.locator(".entry").filter({ hasText: "Marouane" })
  await inspect(page, "likely pairs")
  await page.setViewportSize({ width: 1280, height: 800 })
  await row.getByRole("link", { name: same.compare, exact: true }).click()
  await expect(page.locator(".pair__side")).toHaveCount(2)
  await inspect(page, "a pair")
  await page.setViewportSize({ width: 1280, height: 800 })
  await press(page, same.two)
  await expect(page.getByRole("heading", { name: same.said, exact: true })).toBeVisible()
  const file = page.url()
  await page.goto("/staff/persons/likely")
  await expect(page.locator("#main h1")).toBeVisible()
  await expect(row).toHaveCount(0)
  await page.goto(file)
  await press(page, same.unsay)
  await page.goto("/staff/persons/likely")
  await expect(row).toHaveCount(1)
})
