// What is a centre's own: its words, its numbers for danger, what its messages say, its report and its files.
import { Centre, PASSWORD, awake, expect, press, signIn, test } from "../centre.mjs"
import { inspect } from "../inspect.mjs"
import { words } from "../words.mjs"

const ADMIN = "direction@example.com"
const said = words("fr")
const { messages, help, exports: files } = said.admin

/** A centre of its own with an administrator, whose desk speaks French; `javaScriptEnabled` as it is wanted. */
async function openCentre(browser, more = {}) {
  const centre = await Centre.open()
  centre.run(["user", "add", "--email", ADMIN, "--name", "Directrice", "--role", "administrator"], PASSWORD)
  centre.sql("UPDATE staff SET language = 'fr'")
  const context = await browser.newContext({ baseURL: centre.url, locale: "fr", ...more })
  const page = await context.newPage()
  await signIn(page, ADMIN)
  const close = async () => {
    await context.close()
    await centre.stop()
    centre.close()
  }
  return { centre, page, close }
}

test("what a centre says of itself shows at once to families", async ({ browser }) => {
  const { page, close } = await openCentre(browser)
  await page.goto("/staff/centre/words")
  await page.locator("#name_fr").fill("Maison <Atlas>")
  await page.locator("#address_fr").fill("12, rue des Oliviers\nFès")
  await page.locator("#hours_fr").fill("du lundi au vendredi")
  await page.locator("#way_ar").fill("الحافلة 12")
  await press(page, said.admin.save)
  await expect(page.locator(".chosen")).toContainText(said.admin.saved)
  await page.goto("/fr/contact")
  await expect(page.locator(".brand__name")).toHaveText("Maison <Atlas>")
  await expect(page.locator("main")).toContainText("12, rue des Oliviers")
  await expect(page.locator("main")).toContainText("du lundi au vendredi")
  await expect(page.locator("main p[lang=ar]")).toHaveText("الحافلة 12")
  await expect(page.locator("body")).not.toContainText("Benjelloun")
  await expect(page.locator(".telephone")).toHaveCount(0)
  await page.goto("/staff/centre")
  await page.locator("#phone").fill("05 35 61 00 00")
  await press(page, said.admin.save)
  await page.goto("/fr/contact")
  await expect(page.locator("main .telephone a[href='tel:+212535610000']")).toBeVisible()
  await close()
})

test("official pages stand at the foot of each page, and what is none is said at its field", async ({ browser }) => {
  const { page, close } = await openCentre(browser, { javaScriptEnabled: false })
  const save = () => page.getByRole("button", { name: said.admin.save, exact: true }).click()
  await page.goto("/fr/about")
  await expect(page.locator(".official")).toHaveCount(0)
  await page.goto("/staff/centre")
  const typed = "https://www.facebook.com/centre.fes\n\njavascript:alert(1)"
  await page.locator("#official_pages").fill(typed)
  await save()
  await expect(page.locator("#official_pages-error")).toContainText(said.admin.settings.pages_wrong)
  await expect(page.locator("#official_pages")).toHaveValue(typed)
  await page.locator("#official_pages").fill("https://www.facebook.com/centre.fes\ninstagram.com/centre.fes\nhttps://social.gov.ma/")
  await save()
  await expect(page.locator(".chosen")).toContainText(said.admin.saved)
  await expect(page.locator("#official_pages")).toHaveValue(
    "https://www.facebook.com/centre.fes\nhttps://instagram.com/centre.fes\nhttps://social.gov.ma/",
  )
  for (const path of ["/fr/about", "/ar/articles", "/fr"]) {
    await page.goto(path)
    await expect(page.locator("footer .official a")).toHaveText(["Facebook", "Instagram", "social.gov.ma"])
    await expect(page.locator("footer .official__out")).toHaveText(words(path.slice(1, 3)).site.official_out)
  }
  // Nothing of them is fetched by whoever only reads here, and whoever follows one does not say from where.
  const first = page.locator("footer .official a").first()
  await expect(first).toHaveAttribute("href", "https://www.facebook.com/centre.fes")
  await expect(first).toHaveAttribute("rel", /noreferrer/)
  await close()
})

