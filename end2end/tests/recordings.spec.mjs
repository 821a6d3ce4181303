// Somebody reads a page aloud: recorded or sent at the desk, heard by families as long as it says what they read.
import { PASSWORD, awake, expect, press, signIn, test } from "../centre.mjs"
import { inspect } from "../inspect.mjs"
import { words } from "../words.mjs"

const EDITOR = "voice@example.com"
const DESKTOP = { width: 1280, height: 800 }

test.use({ viewport: DESKTOP })
test.beforeEach(({ centre }) => {
  if (centre.sql("SELECT id FROM staff WHERE email = ?", EDITOR).length === 0) {
    centre.run(["user", "add", "--email", EDITOR, "--name", "ليلى", "--role", "editor"], PASSWORD)
  }
})

/** A second of sound, with a street in what is written beside it. */
function wav(seconds = 1) {
  const data = Buffer.from(Array.from({ length: 8000 * seconds }, (_, n) => 128 + Math.round(90 * Math.sin(n / 3))))
  const chunk = (name, body) => {
    const head = Buffer.alloc(8)
    head.write(name)
    head.writeUInt32LE(body.length, 4)
    return Buffer.concat([head, body])
  }
  const format = Buffer.alloc(16)
  format.writeUInt16LE(1, 0)
  format.writeUInt16LE(1, 2)
  format.writeUInt32LE(8000, 4)
  format.writeUInt32LE(8000, 8)
  format.writeUInt16LE(1, 12)
  format.writeUInt16LE(8, 14)
  const list = chunk("LIST", Buffer.concat([Buffer.from("INFO"), chunk("INAM", Buffer.from("rue plantee\0"))]))
  const body = Buffer.concat([Buffer.from("WAVE"), chunk("fmt ", format), list, chunk("data", data)])
  return chunk("RIFF", body)
}

async function send(page, said, buffer, name = "voix.wav") {
  await page.locator("#sound").setInputFiles({ name, mimeType: "audio/wav", buffer })
  await page.getByRole("button", { name: said.sound.send, exact: true }).click()
}

for (const [locale, javaScriptEnabled] of [
  ["ar", true],
  ["fr", false],
]) {
  const said = words(locale).admin
  const slug = javaScriptEnabled ? "about" : "team"
  const desk = `/staff/pages/${slug}/fr`

  test.describe(`${locale}, ${javaScriptEnabled ? "with" : "without"} script`, () => {
    test.use({ javaScriptEnabled })
    test.beforeEach(({ centre }) => centre.sql("UPDATE staff SET language = ?", locale))
    test.afterEach(({ centre }) => centre.sql("UPDATE staff SET language = 'ar'"))

    test("a recording is heard until the text says something else, and again once somebody has listened", async ({ page, browser, centre }) => {
      const context = await browser.newContext({ baseURL: centre.url, javaScriptEnabled })
      const family = await context.newPage()
      await family.goto(`/fr/${slug}`)
      await expect(family.locator("audio")).toHaveCount(0)
      await signIn(page, EDITOR)
      await page.goto(desk)
      await send(page, said, Buffer.from("<script>alert(1)</script>"))
      await expect(page.locator("#sound-error")).toContainText(said.sound.wrong_kind)
      await send(page, said, wav())
      await expect(page.getByText(said.sound.saved)).toBeVisible()
      await expect(page.locator("#recording").getByText(said.sound.heard)).toBeVisible()

      await family.goto(`/fr/${slug}`)
      const audio = family.locator("main audio.listen")
      await expect(audio).toBeVisible()
      const address = await audio.getAttribute("src")
      expect(address).toMatch(/^\/media\/[a-z0-9]{12}\.wav$/)
      if (javaScriptEnabled) {
        const length = await audio.evaluate((audio) => new Promise((done) => {
          audio.addEventListener("loadedmetadata", () => done(audio.duration))
          audio.preload = "auto"
          audio.load()
        }))
        expect(Math.round(length)).toBe(1)
        // The large button plays it, and is ready again when it is over.
        const listen = family.locator("[data-aloud]")
        await listen.click()
        await expect.poll(() => audio.evaluate((audio) => audio.ended)).toBe(true)
        await expect(listen).toHaveText(words("fr").site.aloud_listen, { useInnerText: true })
      }
      const whole = await family.request.get(address)
      const bytes = await whole.body()
      expect([whole.status(), whole.headers()["content-type"], whole.headers()["accept-ranges"]]).toEqual([200, "audio/wav", "bytes"])
      expect(bytes.includes("plantee")).toBe(false)
      const part = await family.request.get(address, { headers: { range: "bytes=100-199" } })
      expect([part.status(), part.headers()["content-range"]]).toEqual([206, `bytes 100-199/${bytes.length}`])
      expect((await part.body()).equals(bytes.subarray(100, 200))).toBe(true)
      const beyond = await family.request.get(address, { headers: { range: `bytes=${bytes.length}-` } })
      expect([beyond.status(), beyond.headers()["content-range"]]).toEqual([416, `bytes */${bytes.length}`])
      for (const path of [address.replace(".wav", ".mp3"), "/media/zzzzzzzzzzzz.wav", "/media/x"]) {
        expect((await family.request.get(path)).status(), path).toBe(404)
      }

      // Families read something else: they do not hear what was said before.
      await page.goto(desk)
      await page.locator("#lead").fill("Ce que nous faisons a changé.")
      await press(page, said.pages.show)
      await expect(page.getByText(said.pages.saved_shown)).toBeVisible()
      await expect(page.locator("#recording").getByText(said.sound.silent)).toBeVisible()
      await family.goto(`/fr/${slug}`)
      await expect(family.locator(".article__lead")).toHaveText("Ce que nous faisons a changé.")
      await expect(family.locator("audio")).toHaveCount(0)
      await press(page, said.sound.confirm)
      await expect(page.getByText(said.sound.saved)).toBeVisible()
      await family.goto(`/fr/${slug}`)
      await expect(audio).toHaveAttribute("src", address)

      await press(page, said.sound.remove)
      await expect(page.getByText(said.sound.removed)).toBeVisible()
      await family.goto(`/fr/${slug}`)
      await expect(family.locator("audio")).toHaveCount(0)
      expect((await family.request.get(address)).status()).toBe(404)
      await context.close()
    })
  })
}

