// For who reads slowly or not at all: the page is read aloud in the device's own voice, part by part, and stops with the page.
import { awake, expect, test } from "../centre.mjs"
import { inspect } from "../inspect.mjs"
import { words } from "../words.mjs"

/** A device with these voices, which says nothing and is told when a part is over: no browser of the tests has a voice. */
async function withVoices(page, voices) {
  await page.addInitScript((voices) => {
    window.spoken = []
    const speech = Object.assign(new EventTarget(), {
      getVoices: () => voices,
      speak: (words) => {
        window.now = words
        window.spoken.push({ text: words.text.trim(), lang: words.lang })
        words.onstart?.()
      },
      cancel: () => {
        window.spoken.push("silence")
        // Some browsers say of what is cancelled that it is over.
        window.now?.onend()
      },
    })
    Object.defineProperty(window, "speechSynthesis", { value: speech })
    window.SpeechSynthesisUtterance = class {
      constructor(text) {
        this.text = text
      }
    }
  }, voices)
}

const OWN = [
  { lang: "fr-FR", localService: true },
  { lang: "ar-SA", localService: true },
]
const button = (page) => page.locator("[data-aloud]")
const spoken = (page) => page.evaluate(() => window.spoken.filter((one) => one !== "silence"))
const marked = (page) => page.evaluate(() => [...CSS.highlights.get("aloud")].map(String).join(""))

for (const locale of ["ar", "fr"]) {
  test(`a page is read from its title on, word by word, until somebody stops it (${locale})`, async ({ page }) => {
    const said = words(locale).site
    await withVoices(page, OWN)
    await page.goto(`/${locale}/mediation`)
    await awake(page)
    await expect(button(page)).toHaveText(said.aloud_listen, { useInnerText: true })
    await inspect(page, `${locale} aloud`)
    await page.setViewportSize({ width: 360, height: 740 })
    await button(page).click()
    const title = await page.locator("h1").textContent()
    await expect.poll(() => spoken(page)).toEqual([{ text: title, lang: locale === "ar" ? "ar-SA" : "fr-FR" }])
    await expect(button(page)).toHaveText(said.aloud_stop, { useInnerText: true })
    expect(await marked(page)).toBe(title)
    // A word is marked as it is said.
    const first = title.split(" ")[0]
    await page.evaluate((charLength) => window.now.onboundary({ name: "word", charIndex: 0, charLength }), first.length)
    expect(await marked(page)).toBe(first)
    const before = (await spoken(page)).length
    await page.evaluate(() => window.now.onend())
    const lead = await page.locator(".article__lead").textContent()
    expect((await spoken(page))[before].text).toBe(lead)
    await button(page).click()
    await expect(button(page)).toHaveText(said.aloud_listen, { useInnerText: true })
    expect(await marked(page)).toBe("")
    expect((await page.evaluate(() => window.spoken)).at(-1)).toBe("silence")
    // What comes too late from the voice begins nothing.
    const told = (await spoken(page)).length
    expect(told).toBe(before + 1)
    await page.evaluate(() => window.now.onend())
    expect((await spoken(page)).length).toBe(told)
  })
}

test("everything of a page to read is said once, and in its order", async ({ page }) => {
  await withVoices(page, OWN)
  await page.goto("/fr/questions")
  await button(page).click()
  await expect.poll(() => spoken(page)).toHaveLength(1)
  await page.evaluate(() => {
    for (let n = 0; n < 500 && document.querySelector("[data-reading]"); n += 1) window.now.onend()
  })
  const all = (await spoken(page)).map(({ text }) => text.replace(/\s+/g, " "))
  const shown = await page.locator("main .prose").innerText()
  const parts = shown.split("\n").map((line) => line.trim().replace(/\s+/g, " ")).filter(Boolean)
  const heard = all.join(" ")
  let at = 0
  for (const part of parts) {
    const found = heard.indexOf(part, at)
    expect(found, part).toBeGreaterThanOrEqual(at)
    at = found + part.length
  }
})

test("the steps of a booking are read, too, and another page is not read over", async ({ page }) => {
  await withVoices(page, OWN)
  await page.goto("/fr/book")
  await awake(page)
  await button(page).click()
  await expect.poll(() => spoken(page)).toHaveLength(1)
  const title = await page.locator("h1").textContent()
  expect((await spoken(page))[0].text).toBe(title)
  await page.locator(".brand").click()
  await expect(page).toHaveURL("/fr")
  await expect(button(page)).toHaveText(words("fr").site.aloud_listen, { useInnerText: true })
  await expect.poll(() => page.evaluate(() => window.spoken.at(-1))).toBe("silence")
})

test("a voice that comes over the line is not asked, and without one there is no button", async ({ page }) => {
  await withVoices(page, [{ lang: "ar-XA", localService: false }, { lang: "fr-FR", localService: true }])
  await page.goto("/ar/mediation")
  await expect(button(page)).toBeHidden()
  await page.goto("/fr/mediation")
  await expect(button(page)).toBeVisible()
})

test("without script there is no button, and the quick exit is silent", async ({ page, browser, centre }) => {
  const context = await browser.newContext({ baseURL: centre.url, javaScriptEnabled: false })
  const plain = await context.newPage()
  await plain.goto("/fr/mediation")
  await expect(plain.locator("[data-aloud]")).toBeHidden()
  await context.close()
  await withVoices(page, OWN)
  await page.route("https://www.google.com/**", (route) => route.fulfill({ body: "elsewhere" }))
  await page.goto("/ar/danger")
  await button(page).click()
  await expect.poll(() => spoken(page)).toHaveLength(1)
  // At once, and not when the next page has come: a voice that is cancelled says that it is over, and nothing follows.
  const left = await page.evaluate(() => {
    const parts = window.spoken.filter((one) => one !== "silence").length
    document.querySelector("[data-exit]").click()
    const more = window.spoken.filter((one) => one !== "silence").length - parts
    return { more, last: window.spoken.at(-1), body: getComputedStyle(document.body).display }
  })
  expect(left).toEqual({ more: 0, last: "silence", body: "none" })
  await expect(page).toHaveURL(/google/)
})
