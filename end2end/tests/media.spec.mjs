// The centre's pictures: sent at the desk, described, put into an article, seen by families, and taken away.
import { deflateSync, crc32 } from "node:zlib"
import { PASSWORD, expect, press, signIn, test } from "../centre.mjs"
import { inspect } from "../inspect.mjs"
import { words } from "../words.mjs"

const EDITOR = "pictures@example.com"
const DESKTOP = { width: 1280, height: 800 }

test.use({ viewport: DESKTOP })
test.beforeEach(({ centre }) => {
  if (centre.sql("SELECT id FROM staff WHERE email = ?", EDITOR).length === 0) {
    centre.run(["user", "add", "--email", EDITOR, "--name", "ليلى", "--role", "editor"], PASSWORD)
  }
})

/** A PNG of one colour, with a text in it that must not go on. */
function png(width, height, colour, text = "planted") {
  const part = (name, data) => {
    const body = Buffer.concat([Buffer.from(name), data])
    const whole = Buffer.alloc(body.length + 8)
    whole.writeUInt32BE(data.length, 0)
    body.copy(whole, 4)
    whole.writeUInt32BE(crc32(body), body.length + 4)
    return whole
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const line = Buffer.concat([Buffer.from([0]), Buffer.concat(Array(width).fill(Buffer.from(colour)))])
  const lines = deflateSync(Buffer.concat(Array(height).fill(line)))
  const begin = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])
  return Buffer.concat([begin, part("IHDR", head), part("tEXt", Buffer.from(`Comment\0${text}`)), part("IDAT", lines), part("IEND", Buffer.alloc(0))])
}

async function send(page, said, buffer, name = "cour.png") {
  await page.locator("#picture").setInputFiles({ name, mimeType: "image/png", buffer })
  await page.getByRole("button", { name: said.pictures.add, exact: true }).click()
}

