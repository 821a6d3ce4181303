// Keeps the names and times of today's appointments for a desk that loses its line: to read, never to change. It answers
// nothing else, and nothing at all while there is a line. Signing out takes it away with all that it keeps.
const KEPT = "wifaq-day"
const DAY = "/staff/offline-day"

addEventListener("install", (event) => event.waitUntil(skipWaiting()))
addEventListener("activate", (event) => event.waitUntil(clients.claim()))

// The page of today, as the desk wrote it; nothing forgets what was kept.
addEventListener("message", ({ data }) => {
  if (data.forget) return caches.delete(KEPT)
  const { page, day } = data
  const headers = { "content-type": "text/html; charset=utf-8", "x-day": day, "content-security-policy": "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'" }
  return caches.open(KEPT).then((cache) => cache.put(DAY, new Response(page, { headers })))
})

const today = () => new Intl.DateTimeFormat("en-CA", { dateStyle: "short" }).format(new Date())

async function offline() {
  const kept = await caches.match(DAY)
  // Yesterday's names are nobody's business any more.
  if (kept?.headers.get("x-day") === today()) return kept
  await caches.delete(KEPT)
  return Response.error()
}

addEventListener("fetch", (event) => {
  const { request } = event
  if (request.mode === "navigate" && request.method === "GET") event.respondWith(fetch(request).catch(offline))
})
