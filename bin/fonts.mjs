// The typeface in three parts, each as small as what it is for: Arabic letters, Latin letters, and the digits and marks that
// both are written with. A page loads the parts that it uses (`unicode-range` in style/tokens.css says the same ranges).
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs"
import subset from "subset-font"

const FROM = "node_modules/@fontsource-variable/readex-pro/files/readex-pro"
const TO = "public/fonts/readex-pro"
// The weights that the style uses lie between these.
const variationAxes = { wght: { min: 400, max: 700 } }

const range = (first, last) => String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, n) => first + n))
const MARKS = "0123456789 .,:;/()-+%!?\u00a0«»·–—…×"
const LATIN = range(0x20, 0x7e) + range(0xa0, 0xff) + "ıŒœ‘’“”€"
const PARTS = [
  ["arabic", "arabic", range(0x600, 0x6ff) + range(0x750, 0x77f) + "\u200c\u200d\u200e"],
  ["marks", "latin", MARKS],
  ["latin", "latin", [...LATIN].filter((letter) => !MARKS.includes(letter)).join("")],
]

mkdirSync("public/fonts", { recursive: true })
for (const [part, script, letters] of PARTS) {
  const [source, target] = [`${FROM}-${script}-wght-normal.woff2`, `${TO}-${part}.woff2`]
  const made = statSync(target, { throwIfNoEntry: false })?.mtimeMs ?? 0
  if ([source, "bin/fonts.mjs"].every((file) => statSync(file).mtimeMs < made)) continue
  writeFileSync(target, await subset(readFileSync(source), letters, { targetFormat: "woff2", variationAxes }))
}
