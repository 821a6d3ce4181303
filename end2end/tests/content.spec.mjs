// The pages that families read, written by whoever writes for the centre, who is no engineer and sees no family.
import { PASSWORD, awake, expect, press, signIn, test } from "../centre.mjs"
import { inspect } from "../inspect.mjs"
import { words } from "../words.mjs"

const EDITOR = "redaction@example.com"

test.use({ viewport: { width: 1280, height: 800 } })
test.beforeEach(({ centre }) => {
  if (centre.sql("SELECT id FROM staff WHERE email = ?", EDITOR).length === 0) {
    centre.run(["user", "add", "--email", EDITOR, "--name", "ليلى", "--role", "editor"], PASSWORD)
  }
})

for (const [locale, javaScriptEnabled] of [
  ["ar", true],
  ["fr", true],
  ["fr", false],
]) {
  const { pages } = words(locale).admin

  test.describe(`${locale}, ${javaScriptEnabled ? "with" : "without"} script`, () => {
    test.use({ javaScriptEnabled })
    test.beforeEach(({ centre }) => centre.sql("UPDATE staff SET language = ?", locale))
    test.afterEach(({ centre }) => centre.sql("UPDATE staff SET language = 'ar'"))

    test("a page is written, looked at, kept as a draft, shown, and brought back to the usual one", async ({ page, browser, centre }) => {
      const title = locale === "ar" ? "عن مركزنا" : "Notre maison"
      const family = await (await browser.newContext({ baseURL: centre.url })).newPage()
      const read = async () => /<h1[^>]*>(.*?)</.exec(await (await family.request.get(`/${locale}/vision`)).text())[1]
      await signIn(page, EDITOR)
      await page.goto("/staff/pages")
      await expect(page.locator(".deskbar__link[href='/staff/find']")).toHaveCount(0)
      await page.locator(`.entries a[href='/staff/pages/vision/${locale}']`).click()
      const usual = await page.locator("#title").inputValue()
      expect(await read()).toBe(usual)
      await page.locator("#title").fill(title)
      await page.locator("#text").fill("## Ici\n\nUn mot **fort**. <script>alert(1)</script>\n\n- [Contact](/fr/contact)")
      await press(page, pages.look)
      const shown = page.locator(".page-preview")
      await expect(shown.locator(".article__title")).toHaveText(title)
      await expect(shown.locator("h2", { hasText: "Ici" })).toBeVisible()
      await expect(shown.locator("strong")).toHaveText("fort")
      await expect(shown.locator("script")).toHaveCount(0)
      await expect(shown).toContainText("<script>alert(1)</script>")
      await expect(page.locator("#title")).toHaveValue(title)

      // The Enter key keeps, and shows nobody anything.
      await page.locator("#note").press("Enter")
      await expect(page.getByText(pages.saved_draft)).toBeVisible()
      expect(await read()).toBe(usual)
      await press(page, pages.show)
      await expect(page.getByText(pages.saved_shown)).toBeVisible()
      expect(await read()).toBe(title)
      await family.goto(`/${locale}/vision`)
      await expect(family.locator("h1")).toHaveText(title)

      await press(page, pages.restore)
      await expect(page.getByText(pages.saved_usual)).toBeVisible()
      // One goes on from what families read.
      await expect(page.locator("#title")).toHaveValue(usual)
      await expect.poll(read).toBe(usual)
      // What was written is still there, and can be shown again.
      await page.getByRole("link", { name: pages.open_version, exact: true }).first().click()
      await expect(page).toHaveURL(/version=/)
      await expect(page.locator("#title")).toHaveValue(title)
      await page.locator("summary", { hasText: pages.differences }).click()
      await expect(page.locator("details ins", { hasText: "fort" }).first()).toBeVisible()
      await page.locator(".entry a[href$='?version=usual']").click()
      await expect(page.locator("#title")).toHaveValue(usual)
      await family.context().close()
    })
  })
}

