// Keeps the names and times of today's appointments for a desk that loses its line: to read, never to change. It answers
// nothing else, and nothing at all while there is a line. Signing out takes it away with all that it keeps.
const KEPT = "wifaq-day"
const DAY = "/staff/offline-day"

addEventListener("install", (event) => event.waitUntil(skipWaiting()))
addEventListener("activate", (event) => event.waitUntil(clients.claim()))

// Asks for the page itself as soon as the server answers again: nobody has to notice that the line is back.
const AGAIN = `let next
const later = () => { next = setTimeout(again, 5000) }
function again() {
  clearTimeout(next)
  fetch("/healthz", { cache: "no-store" }).then(({ ok }) => (ok ? location.reload() : later()), later)
}
addEventListener("online", again)
later()`

// The page of today, as the desk wrote it; nothing forgets what was kept.
addEventListener("message", ({ data }) => {
  if (data.forget) return caches.delete(KEPT)
  const { page, day } = data
  const nonce = crypto.randomUUID()
  const policy = `default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; script-src 'nonce-${nonce}'`
  const headers = { "content-type": "text/html; charset=utf-8", "x-day": day, "content-security-policy": policy }
  const response = new Response(`${page}<script nonce="${nonce}">${AGAIN}</script>`, { headers })
  return caches.open(KEPT).then((cache) => cache.put(DAY, response))
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
