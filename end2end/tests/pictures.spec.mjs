// Pictures to look at, with fictional people. `WIFAQ_PICTURES=docs` puts the README's two where it shows them.
import { join } from "node:path"
import { Centre, signIn, test } from "../centre.mjs"

const folder = process.env.WIFAQ_PICTURES ?? "end2end/results/pictures"
const keep = (page, name, more = {}) => page.screenshot({ path: join(folder, `${name}.png`), ...more })

test.use({ viewport: { width: 1280, height: 800 }, colorScheme: "light" })

test("the home page and the desk", async ({ browser }) => {
  const centre = await Centre.open((centre) => centre.run(["demo"]))
  const context = await browser.newContext({ baseURL: centre.url, viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  await page.goto("/ar", { waitUntil: "networkidle" })
  await keep(page, "home")
  await signIn(page, "reception.demo@example.com", "three palms by the gate")
  if ((await page.locator(".visit").count()) < 3) {
    const [start] = await centre.plainTimes()
    await page.goto(`/staff/day/${start.slice(0, 10)}`)
  }
  await page.locator(".line--live").waitFor()
  await keep(page, "desk")
  await context.close()
  await centre.stop()
  centre.close()
})
