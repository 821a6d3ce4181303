// Articles: written at the desk in one language and another, read by families, withdrawn, and followed by a feed reader.
import { PASSWORD, awake, expect, press, signIn, test } from "../centre.mjs"
import { inspect } from "../inspect.mjs"
import { words } from "../words.mjs"

const EDITOR = "articles@example.com"
const DESKTOP = { width: 1280, height: 800 }

test.use({ viewport: DESKTOP })
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
  const said = words(locale)
  const { articles, pages } = said.admin
  const slug = `enfants-${locale}-${javaScriptEnabled}`

  test.describe(`${locale}, ${javaScriptEnabled ? "with" : "without"} script`, () => {
    test.use({ javaScriptEnabled })
    test.beforeEach(({ centre }) => centre.sql("UPDATE staff SET language = ?", locale))
    test.afterEach(({ centre }) => centre.sql("UPDATE staff SET language = 'ar'"))

    test("when a draft is meant to be read is not forgotten, and a late button loses nothing", async ({ page }) => {
      const slug = `plus-tard-${locale}-${javaScriptEnabled}`
      await signIn(page, EDITOR)
      await page.goto("/staff/articles")
      await page.locator("summary", { hasText: articles.begin }).click()
      await page.locator("#slug").fill(slug)
      await press(page, articles.add)
      await page.locator("#title").fill("Plus tard")
      await page.locator("#lead").fill("Plus tard.")
      await page.locator("#text").fill("Plus tard.")
      await page.locator("summary", { hasText: pages.when }).click()
      await page.locator("#from_day").fill("2030-05-06")
      await page.locator("#from_time").fill("09:30")
      await press(page, pages.keep)
      await expect(page.getByText(pages.saved_draft)).toBeVisible()
      await expect(page.locator("#from_day")).toHaveValue("2030-05-06")
      await expect(page.locator("#from_time")).toHaveValue("09:30")
      // The theme is set elsewhere meanwhile: withdrawing is not done by whoever has not seen it, and the form is ready again.
      await page.goto(`/staff/articles/${slug}`)
      const other = await page.context().newPage()
      await other.goto(`/staff/articles/${slug}`)
      await other.locator("#theme").selectOption("rights")
      await press(other, articles.save)
      await expect(other.getByText(articles.saved)).toBeVisible()
      await other.close()
      await press(page, articles.withdraw)
      await expect(page.getByRole("alert").first()).toContainText(said.desk.clash.title)
      await expect(page.locator("#theme")).toHaveValue("rights")
      await press(page, articles.withdraw)
      await expect(page.getByText(articles.is_withdrawn)).toBeVisible()
    })

    test("an article is written, read, offered in another language, withdrawn, and led elsewhere", async ({ page, browser, centre }) => {
      const context = await browser.newContext({ baseURL: centre.url, javaScriptEnabled })
      const family = await context.newPage()
      const status = async (path) => (await family.request.get(path, { maxRedirects: 0 })).status()
      await signIn(page, EDITOR)
      await page.goto("/staff/articles")
      await page.locator("summary", { hasText: articles.begin }).click()
      await page.locator("#slug").fill("مقال")
      await press(page, articles.add)
      await expect(page.locator("#slug-error")).toBeVisible()
      await page.locator("#slug").fill(slug)
      await page.locator("#theme").selectOption("children")
      await press(page, articles.add)
      await expect(page).toHaveURL(`/staff/articles/${slug}/ar`)

      // One language first: the others are offered it, and are told which it is.
      await page.goto(`/staff/articles/${slug}/${locale}`)
      await page.locator("#title").fill("Les enfants <d’abord>")
      await page.locator("#lead").fill("Leur parler sans les prendre à témoin.")
      await page.locator("#text").fill("## Avant\n\nUn mot **fort**.\n\n<img src=x onerror=alert(1)>\n\n[Contact](/fr/contact) [rien](javascript:alert(1))")
      await press(page, pages.keep)
      await expect(page.getByText(pages.saved_draft)).toBeVisible()
      expect(await status(`/${locale}/articles/${slug}`)).toBe(404)
      await press(page, pages.show)
      await expect(page.getByText(pages.saved_shown)).toBeVisible()

      await family.goto(`/${locale}/articles`)
      await expect(family.locator(".news__theme[aria-current]")).toHaveText(said.site.articles.all_themes)
      await family.getByRole("link", { name: said.site.articles.theme.children, exact: true }).click()
      await expect(family).toHaveURL(/theme=children/)
      await family.getByRole("link", { name: "Les enfants <d’abord>" }).click()
      await expect(family.locator("h1")).toHaveText("Les enfants <d’abord>")
      await expect(family.locator(".prose strong")).toHaveText("fort")
      await expect(family.locator(".prose img, .prose [href^='javascript']")).toHaveCount(0)
      await expect(family.locator(".notice")).toHaveCount(0)
      await family.goto(`/en/articles/${slug}`)
      await expect(family.locator("h1")).toHaveText("Les enfants <d’abord>")
      await expect(family.locator(".notice")).toHaveText(words("en").site.articles[`given_${locale}`])
      await expect(family.locator(".article__head")).toHaveAttribute("lang", locale)
      await family.goto(`/${locale}`)
      await family.getByRole("link", { name: "Les enfants <d’abord>" }).click()
      await expect(family).toHaveURL(`/${locale}/articles/${slug}`)

      // The head names the one language that it is in.
      await expect(family.locator("link[rel=alternate][hreflang]:not([hreflang=x-default])")).toHaveCount(1)
      await expect(family.locator("link[rel=canonical]")).toHaveAttribute("href", new RegExp(`/${locale}/articles/${slug}$`))

      await page.goto(`/staff/articles/${slug}`)
      await page.locator("#leads_to").fill("/fr/nulle-part")
      await press(page, articles.withdraw)
      await expect(page.locator("#leads_to-error")).toHaveText(new RegExp(articles.wrong_page))
      await page.locator("#leads_to").fill("")
      await press(page, articles.withdraw)
      await expect(page.getByText(articles.is_withdrawn)).toBeVisible()
      expect(await status(`/${locale}/articles/${slug}`)).toBe(410)
      // Whoever writes on is told, and nothing says that families read it.
      await page.goto(`/staff/articles/${slug}/${locale}`)
      await expect(page.getByRole("link", { name: articles.withdrawn })).toHaveAttribute("href", `/staff/articles/${slug}`)
      await expect(page.getByRole("link", { name: pages.see })).toHaveCount(0)
      await page.goto(`/staff/articles/${slug}`)
      await family.goto(`/${locale}/articles/${slug}`)
      await expect(family.locator("h1")).toHaveText(said.site.articles.withdrawn_title)
      await press(page, articles.put_back)
      await expect(page.locator("#leads_to")).toBeVisible()
      expect(await status(`/${locale}/articles/${slug}`)).toBe(200)
      await page.locator("#leads_to").fill(`/${locale}/mediation`)
      await press(page, articles.withdraw)
      await expect(page.getByText(articles.is_withdrawn)).toBeVisible()
      await family.goto(`/${locale}/articles/${slug}`)
      await expect(family).toHaveURL(`/${locale}/mediation`)
      await context.close()
    })
  })
}