test("the numbers for danger are checked, shown and brought back", async ({ browser }) => {
  const { page, close } = await openCentre(browser, { javaScriptEnabled: false })
  await page.goto("/staff/centre/help")
  await expect(page.locator("#number_4")).toHaveValue("8350")
  await page.locator("#number_5").fill("abc")
  await page.getByRole("button", { name: said.admin.save, exact: true }).click()
  await expect(page.locator("#number_5-error")).toContainText(help.wrong)
  await expect(page.locator("#ar_5-error")).toBeVisible()
  await expect(page.locator("#number_5")).toHaveValue("abc")
  await page.locator("#number_5").fill("١٤١")
  for (const [field, text] of [["ar_5", "خط الاستماع"], ["fr_5", "ligne d’écoute"], ["en_5", "listening line"]]) {
    await page.locator(`#${field}`).fill(text)
  }
  await page.getByRole("button", { name: said.admin.save, exact: true }).click()
  await page.goto("/fr/danger")
  await expect(page.locator("main a[href='tel:141']")).toBeVisible()
  await page.goto("/staff/centre/help")
  await page.getByRole("button", { name: help.restore }).click()
  await page.goto("/fr/danger")
  await expect(page.locator("main a[href='tel:141']")).toHaveCount(0)
  await expect(page.locator("main a[href='tel:8350']")).toBeVisible()
  await close()
})

const TEXT = "Nouvelle heure : {jour}, {heure}."

/** Latin letters take one place each, and a message alone has 160. */
async function counted(preview) {
  const message = await preview.locator("[data-said]").textContent()
  expect(message).toMatch(/^Nouvelle heure : .+ 20\d\d, 10:30\.$/)
  await expect(preview.locator("[data-parts]")).toHaveText("1")
  await expect(preview.locator("[data-left]")).toHaveText(String(160 - message.length))
  await expect(preview.locator("[data-alphabet=gsm]")).toBeVisible()
  await expect(preview.locator("[data-alphabet=ucs2]")).toBeHidden()
}

test("a message is counted while one types", async ({ browser }) => {
  const { page, close } = await openCentre(browser)
  await page.goto("/staff/centre/messages/moved")
  await awake(page)
  const preview = page.locator("#text_fr-preview")
  await page.locator("#text_fr").fill(TEXT)
  await counted(preview)
  await page.locator("#text_fr").fill(`${TEXT} ç${"a".repeat(60)}`)
  await expect(preview.locator("[data-alphabet=ucs2]")).toBeVisible()
  await expect(preview.locator("[data-parts]")).toHaveText("2")
  await close()
})

test("a message is counted and checked without script, and its usual text comes back", async ({ browser }) => {
  const { centre, page, close } = await openCentre(browser, { javaScriptEnabled: false })
  const save = () => page.getByRole("button", { name: said.admin.save, exact: true }).click()
  await page.goto("/staff/centre/messages/moved")
  await page.locator("#text_fr").fill("Médiation : {jour} {autre}")
  await save()
  await expect(page.locator("#text_fr-error")).toContainText(messages.wrong_unknown)
  await expect(page.locator("#text_fr")).toHaveValue("Médiation : {jour} {autre}")
  await expect(page.locator(".notice[role=note]")).toContainText("mediation")
  await page.locator("#text_fr").fill("Nouvelle heure : {jour}")
  await save()
  await expect(page.locator("#text_fr-error")).toContainText(messages.wrong_time)
  await page.locator("#text_fr").fill(TEXT)
  await page.getByRole("button", { name: messages.look }).click()
  await counted(page.locator("#text_fr-preview"))
  expect(centre.sql("SELECT text FROM message_text")).toEqual([])
  await save()
  const kept = [["moved", "fr", "Nouvelle heure : {day}, {time}."]]
  expect(centre.sql("SELECT template, language, text FROM message_text")).toEqual(kept)
  await expect(page.locator("#text_fr")).toHaveValue(TEXT)
  await page.getByRole("button", { name: messages.restore }).click()
  expect(centre.sql("SELECT text FROM message_text")).toEqual([])
  await close()
})

test("a file is written in the background and fetched by whoever asked", async ({ browser }) => {
  const { centre, page, close } = await openCentre(browser)
  const asked = await page.request.post("/staff/exports", {
    form: { kind: "report_csv", from: "2026-01-01", to: "2026-12-31" },
    headers: { "sec-fetch-site": "same-origin" },
  })
  expect(asked.status()).toBe(200)
  await expect.poll(() => centre.sql("SELECT status FROM export")).toEqual([["ready"]])
  await page.goto("/staff/exports")
  const address = await page.getByRole("link", { name: files.fetch }).getAttribute("href")
  const file = await page.request.get(address)
  expect((await file.body()).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
  expect(await file.text()).toContain(said.admin.report.people)
  expect((await fetch(`${centre.url}${address}`, { redirect: "manual" })).status).toBe(303)
  await close()
})

for (const locale of ["ar", "fr", "en"]) {
  test(`the pages of the settings can be read by everybody, in ${locale}`, async ({ browser }) => {
    const { centre, page, close } = await openCentre(browser)
    centre.sql("UPDATE staff SET language = ?", locale)
    for (const path of ["centre/words", "centre/help", "centre/messages", "centre/messages/booked", "figures", "figures/report", "exports"]) {
      await page.goto(`/staff/${path}`)
      await expect(page.locator(".office h1")).toBeVisible()
      await inspect(page, path)
    }
    await close()
  })
}
