// The words that the tests press and read, from the same files as the program's.
import { readFileSync } from "node:fs"
import { join } from "node:path"

const folder = join(import.meta.dirname, "..", "app", "locales")
const read = (locale, name) => JSON.parse(readFileSync(join(folder, locale, `${name}.json`), "utf8"))

export const words = (locale) => ({
  site: read(locale, "site"),
  booking: read(locale, "booking"),
  desk: read(locale, "desk"),
})

export const LOCALES = ["ar", "fr", "en"]