test("the screens of articles are whole for everybody, and a feed and the map of the site tell of them", async ({ page, centre }) => {
  test.slow()
  const { articles, pages } = words("fr").admin
  centre.sql("UPDATE staff SET language = 'fr'")
  await signIn(page, EDITOR)
  await page.goto("/staff/articles")
  await page.locator("summary", { hasText: articles.begin }).click()
  await page.locator("#slug").fill("droits")
  await page.locator("#theme").selectOption("rights")
  await press(page, articles.add)
  for (const [language, title] of [
    ["ar", "حقوق الأبناء"],
    ["fr", "Les droits des enfants"],
  ]) {
    await page.goto(`/staff/articles/droits/${language}`)
    await page.locator("#title").fill(title)
    await page.locator("#lead").fill(title)
    await page.locator("#text").fill(`## ${title}\n\n${title}`)
    await press(page, pages.show)
    await expect(page.getByText(pages.saved_shown)).toBeVisible()
  }
  await inspect(page, "article at the desk")
  for (const path of ["/staff/articles", "/staff/articles/droits"]) {
    await page.setViewportSize(DESKTOP)
    await page.goto(path)
    await inspect(page, path)
  }
  for (const path of ["/ar/articles", "/fr/articles?theme=rights", "/ar/articles/droits", "/en/articles/droits"]) {
    await page.setViewportSize(DESKTOP)
    await page.goto(path)
    await inspect(page, path)
  }
  const feed = await page.request.get("/fr/articles.atom")
  expect(feed.headers()["content-type"]).toBe("application/atom+xml; charset=utf-8")
  expect(await feed.text()).toContain("<title>Les droits des enfants</title>")
  expect(await (await page.request.get("/ar/articles.atom")).text()).toContain("<title>حقوق الأبناء</title>")
  expect(await (await page.request.get("/en/articles.atom")).text()).not.toContain("<entry>")
  expect((await page.request.get("/xx/articles.atom")).status()).toBe(404)
  expect(await (await page.request.get("/sitemap.xml")).text()).toContain("/fr/articles/droits</loc>")
  expect(await (await page.request.get("/sitemap.xml")).text()).not.toContain("/en/articles/droits")
  expect(await (await page.request.get("/en/articles/droits")).text()).toMatch(/<meta name="robots" content="noindex"/)
  expect((await page.request.get("/fr/articles/%2e%2e%2fdanger")).status()).toBe(404)

  // A link of the site leads to it without a load.
  await page.setViewportSize(DESKTOP)
  await page.goto("/fr")
  await awake(page)
  await page.locator(".footer").getByRole("link", { name: words("fr").site.articles.title }).click()
  await page.getByRole("link", { name: "Les droits des enfants" }).click()
  await expect(page.locator("h1")).toHaveText("Les droits des enfants")
  await expect(page).toHaveTitle(/^Les droits des enfants/)
  centre.sql("UPDATE staff SET language = 'ar'")
})
