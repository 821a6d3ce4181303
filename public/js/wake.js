// Loads the client: at once on the desk, on public pages when the page is idle, and not at all on a line that is
// slow or paid by the byte.
const folder = `/client/${new URL(import.meta.url).searchParams.get("v")}`
const line = navigator.connection

async function wake() {
  const client = await import(`${folder}/wifaq.js`)
  await client.default({ module_or_path: `${folder}/wifaq.wasm` })
  client.hydrate()
  document.documentElement.dataset.awake = ""
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
