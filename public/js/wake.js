// Loads the client: at once on the desk, on public pages when the page is idle, and not at all on a line that is
// slow or paid by the byte.
const folder = `/client/${new URL(import.meta.url).searchParams.get("v")}`
const line = navigator.connection
let asleep = false

// A page that something else changed before the client came (a translator, an extension) cannot be woken. It goes on as
// the plain page that it is: whatever the client listens to, links and forms work by themselves. The quick exit does not
// depend on the client and stays.
function fallAsleep() {
  if (asleep) return
  asleep = true
  delete document.documentElement.dataset.awake
  for (const kind of ["click", "submit", "change", "input"]) {
    const alone = (event) => event.target.closest?.("[data-exit]") || event.stopImmediatePropagation()
    addEventListener(kind, alone, { capture: true })
  }
}

addEventListener("error", ({ error }) => error instanceof WebAssembly.RuntimeError && fallAsleep())
addEventListener("unhandledrejection", ({ reason }) => reason instanceof WebAssembly.RuntimeError && fallAsleep())

async function wake() {
  try {
    const client = await import(`${folder}/wifaq.js`)
    await client.default({ module_or_path: `${folder}/wifaq.wasm` })
    client.hydrate()
    if (!asleep) document.documentElement.dataset.awake = ""
  } catch (error) {
    fallAsleep()
    throw error
  }
}

function whenIdle() {
  if ("requestIdleCallback" in window) requestIdleCallback(wake, { timeout: 5000 })
  else setTimeout(wake, 500)
}

if (document.body.classList.contains("page--desk")) wake()
else if (!line?.saveData && !/2g/.test(line?.effectiveType ?? "")) {
  if (document.readyState === "complete") whenIdle()
  else addEventListener("load", whenIdle, { once: true })
}