for (const [locale, javaScriptEnabled] of [
  ["ar", true],
  ["fr", true],
  ["fr", false],
]) {
  const said = words(locale).admin
  const { articles, pages, pictures } = said
  const slug = `cour-${locale}-${javaScriptEnabled}`
  // A picture of its own: the same file sent twice is one picture.
  const file = png(900, 600, javaScriptEnabled ? (locale === "ar" ? [30, 90, 70] : [150, 70, 40]) : [20, 60, 120])

  test.describe(`${locale}, ${javaScriptEnabled ? "with" : "without"} script`, () => {
    test.use({ javaScriptEnabled })
    test.beforeEach(({ centre }) => centre.sql("UPDATE staff SET language = ?", locale))
    test.afterEach(({ centre }) => centre.sql("UPDATE staff SET language = 'ar'"))

    test("a picture is sent, described, shown to families, and stays as long as they see it", async ({ page, browser, centre }) => {
      const context = await browser.newContext({ baseURL: centre.url, javaScriptEnabled })
      const family = await context.newPage()
      await signIn(page, EDITOR)
      await page.goto("/staff/pictures")
      await send(page, said, Buffer.from("<svg onload=alert(1)>"), "piege.png")
      await expect(page.locator("#picture-error")).toContainText(pictures.wrong_kind)
      await send(page, said, file.subarray(0, 200))
      await expect(page.locator("#picture-error")).toContainText(pictures.wrong_broken)
      await send(page, said, file)
      await expect(page.getByText(pictures.added)).toBeVisible()
      await expect(page).toHaveURL(/\/staff\/pictures\/[a-z0-9]{12}/)
      const own = new URL(page.url()).pathname
      const name = own.split("/").at(-1)
      // It says what it shows, in one language at least.
      await press(page, said.save)
      await expect(page.locator("#words_ar-error")).toBeVisible()
      await page.locator("#words_ar").fill("ساحة المركز")
      await page.locator("#words_fr").fill("La cour du centre")
      await page.locator("input[name=focus][value=top_right]").check()
      await press(page, said.save)
      await expect(page.getByText(pictures.saved)).toBeVisible()
      await expect(page.locator("input[name=focus][value=top_right]")).toBeChecked()
      const marks = await page.locator("code.mark").allTextContents()
      expect(marks).toEqual([`![ساحة المركز](/media/${name}-900x600)`, `![La cour du centre](/media/${name}-900x600)`])

      await page.goto("/staff/articles")
      await page.locator("summary", { hasText: articles.begin }).click()
      await page.locator("#slug").fill(slug)
      await press(page, articles.add)
      await expect(page).toHaveURL(`/staff/articles/${slug}/ar`)
      await page.goto(`/staff/articles/${slug}/fr`)
      await page.locator("#title").fill(`La cour ${slug}`)
      await page.locator("#lead").fill("Un lieu calme.")
      await page.locator("#text").fill(`Entrez.\n\n![](/media/${name}-900x600)`)
      await press(page, pages.show)
      await expect(page.locator("#text-error")).toContainText(pictures.wrong_words)
      // The preview asks for what is not there, which is nothing to complain of.
      await page.route("/media/zzzzzzzzzzzz-**", (route) => route.fulfill({ contentType: "image/png", body: file }))
      await page.locator("#text").fill("Entrez.\n\n![ici](/media/zzzzzzzzzzzz-900x600)")
      await press(page, pages.show)
      await expect(page.locator("#text-error")).toContainText(pictures.wrong_none)
      if (javaScriptEnabled) {
        await page.locator("#text").fill("Entrez.")
        await page.locator("summary", { hasText: pictures.choose }).click()
        await page.locator(`.picture-choice button[data-mark*="${name}"]`).click()
        await expect(page.locator("#text")).toHaveValue(/\n\n!\[La cour du centre\]\(\/media\/[a-z0-9]{12}-900x600\)/)
        await expect(page.locator(".page-preview img")).toHaveAttribute("alt", "La cour du centre")
      } else {
        await expect(page.locator(".picture-choice")).toBeHidden()
        await page.locator("#text").fill(`Entrez.\n\n${marks[1]}`)
      }
      await press(page, pages.show)
      await expect(page.getByText(pages.saved_shown)).toBeVisible()

      await family.goto(`/fr/articles/${slug}`)
      const shown = family.getByRole("img", { name: "La cour du centre" })
      await shown.scrollIntoViewIfNeeded()
      await expect.poll(() => shown.evaluate((img) => (img.complete ? img.naturalWidth : 0))).toBeGreaterThan(300)
      expect(await shown.evaluate((img) => img.currentSrc)).toContain(".webp")
      await expect(family.locator("meta[property='og:image']")).toHaveAttribute("content", new RegExp(`/media/${name}-900x600/900\\.jpg$`))
      await family.goto("/fr/articles")
      await expect(family.locator(".card", { hasText: slug }).locator("img.card__cover--top_right")).toBeVisible()

      const address = `/media/${name}-900x600`
      for (const [path, kind] of [[`${address}/640.webp`, "image/webp"], [`${address}/900.jpg`, "image/jpeg"]]) {
        const answer = await family.request.get(path)
        expect([answer.status(), answer.headers()["content-type"]]).toEqual([200, kind])
        expect(answer.headers()["cache-control"]).toBe("public, max-age=3600")
        expect(answer.headers()["x-content-type-options"]).toBe("nosniff")
        const again = await family.request.get(path, { headers: { "if-none-match": answer.headers().etag } })
        expect(again.status()).toBe(304)
        expect((await answer.body()).includes("planted")).toBe(false)
      }
      for (const path of [`${address}/641.webp`, `${address}/640.png`, `/media/${name}-900x601/640.webp`.replace("601", "0"), "/media/x/640.webp"]) {
        expect((await family.request.get(path)).status(), path).toBe(404)
      }

      // It is not taken away while families see it.
      await page.goto(own)
      await expect(page.getByText(pictures.used)).toBeVisible()
      await expect(page.getByRole("button", { name: pictures.remove })).toHaveCount(0)
      await page.goto(`/staff/articles/${slug}/fr`)
      await page.locator("#text").fill("Entrez.")
      await press(page, pages.show)
      await expect(page.getByText(pages.saved_shown)).toBeVisible()
      await page.goto(own)
      await page.getByRole("button", { name: pictures.remove }).click()
      await expect(page).toHaveURL("/staff/pictures?saved=removed")
      await expect(page.getByText(pictures.removed)).toBeVisible()
      expect((await family.request.get(`${address}/640.webp`)).status()).toBe(404)
      await context.close()
    })
  })
}

test("what is larger than a picture may be is refused in words, and nobody who is signed out sends one", async ({ page, centre }) => {
  const said = words("ar").admin
  await signIn(page, EDITOR)
  await page.goto("/staff/pictures")
  await send(page, said, Buffer.alloc(17 * 1024 * 1024, 7))
  await expect(page.locator("#picture-error")).toContainText(said.pictures.wrong_large)
  await page.context().clearCookies()
  const before = centre.sql("SELECT count(*) FROM picture")
  const answer = await page.request.post("/staff/pictures", {
    headers: { "sec-fetch-site": "same-origin" },
    multipart: { picture: { name: "a.png", mimeType: "image/png", buffer: png(40, 40, [1, 2, 3]) } },
    maxRedirects: 0,
  })
  expect(answer.status()).toBe(303)
  expect(answer.headers().location).toBe("/staff/sign-in")
  expect(centre.sql("SELECT count(*) FROM picture")).toEqual(before)
})

for (const locale of ["ar", "fr"]) {
  test(`the pictures and one of them, looked at (${locale})`, async ({ page, centre }) => {
    centre.sql("UPDATE staff SET language = ?", locale)
    const said = words(locale).admin
    await signIn(page, EDITOR)
    await page.goto("/staff/pictures")
    await send(page, said, png(1000, 700, locale === "ar" ? [200, 180, 150] : [90, 120, 160]))
    await expect(page.getByText(said.pictures.added)).toBeVisible()
    await inspect(page, `${locale} picture`)
    await page.setViewportSize(DESKTOP)
    await page.goto("/staff/pictures")
    await inspect(page, `${locale} pictures`)
    centre.sql("UPDATE staff SET language = 'ar'")
  })
}
