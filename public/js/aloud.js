// Reads a page aloud: as somebody has recorded it, or part by part, in the voice that the device has itself, and marks what is
// being said. Nobody else hears of it: voices that come over the line are not asked.
const PARTS = "h1, h2, h3, p, li, dt, dd, legend, label"
// Ways to elsewhere are no part of what a page says.
const ASIDE = "nav"
// A little slower than voices speak by themselves: whoever listens may not know the words.
const PACE = 0.9
// Milliseconds until a voice has begun; a cheap telephone takes some seconds to load one.
const SILENCE = 10_000

let reading
const marks = typeof Highlight === "function" && CSS.highlights ? new Highlight() : undefined
if (marks) CSS.highlights.set("aloud", marks)

const voiceFor = (language) =>
  speechSynthesis.getVoices().find(({ lang, localService }) => localService && lang.slice(0, 2).toLowerCase() === language.slice(0, 2))

/** Whether it is on the page for the eyes; browsers of some years ago do not say it by themselves. */
const isSeen = (element) => element.checkVisibility?.() ?? element.getClientRects().length > 0
/** Whether a piece of text is of this part, and not of one within it. */
const isOf = (part, node) => node.parentElement.closest(PARTS) === part && isSeen(node.parentElement)

/** The text of a part as it is seen, and where in the page each piece of it stands. */
function textOf(part) {
  const pieces = []
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT)
  let text = ""
  while (walker.nextNode()) {
    const { currentNode: node } = walker
    if (!isOf(part, node)) continue
    pieces.push({ node, from: text.length })
    text += node.data
  }
  return { text, pieces }
}

function mark(pieces, from, to) {
  if (!marks) return
  marks.clear()
  for (const { node, from: begins } of pieces) {
    const [start, end] = [Math.max(from - begins, 0), Math.min(to - begins, node.length)]
    if (start >= end) continue
    const range = new Range()
    range.setStart(node, start)
    range.setEnd(node, end)
    marks.add(range)
  }
}

function stop() {
  const { button, changes, voice } = reading ?? {}
  reading = undefined
  changes?.disconnect()
  button?.removeAttribute("data-reading")
  marks?.clear()
  voice?.pause()
  window.speechSynthesis?.cancel()
}

function say(own, n) {
  if (reading !== own) return
  const part = own.parts[n]
  if (!part?.isConnected) return stop()
  const { text, pieces } = textOf(part)
  const voice = voiceFor(part.closest("[lang]").lang)
  // What no voice of this device can say is left to the eyes.
  if (!voice || text.trim() === "") return say(own, n + 1)
  const words = new SpeechSynthesisUtterance(text)
  Object.assign(words, { voice, lang: voice.lang, rate: PACE })
  words.onboundary = ({ name, charIndex, charLength }) => {
    if (reading !== own || name === "sentence") return
    const length = charLength || text.slice(charIndex).search(/\s|$/)
    mark(pieces, charIndex, charIndex + length)
  }
  // A voice that says nothing at all, as where the device forbids it, is none.
  const silent = setTimeout(() => reading === own && stop(), SILENCE)
  words.onstart = () => clearTimeout(silent)
  words.onend = () => {
    clearTimeout(silent)
    say(own, n + 1)
  }
  words.onerror = () => reading === own && stop()
  mark(pieces, 0, text.length)
  part.scrollIntoView({ block: "nearest" })
  speechSynthesis.speak(words)
}

/** Somebody's own voice, until it ends, or is stopped by its own button. */
function play(button, voice) {
  const own = { button, voice }
  reading = own
  button.setAttribute("data-reading", "")
  for (const kind of ["pause", "ended", "error"]) voice.addEventListener(kind, () => reading === own && stop(), { once: true })
  voice.play().catch(() => reading === own && stop())
}

/** Begins to read, or stops. */
export function press(button) {
  if (reading) return stop()
  const main = document.getElementById("main")
  const voice = main.querySelector("audio.listen")
  if (voice) return play(button, voice)
  const parts = [...main.querySelectorAll(PARTS)].filter((part) => isSeen(part) && !part.closest(ASIDE) && textOf(part).text.trim() !== "")
  const own = { button, parts, changes: new MutationObserver(() => own.parts.some(({ isConnected }) => isConnected) || stop()) }
  reading = own
  button.setAttribute("data-reading", "")
  // Whoever goes on to another page has heard enough of this one.
  own.changes.observe(main, { childList: true, subtree: true })
  if (speechSynthesis.speaking || speechSynthesis.pending) speechSynthesis.cancel()
  say(own, 0)
}

addEventListener("pagehide", stop)
// The quick exit does not wait for the next page.
addEventListener("leave", stop)
