// The words that the tests press and read, from the same files as the program's.
import { readFileSync } from "node:fs"
import { join } from "node:path"

const folder = join(import.meta.dirname, "..", "app", "locales")
const read = (locale, name) => JSON.parse(readFileSync(join(folder, locale, `${name}.json`), "utf8"))

export const words = (locale) => ({
  site: read(locale, "site"),
  booking: read(locale, "booking"),
  desk: read(locale, "desk"),
  waiting: read(locale, "waiting"),
  admin: read(locale, "admin"),
  people: read(locale, "people"),
})

/** An ISO day as the pages say it: « mardi 24 novembre 2026 ». */
export function longDay(locale, iso) {
  const { weekdays, months } = read(locale, "site")
  const day = new Date(`${iso.slice(0, 10)}T12:00:00Z`)
  const number = locale === "fr" && day.getUTCDate() === 1 ? "1ᵉʳ" : day.getUTCDate()
  return `${weekdays[`d${day.getUTCDay() || 7}`]} ${number} ${months[`m${day.getUTCMonth() + 1}`]} ${day.getUTCFullYear()}`
}

export const LOCALES = ["ar", "fr", "en"]
