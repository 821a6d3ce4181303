// A day that is full, somebody who waits for it, and a time of it that becomes free.
import { Centre, expect } from "./centre.mjs"
import { isPlain, weekday } from "./days.mjs"

/** Nobody works at the weekend: whoever waits for it is never offered a time by the program itself. */
export const WEEKEND = [6, 7]

/** A centre of its own, so that a held time is nobody else's first free time; and a page on it. */
export async function openCentre(browser, options = {}) {
  const centre = await Centre.open()
  centre.hire()
  const context = await browser.newContext({ baseURL: centre.url, viewport: { width: 360, height: 740 }, ...options })
  const close = async () => {
    await context.close()
    await centre.stop()
    centre.close()
  }
  return { centre, page: await context.newPage(), close }
}

/** Books every free time of one day, a plain one unless told otherwise; answers with it and the name on each time. */
export async function fillDay(centre, fits = isPlain) {
  const [first] = await centre.timesThat(fits)
  const day = first.slice(0, 10)
  const booked = []
  for (;;) {
    const start = (await centre.freeTimes({ from: day })).find((time) => time.startsWith(day))
    if (!start) return { day, booked }
    const name = `حجز ${"أبتثجحخدذرزسشصضطظع"[booked.length]}`
    expect((await centre.book({ start, name })).status).toBe(303)
    booked.push({ start, name })
  }
}

/** Puts somebody on the list for one day alone. */
export async function waitFor(centre, name, day, more = {}) {
  const answer = await centre.wait({ name, days: [weekday(day)], last_day: day, ...more })
  expect(answer.headers.get("location")).toBe("/ar/waiting/joined")
}

/** Cancels somebody's appointment at the desk. */
export async function cancelAtDesk(page, { start, name }) {
  await page.goto(`/staff/day/${start.slice(0, 10)}`)
  const card = page.locator(".visit", { hasText: name })
  await card.locator(".visit__open").click()
  await card.locator("button[value=cancelled_by_person]").click()
  await expect(page.locator(".visit", { hasText: name }).locator(".visit__why")).toBeVisible()
}

export const row = (page, name) => page.locator(".entry", { hasText: name })
export const clock = (start) => start.slice(11)
