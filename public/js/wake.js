// Loads the client: at once on the desk, on public pages when the page is idle, and not at all on a line that is very
// slow or paid by the byte. On a slow one, a page to read waits with it until somebody is about to book.
const folder = `/client/${new URL(import.meta.url).searchParams.get("v")}`
const line = navigator.connection
let asleep = false

// A page that something else changed before the client came (a translator, an extension) cannot be woken. It goes on as
// the plain page that it is: whatever the client listens to, links and forms work by themselves. The quick exit does not
// depend on the client and stays.
function fallAsleep(error) {
  if (asleep) return
  asleep = true
  navigator.sendBeacon?.("/asleep", new URLSearchParams({ reason: String(error) }))
  delete document.documentElement.dataset.awake
  for (const kind of ["click", "submit", "change", "input"]) {
    const alone = (event) => event.target.closest?.("[data-exit], [data-aloud], [data-keep]") || event.stopImmediatePropagation()
    addEventListener(kind, alone, { capture: true })
  }
  // Whoever was on their way to a page, whose part of the client is of an older version perhaps, goes there by a load.
  const onTheWay = document.documentElement.dataset.moving
  if (onTheWay) location.assign(onTheWay)
}

addEventListener("error", ({ error }) => error instanceof WebAssembly.RuntimeError && fallAsleep(error))
addEventListener("unhandledrejection", ({ reason }) => reason instanceof WebAssembly.RuntimeError && fallAsleep(reason))

// The program was built anew since this page was loaded. Where nothing is typed the page is loaded again, once; where something
// is, it stays as a plain page, so that its form is sent by the browser with all that was typed.
const ask = window.fetch.bind(window)
const version = folder.split("/").at(-1)
const isTyped = (field) => field.options ? [...field.options].some((one) => one.defaultSelected !== one.selected && one.defaultSelected) : (/^(checkbox|radio)$/.test(field.type) ? field.checked !== field.defaultChecked : field.value !== field.defaultValue)
const typed = () => [...document.querySelectorAll("#main form :is(input:not([type=hidden]), textarea, select)")].some(isTyped)

window.fetch = async (...asked) => {
  const answer = await ask(...asked)
  const theirs = answer.headers.get("x-version")
  if (theirs && theirs !== version && !asleep) {
    const again = performance.getEntriesByType("navigation")[0]?.type === "reload"
    if (again || typed()) fallAsleep(`built anew: ${theirs}`)
    else location.reload()
  }
  return answer
}

async function wake() {
  try {
    const client = await import(`${folder}/wifaq.js`)
    await client.default({ module_or_path: `${folder}/wifaq.wasm` })
    await client.hydrate()
    if (!asleep) document.documentElement.dataset.awake = ""
  } catch (error) {
    fallAsleep(error)
    throw error
  }
}

function whenIdle() {
  if ("requestIdleCallback" in window) requestIdleCallback(wake, { timeout: 5000 })
  else setTimeout(wake, 500)
}

const BOOKS = "a[href*='/book']"

function whenNeeded() {
  const kinds = ["pointerdown", "focusin"]
  const needed = (event) => {
    if (!event.target.closest?.(BOOKS)) return
    for (const kind of kinds) removeEventListener(kind, needed)
    wake()
  }
  for (const kind of kinds) addEventListener(kind, needed, { passive: true })
}

function whenLoaded() {
  const books = location.pathname.split("/")[2] === "book"
  if (books || !/3g/.test(line?.effectiveType ?? "")) whenIdle()
  else whenNeeded()
}

if (document.body.classList.contains("page--desk")) wake()
else if (!line?.saveData && !/2g/.test(line?.effectiveType ?? "")) {
  if (document.readyState === "complete") whenLoaded()
  else addEventListener("load", whenLoaded, { once: true })
}
