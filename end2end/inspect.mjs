// One page looked at by machine: axe, sideways scroll, and the size of what one presses.
import AxeBuilder from "@axe-core/playwright"
import { expect } from "@playwright/test"

const NARROW = { width: 320, height: 640 }

async function accessible(page, name) {
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze()
  const told = violations.map(({ id, nodes }) => `${name}: ${id}: ${nodes.map((node) => node.html).join(" | ")}`)
  expect.soft(told).toEqual([])
}

/** No sideways scroll on a phone of 320 px, which is also a desktop page at 400 %. */
async function narrow(page, name) {
  await page.setViewportSize(NARROW)
  // Whole, so that nothing lies under the bar at its foot.
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({ width: NARROW.width, height: Math.max(NARROW.height, Math.min(height, 8000)) })
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  expect.soft(width, name).toBeLessThanOrEqual(NARROW.width)
}

/** Targets of at least 44 px; links inside running text are exempt (WCAG 2.5.8), and a card is
 * one target as a whole. */
async function reachable(page, name) {
  const small = await page.locator("a, button, input, select, summary").evaluateAll((all) =>
    all
      .filter((one) => one.checkVisibility() && !one.closest(".prose, .skip, .card") && one.type !== "hidden")
      .filter((one) => {
        const target = one.matches("input[type=radio], input[type=checkbox]") ? one.closest("label") : one
        return target.getBoundingClientRect().height < 43.5
      })
      .map((one) => one.outerHTML.slice(0, 120)),
  )
  expect.soft(small, name).toEqual([])
}

/** Wide and narrow, light and dark. Tells all that is wrong before the test fails. */
export async function inspect(page, name) {
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.emulateMedia({ colorScheme: "light" })
  await accessible(page, `${name}, light`)
  await page.emulateMedia({ colorScheme: "dark" })
  await accessible(page, `${name}, dark`)
  await narrow(page, name)
  await accessible(page, `${name}, narrow`)
  await reachable(page, name)
}
