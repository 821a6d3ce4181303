// Somebody looks for something on the site: in any form of a word, in any of its languages, with script and without.
import { PASSWORD, awake, expect, press, signIn, test } from "../centre.mjs"
import { inspect } from "../inspect.mjs"
import { words } from "../words.mjs"

const EDITOR = "search@example.com"
const ASKED = { ar: ["الوِساطات", "/ar/mediation"], fr: ["MEDIATIONS familiale", "/fr/mediation"], en: ["family mediations", "/en/mediation"] }

for (const [locale, javaScriptEnabled] of [
  ["ar", true],
  ["fr", true],
  ["en", false],
  ["ar", false],
]) {
  const { search, nav, articles } = words(locale).site
  const field = (page) => page.getByRole("searchbox", { name: search.label })

  test.describe(`${locale}, ${javaScriptEnabled ? "with" : "without"} script`, () => {
    test.use({ javaScriptEnabled })

    test("whoever asks in any form of a word finds the page, and whoever finds nothing a way on", async ({ page }) => {
      const [question, path] = ASKED[locale]
      await page.goto(`/${locale}`)
      if (javaScriptEnabled) await awake(page)
      await page.locator(".footer").getByRole("link", { name: search.title, exact: true }).click()
      await expect(page.locator("h1")).toHaveText(search.title)
      await expect(page.locator(".found")).toHaveCount(0)
      await field(page).fill(question)
      await field(page).press("Enter")
      await expect(page).toHaveURL(new RegExp(`/${locale}/search\\?q=`))
      await expect(page.locator(".found a").first()).toBeVisible()
      await expect(field(page)).toHaveValue(question)
      // The question is theirs: neither the tab nor a search engine has it.
      await expect(page).toHaveTitle(new RegExp(`^${search.title}`))
      const found = page.locator(`.found a[href='${path}']`)
      await expect(found).toHaveCount(1)
      await found.click()
      await expect(page).toHaveURL(path)
      await page.goBack()
      await expect(field(page)).toHaveValue(question)

      await field(page).fill("xylophone <b>")
      await press(page, search.search)
      await expect(page.getByText(search.none, { exact: true })).toBeVisible()
      await expect(page.locator("#main").getByRole("link", { name: nav.contact })).toHaveAttribute("href", `/${locale}/contact`)
      await expect(page.locator("#main").getByRole("link", { name: articles.title })).toBeVisible()
    })
  })
}

test("an article is found from when it is shown to when it is withdrawn, in its own language, and the screens are whole", async ({
  page,
  browser,
  centre,
}) => {
  test.slow()
  centre.run(["user", "add", "--email", EDITOR, "--name", "ليلى", "--role", "editor"], PASSWORD)
  centre.sql("UPDATE staff SET language = 'fr'")
  const { articles, pages } = words("fr").admin
  const family = await (await browser.newContext({ baseURL: centre.url })).newPage()
  const ask = async (locale, question) => {
    await family.goto(`/${locale}/search?q=${encodeURIComponent(question)}`)
    return family.locator(".found a")
  }
  await signIn(page, EDITOR)
  await page.goto("/staff/articles")
  await page.locator("summary", { hasText: articles.begin }).click()
  await page.locator("#slug").fill("xylophones")
  await press(page, articles.add)
  await page.goto("/staff/articles/xylophones/fr")
  await page.locator("#title").fill("Des xylophones au centre")
  await page.locator("#lead").fill("Pour les enfants.")
  await page.locator("#text").fill("Un marimba aussi.")
  await press(page, pages.keep)
  await expect(page.getByText(pages.saved_draft)).toBeVisible()
  await expect(await ask("fr", "xylophone")).toHaveCount(0)
  await press(page, pages.show)
  await expect(page.getByText(pages.saved_shown)).toBeVisible()
  await expect(await ask("fr", "Marimbas")).toHaveText(["Des xylophones au centre"])
  await expect(await ask("ar", "xylophone")).toHaveText(["Des xylophones au centre"])
  await expect(family.locator(".found .card__title")).toHaveAttribute("lang", "fr")
  await expect(family.locator(".found .news__mark")).toHaveText(words("ar").site.articles.in_fr)
  for (const path of ["/fr/search", "/fr/search?q=m%C3%A9diation", "/ar/search?q=%D8%A7%D9%84%D9%88%D8%B3%D8%A7%D8%B7%D8%A9", "/ar/search?q=zzzz"]) {
    await family.setViewportSize({ width: 1280, height: 800 })
    await family.goto(path)
    await inspect(family, path)
  }
  // The numbers to call are found, as the page shows them.
  await expect((await ask("fr", "gendarmerie")).first()).toHaveAttribute("href", "/fr/danger")
  await expect((await ask("ar", "الدرك")).first()).toHaveAttribute("href", "/ar/danger")
  const answer = await family.request.get("/fr/search?q=danger")
  expect(answer.headers()["cache-control"]).toBe("private, no-store")
  expect(await answer.text()).toContain('<meta name="robots" content="noindex, nofollow"')
  expect((await family.request.get("/ar/search?q=%00")).status()).toBeLessThan(500)
  for (const odd of ["%25%27%22", "a".repeat(500), "%F0%9F%92%94", "q&q=b"]) {
    expect((await family.request.get(`/ar/search?q=${odd}`)).status(), odd).toBe(200)
  }
  await page.goto("/staff/articles/xylophones")
  await press(page, articles.withdraw)
  await expect(page.getByText(articles.is_withdrawn)).toBeVisible()
  await expect(await ask("fr", "xylophone")).toHaveCount(0)
  centre.sql("UPDATE staff SET language = 'ar'")
})
