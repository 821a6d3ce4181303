// The days on which tests book. None takes the first free time it meets: that may be today's last, too near to be
// changed by the family, beside a pause, or on the eve of a holiday.

/** The centre's day. Morocco's clock has been Greenwich's since 2026-09-20, whatever zone data this machine has. */
export const today = () => new Date().toISOString().slice(0, 10)

export function addDays(day, days) {
  const date = new Date(`${day}T12:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

/** 1 for Monday to 7. */
export const weekday = (day) => new Date(`${day.slice(0, 10)}T12:00:00Z`).getUTCDay() || 7
const isFar = (start) => start.slice(0, 10) > addDays(today(), 2)

/** Whether a start lies on a day from Monday to Thursday, all of them alike, that no notice reaches. */
export const isPlain = (start) => isFar(start) && weekday(start) < 5
/** The same of a Friday, whose long pause leaves room for starts that meet each other. */
export const isFriday = (start) => isFar(start) && weekday(start) === 5

/** The first time of a page of times for which `fits` holds, as what one clicks. */
export async function slot(page, fits = isPlain) {
  const slots = page.locator(".day .slot")
  await slots.first().waitFor()
  const starts = await slots.evaluateAll((all) =>
    all.map((one) => one.value ?? new URL(one.href).searchParams.get("start")),
  )
  const chosen = starts.findIndex((start) => fits(start))
  if (chosen < 0) throw new Error(`no time fits among ${starts.join(" ")}`)
  return slots.nth(chosen)
}
