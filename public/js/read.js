// Keeps the pages to read of one language on a device whose person asked for it: all of them, the same for everybody, so that
// it tells nothing of what anybody read. It answers for them alone, and only where there is no line; each says then that there
// is none. Booking, appointments, waiting and the desk are none of it.
const version = new URL(location).searchParams.get("v")
const home = new URL(registration.scope).pathname
const KEPT = `wifaq-read${home}-${version}`
const PAGES = ["", "/about", "/accessibility", "/contact", "/danger", "/mediation", "/my-appointment", "/partners", "/privacy", "/questions", "/safe-browsing", "/support", "/team", "/training", "/vision", "/what-to-expect"].map((page) => home + page)
const script = home === "/ar" ? "arabic" : "latin"
const FILES = [`/pkg/wifaq.css?v=${version}`, "/js/exit.js", "/js/aloud.js", `/fonts/readex-pro-${script}.woff2`, "/fonts/readex-pro-marks.woff2", "/img/icons.svg", "/img/mark.svg"]
const asKept = (page) => `${page}?kept`

addEventListener("install", (event) => {
  skipWaiting()
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll([...FILES, ...PAGES.map(asKept)])))
})
addEventListener("activate", (event) => event.waitUntil(takeOver()))

async function takeOver() {
  for (const name of await caches.keys()) if (name.startsWith(`wifaq-read${home}-`) && name !== KEPT) await caches.delete(name)
  await clients.claim()
}

// Whoever leaves quickly leaves none of it.
addEventListener("message", (event) => event.waitUntil(Promise.all([caches.delete(KEPT), registration.unregister()])))

addEventListener("fetch", (event) => {
  const { request } = event
  const { origin, pathname, search } = new URL(request.url)
  const page = request.mode === "navigate" && PAGES.includes(pathname)
  const kept = page ? asKept(pathname) : pathname + search
  if (request.method !== "GET" || origin !== location.origin || !(page || FILES.includes(kept))) return
  event.respondWith(fetch(request).catch(async () => (await caches.match(kept)) ?? Response.error()))
})
