// Whether the pages to read stay on this device is for a person to say: a worker that came by itself would be a trace of a
// visit, which clearing the history does not take away.
const [, locale] = location.pathname.split("/")
const { href } = document.querySelector("link[rel=stylesheet]")
const version = new URL(href).searchParams.get("v")

/** Resolves once everything is there; fails, and leaves nothing, where the browser or the line does not allow it. */
async function keep() {
  const { installing, active } = await navigator.serviceWorker.register(`/js/read.js?v=${version}`, { scope: `/${locale}` })
  if (!installing) return active
  await new Promise((done, failed) => {
    installing.addEventListener("statechange", () => {
      if (installing.state === "activated") done()
      if (installing.state === "redundant") failed(new Error("the pages did not come"))
    })
  })
}

async function forget() {
  const all = (await navigator.serviceWorker?.getRegistrations()) ?? []
  const own = all.filter(({ scope }) => !new URL(scope).pathname.startsWith("/staff"))
  for (const registration of own) await registration.unregister()
  for (const name of await caches.keys()) if (name.startsWith("wifaq-read")) await caches.delete(name)
}

/** Does what a button says, and shows what came of it. */
export async function press(button) {
  const keeps = button.dataset.keep === "yes"
  const say = (what) => {
    for (const said of document.querySelectorAll("[data-kept]")) said.hidden = said.dataset.kept !== what
  }
  try {
    await (keeps ? keep() : forget())
    say(keeps ? "yes" : "no")
  } catch {
    say("failed")
  }
}
