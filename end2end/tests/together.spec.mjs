// Two people at the same thing: they see each other, and whoever saves later sees what stands before anything is gone.
import { Centre, PASSWORD, expect, press, signIn, test } from "../centre.mjs"
import { inspect } from "../inspect.mjs"
import { words } from "../words.mjs"

const said = words("fr")
const { clash, rooms, services } = said.desk
const FIRST = { email: "hind@example.com", name: "Hind" }
const SECOND = { email: "ilham@example.com", name: "Ilham" }

/** A centre of its own where two work, and a browser for each at `path`. */
async function together(browser, options = {}) {
  const centre = await Centre.open()
  for (const { email, name } of [FIRST, SECOND]) {
    centre.run(["user", "add", "--email", email, "--name", name, "--role", "administrator", "--role", "reception"], PASSWORD)
  }
  centre.sql("UPDATE staff SET language = 'fr'")
  const pages = []
  for (const { email } of [FIRST, SECOND]) {
    const context = await browser.newContext({ baseURL: centre.url, viewport: { width: 1280, height: 800 }, ...options })
    const page = await context.newPage()
    await signIn(page, email)
    pages.push(page)
  }
  await pages[0].goto("/staff/rooms")
  await pages[0].locator("#name").fill("Bleue")
  await pages[0].locator("#capacity").fill("3")
  await pages[0].getByRole("button", { name: rooms.add, exact: true }).click()
  await expect(pages[0].locator(".entry", { hasText: "Bleue" })).toBeVisible()
  const [[id]] = centre.sql("SELECT id FROM room")
  const close = async () => {
    for (const page of pages) await page.context().close()
    await centre.stop()
    centre.close()
  }
  return { centre, pages, room: `/staff/rooms/${id}`, close }
}

test("whoever opens a form is named to the others while they are there", async ({ browser }) => {
  const { centre, pages: [hind, ilham], room, close } = await together(browser)
  await hind.goto(room)
  await expect(hind.locator("html")).toHaveAttribute("data-awake", "")
  await expect(hind.locator(".others")).toBeHidden()
  // Brought without a load.
  await ilham.goto("/staff/rooms")
  await expect(ilham.locator("html")).toHaveAttribute("data-awake", "")
  await ilham.locator(".entry").getByRole("link", { name: rooms.change }).click()
  await expect(ilham.locator(".others")).toContainText("Hind")
  await expect(hind.locator(".others")).toContainText("Ilham")
  await ilham.locator(".office__back a").click()
  await expect(hind.locator(".others")).toBeHidden()
  expect(centre.sql("SELECT COUNT(*) FROM editing")).toEqual([[1]])
  await hind.goto("/staff")
  await expect.poll(() => centre.sql("SELECT COUNT(*) FROM editing")).toEqual([[0]])
  await close()
})

test("a pointer that passes over a link opens nothing", async ({ browser }) => {
  const { centre, pages: [hind], room, close } = await together(browser)
  await hind.goto("/staff/rooms")
  await expect(hind.locator("html")).toHaveAttribute("data-awake", "")
  await hind.locator(`a[href='${room}']`).hover()
  // Whatever a pointer brings is there by the time that another page is.
  await hind.locator(".deskbar__nav a[href='/staff/tasks']").click()
  await expect(hind).toHaveURL("/staff/tasks")
  await expect(hind.locator("#main h1")).toBeVisible()
  expect(centre.sql("SELECT COUNT(*) FROM editing")).toEqual([[0]])
  await close()
})

for (const javaScriptEnabled of [true, false]) {
  test(`the later sees both versions and decides, ${javaScriptEnabled ? "with" : "without"} script`, async ({ browser }) => {
    const { centre, pages: [hind, ilham], room, close } = await together(browser, { javaScriptEnabled })
    for (const page of [hind, ilham]) {
      await page.goto(room)
      if (javaScriptEnabled) await expect(page.locator("html")).toHaveAttribute("data-awake", "")
    }
    if (!javaScriptEnabled) await expect(ilham.locator(".others")).toContainText("Hind")
    await ilham.locator("#name").fill("Jaune")
    await hind.locator("#name").fill("Verte")
    await press(hind, services.save)
    await expect(hind).toHaveURL("/staff/rooms")
    await press(ilham, services.save)
    await expect(ilham.locator(".error-summary")).toContainText(clash.title)
    await expect(ilham.locator(".error-summary")).toContainText("Hind")
    await expect(ilham.locator("#name")).toHaveValue("Jaune")
    await expect(ilham.locator(".versions__value")).toHaveText(["Verte"])
    expect(centre.sql("SELECT name FROM room")).toEqual([["Verte"]])
    if (javaScriptEnabled) {
      await inspect(ilham, "two versions")
    }
    await ilham.getByRole("link", { name: clash.take }).click()
    await expect(ilham.locator("#name")).toHaveValue("Verte")
    await expect(ilham.locator(".error-summary")).toHaveCount(0)
    // And the other way.
    await hind.goto(room)
    await ilham.locator("#name").fill("Rouge")
    await hind.locator("#capacity").fill("9")
    await press(hind, services.save)
    await expect(hind).toHaveURL("/staff/rooms")
    await press(ilham, services.save)
    await expect(ilham.locator(".versions__value")).toHaveText(["Verte", "9"])
    await press(ilham, clash.keep)
    await expect(ilham).toHaveURL("/staff/rooms")
    expect(centre.sql("SELECT name, capacity FROM room")).toEqual([["Rouge", 3]])
    await close()
  })
}

test("a form that comes back with a mistake still sees no more than it was shown", async ({ browser }) => {
  const { pages: [hind, ilham], room, close } = await together(browser)
  await ilham.goto(room)
  // Whoever has not begun is shown what was saved meanwhile.
  await ilham.locator("#capacity").fill("")
  await hind.goto(room)
  await hind.locator("#name").fill("Verte")
  await press(hind, services.save)
  await press(ilham, services.save)
  await expect(ilham.locator("#capacity-error")).toBeVisible()
  await ilham.locator("#capacity").fill("4")
  await press(ilham, services.save)
  await expect(ilham.locator(".error-summary")).toContainText(clash.title)
  await close()
})
