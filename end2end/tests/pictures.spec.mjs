// Pictures to look at, with fictional people: the desk in Arabic and French, by day and by night, on a laptop and a telephone.
// `WIFAQ_PICTURES=docs` puts them where the README shows some.
import { join } from "node:path"
import { Centre, signIn, test } from "../centre.mjs"

const folder = process.env.WIFAQ_PICTURES ?? "end2end/results/pictures"
const DESK = ["reception.demo@example.com", "three palms by the gate"]
const LAPTOP = { width: 1366, height: 768 }
const PHONE = { width: 390, height: 844 }

test("the home page and the desk", async ({ browser }) => {
  test.slow()
  const centre = await Centre.open((centre) => centre.run(["demo"]))
  const [[person]] = centre.sql("SELECT person_id FROM attendance GROUP BY person_id ORDER BY count(*) DESC LIMIT 1")
  const month = new Date().toISOString().slice(0, 7)
  const pages = { desk: "/staff", week: "/staff/week", month: `/staff/month/${month}`, person: `/staff/persons/${person}`, figures: "/staff/figures" }
  for (const [locale, colorScheme, viewport, name] of [
    ["ar", "light", LAPTOP, ""],
    ["ar", "dark", LAPTOP, "-dark"],
    ["fr", "light", LAPTOP, "-fr"],
    ["ar", "light", PHONE, "-phone"],
  ]) {
    const context = await browser.newContext({ baseURL: centre.url, viewport, colorScheme })
    const page = await context.newPage()
    centre.sql("UPDATE staff SET language = ? WHERE email = ?", locale, DESK[0])
    const keep = (of) => page.screenshot({ path: join(folder, `${of}${name}.png`) })
    await page.goto(`/${locale}`, { waitUntil: "networkidle" })
    await keep("home")
    await signIn(page, ...DESK)
    for (const [of, path] of Object.entries(pages)) {
      await page.goto(path)
      await page.locator("html[data-awake]").waitFor({ state: "attached" })
      await page.evaluate(() => document.fonts.ready)
      await keep(of)
    }
    await context.close()
  }
  await centre.stop()
  centre.close()
})