test("whoever works there records with the device, and hears it before it is sent", async ({ page }) => {
  const said = words("ar").admin
  // A microphone that hears a tone.
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = async () => {
      const context = new AudioContext()
      const [tone, line] = [context.createOscillator(), context.createMediaStreamDestination()]
      tone.connect(line)
      tone.start()
      return line.stream
    }
  })
  await signIn(page, EDITOR)
  await page.goto("/staff/pages/vision/ar")
  await awake(page)
  await inspect(page, "recording")
  await page.setViewportSize(DESKTOP)
  const record = page.locator("[data-record]")
  await expect(record).toHaveText(said.sound.record, { useInnerText: true })
  await record.click()
  await expect(record).toHaveText(said.sound.stop, { useInnerText: true })
  await expect(page.locator("#recording form audio")).toBeHidden()
  await expect(record).toHaveAttribute("data-recording", /^([2-9]|\d\d)$/)
  await record.click()
  await expect(record).toHaveText(said.sound.record, { useInnerText: true })
  await expect(page.locator("#recording form audio")).toBeVisible()
  await page.getByRole("button", { name: said.sound.send, exact: true }).click()
  await expect(page.getByText(said.sound.saved)).toBeVisible()
  await page.goto("/ar/vision")
  const heard = await page.locator("main audio.listen").evaluate((audio) => new Promise((done) => {
    audio.addEventListener("loadeddata", () => done("sound"))
    audio.addEventListener("error", () => done(`error ${audio.error?.message}`))
    audio.preload = "auto"
    audio.load()
  }))
  expect(heard).toBe("sound")
})

test("where no microphone may be used, it says what to do instead", async ({ page }) => {
  const said = words("ar").admin
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("no", "NotAllowedError"))
  })
  await signIn(page, EDITOR)
  await page.goto("/staff/pages/vision/fr")
  await awake(page)
  await expect(page.locator("[data-failed]")).toBeHidden()
  await page.locator("[data-record]").click()
  await expect(page.locator("[data-failed]")).toHaveText(said.sound.no_microphone)
  await expect(page.locator("[data-record]")).toHaveText(said.sound.record, { useInnerText: true })
})

test("nobody who may not write keeps a recording, and no page but a page has one", async ({ page, centre }) => {
  const before = centre.sql("SELECT count(*) FROM stored_file")
  const post = (fields) => page.request.post("/staff/recordings", {
    headers: { "sec-fetch-site": "same-origin" },
    multipart: { ...fields, recording: { name: "a.wav", mimeType: "audio/wav", buffer: wav() } },
    maxRedirects: 0,
  })
  const out = await post({ page: "about", language: "fr", of: "" })
  expect([out.status(), out.headers().location]).toEqual([303, "/staff/sign-in"])
  await signIn(page, EDITOR)
  for (const fields of [
    { page: "no-such-page", language: "fr", of: "" },
    { page: "../../x", language: "fr", of: "" },
    { page: "about", language: "xx", of: "" },
    { page: "about", language: "fr", of: "not-a-version" },
    { page: "about", language: "fr", of: "00000000-0000-7000-8000-000000000000" },
    { page: "articles/none", language: "fr", of: "00000000-0000-7000-8000-000000000000" },
  ]) {
    expect((await post(fields)).status(), JSON.stringify(fields)).toBe(400)
  }
  expect(centre.sql("SELECT count(*) FROM stored_file")).toEqual(before)
})