test.describe("fr", () => {
  const { pages } = words("fr").admin
  test.beforeEach(({ centre }) => centre.sql("UPDATE staff SET language = 'fr'"))
  test.afterEach(({ centre }) => centre.sql("UPDATE staff SET language = 'ar'"))

  test("a translation says when its original has changed, and the page for danger keeps its numbers", async ({ page }) => {
    await signIn(page, EDITOR)
    await page.goto("/staff/pages/partners/ar")
    await page.locator("#title").fill("من معنا")
    await press(page, pages.show)
    await expect(page.getByText(pages.saved_shown)).toBeVisible()
    await page.goto("/staff/pages")
    const french = page.locator(".entries a[href='/staff/pages/partners/fr']")
    await expect(french).toContainText(pages.outdated_short)
    await inspect(page, "pages")
    await page.setViewportSize({ width: 1280, height: 800 })
    await french.click()
    await expect(page.getByText(pages.outdated)).toBeVisible()
    await page.locator("summary", { hasText: pages.original }).click()
    await expect(page.locator("details .article__title")).toHaveText("من معنا")
    await inspect(page, "editor")
    await page.setViewportSize({ width: 1280, height: 800 })
    await press(page, pages.show)
    await expect(page.getByText(pages.saved_shown)).toBeVisible()
    await expect(page.getByText(pages.outdated)).toHaveCount(0)

    await page.goto("/staff/pages/danger/fr")
    const text = await page.locator("#text").inputValue()
    expect(text).toContain("{numéros}")
    await page.locator("#text").fill(text.replace("{numéros}", ""))
    await press(page, pages.show)
    await expect(page.locator("#text-error")).toHaveText(pages.wrong_numbers_fr)
    await page.locator("#text").fill(text)
    await press(page, pages.look)
    await expect(page.locator(".page-preview a[href='tel:19']")).toBeVisible()
  })

  test("buttons write headings, lists and links, and what they did is undone like typing", async ({ page }) => {
    await signIn(page, EDITOR)
    await page.goto("/staff/pages/contact/fr")
    await awake(page)
    const text = page.locator("#text")
    await text.fill("Horaires\nlundi\nmardi")
    const select = (from, to) => text.evaluate((area, range) => area.setSelectionRange(...range), [from, to])
    const by = (name) => page.locator(".marks").getByRole("button", { name, exact: true })
    await select(2, 2)
    await by(pages.mark_heading).click()
    await expect(text).toHaveValue("## Horaires\nlundi\nmardi")
    await expect(text).toBeFocused()
    await select(12, 23)
    await by(pages.mark_list).click()
    await expect(text).toHaveValue("## Horaires\n- lundi\n- mardi")
    await page.keyboard.press("Control+z")
    await expect(text).toHaveValue("## Horaires\nlundi\nmardi")
    await select(12, 17)
    await by(pages.mark_link).click()
    await page.keyboard.type("/fr/team")
    await expect(text).toHaveValue("## Horaires\n[lundi](/fr/team)\nmardi")
    await expect(by("{accès}")).toBeVisible()
  })

  test("what is pasted from a word processor keeps headings, lists, strong words and links, and is read beside at once", async ({ page, centre }) => {
    centre.sql("UPDATE staff SET language = 'fr'")
    await signIn(page, EDITOR)
    await page.goto("/staff/pages/partners/fr")
    await awake(page)
    const text = page.locator("#text")
    const preview = page.locator(".page-preview")
    await text.fill("Avant.\n\n")
    await expect(preview.locator(".prose")).toHaveText("Avant.")
    const html = `<html><head><title>Doc</title><style>p { color: red }</style></head><body><b style="font-weight:normal">
      <h1 style="mso-x:1"><b>Notre</b> maison</h1>
      <p class="MsoNormal">Un&nbsp;mot <b>fort</b>, <a href="https://example.org/x">un lien</a><script>alert(1)</script>.</p>
      <p class="MsoListParagraph" style="mso-list:l0 level1"><span style="mso-list:Ignore">·<span>&nbsp; </span></span>lundi</p>
      <p class="MsoListParagraph" style="mso-list:l0 level1"><span style="mso-list:Ignore">·<span>&nbsp; </span></span>mardi</p>
      <ol><li><p>premier</p></li><li>deuxième</li></ol>
      <table><tr><td>a</td><td>b</td></tr></table><img src="x"></b></body></html>`
    const paste = (html, plain) =>
      text.evaluate(
        (area, [html, plain]) => {
          const data = new DataTransfer()
          if (html) data.setData("text/html", html)
          data.setData("text/plain", plain)
          return area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }))
        },
        [html, plain],
      )
    await text.press("Control+End")
    expect(await paste(html, "Notre maison")).toBe(false)
    await expect(text).toHaveValue(
      "Avant.\n\n## Notre maison\n\nUn mot **fort**, [un lien](https://example.org/x).\n\n- lundi\n- mardi\n\n1. premier\n2. deuxième\n\na b",
    )
    await expect(preview.locator("h2", { hasText: "Notre maison" })).toBeVisible()
    await expect(preview.locator("li")).toHaveText(["lundi", "mardi", "premier", "deuxième"])
    await text.press("Control+z")
    await expect(text).toHaveValue("Avant.\n\n")
    // Plain text is pasted by the browser itself.
    expect(await paste("", "texte")).toBe(true)
    // What is read beside is kept by nobody.
    await page.locator("#title").fill("Jamais gardé")
    await expect(preview.locator(".article__title")).toHaveText("Jamais gardé")
    expect(centre.sql("SELECT count(*) FROM revision WHERE title = 'Jamais gardé'")).toEqual([[0]])
  })

  test("a page is planned for a day and called off, and shown only after another has read it where the centre wants that", async ({ page, browser, centre }) => {
    const READER = "relecture@example.com"
    centre.run(["user", "add", "--email", READER, "--name", "Hind", "--role", "editor"], PASSWORD)
    centre.sql("UPDATE staff SET language = 'fr'")
    await signIn(page, EDITOR)
    await page.goto("/staff/pages/team/fr")
    const usual = await page.locator("#title").inputValue()
    await page.locator("#title").fill("Notre équipe de printemps")
    await page.locator("summary", { hasText: pages.when }).click()
    await page.locator("#until_time").fill("08:00")
    await press(page, pages.show)
    await expect(page.locator("#until_day-error")).toBeVisible()
    await page.locator("#from_day").fill("2099-03-01")
    await page.locator("#until_day").fill("2099-02-01")
    await press(page, pages.show)
    await expect(page.locator("#until_day-error")).toBeVisible()
    await page.locator("#until_day").fill("2099-06-01")
    await press(page, pages.show)
    await expect(page.getByText(pages.saved_planned)).toBeVisible()
    await expect(page.locator(".entries", { hasText: "1ᵉʳ mars 2099" })).toBeVisible()
    await inspect(page, "planned")
    await page.setViewportSize({ width: 1280, height: 800 })
    const read = async () => /<h1[^>]*>(.*?)</.exec(await (await page.request.get("/fr/team")).text())[1]
    expect(await read()).toBe(usual)
    await page.getByRole("button", { name: pages.call_off, exact: true }).click()
    await expect(page.getByText(pages.saved_called_off)).toBeVisible()
    await expect(page.locator(".entries", { hasText: "1ᵉʳ mars 2099" })).toHaveCount(0)

    centre.sql("UPDATE centre SET second_reader = 1")
    await press(page, pages.show)
    await expect(page.locator(".error-summary")).toContainText(pages.wrong_own_words)
    await press(page, pages.ask_review)
    await expect(page.getByText(pages.saved_review)).toBeVisible()
    const other = await (await browser.newContext({ baseURL: centre.url })).newPage()
    await signIn(other, READER)
    await other.goto("/staff/pages")
    const waiting = other.locator(".entries a[href='/staff/pages/team/fr']")
    await expect(waiting).toContainText(pages.review_short)
    await waiting.click()
    await expect(other.getByText(pages.review, { exact: true })).toBeVisible()
    await press(other, pages.show)
    await expect(other.getByText(pages.saved_shown)).toBeVisible()
    await expect.poll(read).toBe("Notre équipe de printemps")
    centre.sql("UPDATE centre SET second_reader = 0")
    await other.context().close()
  })
})
