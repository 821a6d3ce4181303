// Two files of one person are found, set side by side, brought together and taken apart again; two parties never are.
import { RECEPTION, expect, press, signIn, test } from "../centre.mjs"
import { words } from "../words.mjs"

const said = words("ar")
const { same } = said.people

test.use({ viewport: { width: 1280, height: 800 } })
test.beforeEach(({ centre }) => centre.hire())

async function twoFiles(centre) {
  const [first, second] = await centre.plainTimes()
  await centre.book({ start: first, name: "سعاد التازي", mobile: "0612000011" })
  await centre.book({ start: second, name: "Souad Tazi", mobile: "0612000011" })
}

async function find(page, typed) {
  await page.goto(`/staff/find?q=${encodeURIComponent(typed)}`)
  return page.locator(".found__who")
}

test("two files of one person are brought together by one name, and taken apart again", async ({ page, centre }) => {
  await twoFiles(centre)
  await signIn(page, RECEPTION)
  await expect(await find(page, "0612000011")).toHaveCount(2)
  await page.goto("/staff/persons/likely")
  const row = page.locator(".entry").filter({ hasText: "Souad Tazi" })
  await expect(row).toContainText(same.contact)
  await row.getByRole("link", { name: same.compare, exact: true }).click()
  await expect(page.locator(".pair__side")).toHaveCount(2)
  await page.locator(".pair__side").filter({ hasText: "سعاد التازي" }).getByRole("button").click()
  await expect(page.locator(".file__name")).toHaveText("سعاد التازي")
  await expect(page.locator(".file__also")).toContainText("Souad Tazi")

  const found = await find(page, "Souad")
  await expect(found).toHaveText(["سعاد التازي"])
  await found.click()
  await press(page, same.take_back)
  await expect(page.locator(".file__name")).toHaveText("Souad Tazi")
  await expect(await find(page, "0612000011")).toHaveCount(2)
})

test("that two are not one is remembered, and can be taken back", async ({ page, centre }) => {
  await twoFiles(centre)
  await signIn(page, RECEPTION)
  await page.goto("/staff/persons/likely")
  await page.getByRole("link", { name: same.compare, exact: true }).click()
  await press(page, same.two)
  await expect(page.getByRole("heading", { name: same.said, exact: true })).toBeVisible()
  await page.goto("/staff/persons/likely")
  await expect(page.locator(".office__none")).toHaveText(same.list_none)
})
