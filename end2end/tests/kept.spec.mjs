// Pages to read that a person asked to keep: the same for everybody, nothing of a person, gone with the quick exit. And tabs
// that stay open while the program is built anew.
import { RECEPTION, SERVICE, aMobile, awake, expect, signIn, test } from "../centre.mjs"
import { words } from "../words.mjs"

const { site } = words("fr")
const registrations = (page) => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => new URL(scope).pathname))
const kept = (page) =>
  page.evaluate(async () => {
    const all = []
    for (const name of await caches.keys()) for (const { url } of await (await caches.open(name)).keys()) all.push(new URL(url).pathname)
    return all.sort()
  })

test("a visit leaves no worker and keeps nothing", async ({ page }) => {
  for (const path of ["/fr", "/fr/danger", "/fr/safe-browsing", `/fr/book/times?service=${SERVICE}&mode=in_person&with=`]) {
    await page.goto(path, { waitUntil: "load" })
    await awake(page)
    expect(await registrations(page)).toEqual([])
    expect(await kept(page)).toEqual([])
  }
})

test("the pages to read open without a line where somebody asked for it, say so, and go with the quick exit", async ({ page, context, complaints }) => {
  await context.route("https://www.google.com/**", (route) => route.fulfill({ body: "elsewhere" }))
  await page.goto("/fr/safe-browsing", { waitUntil: "load" })
  await page.getByRole("button", { name: site.reading.keep }).click()
  await expect(page.getByText(site.reading.kept)).toBeVisible()
  expect(await registrations(page)).toEqual(["/fr"])
  const before = await kept(page)
  for (const private_ of ["book", "appointment", "waiting", "offer", "staff", "api"]) {
    expect(before.filter((path) => path.split("/").includes(private_)), private_).toEqual([])
  }
  // What is read afterwards changes nothing of it.
  await page.goto("/fr/mediation", { waitUntil: "load" })
  await page.goto(`/fr/book/times?service=${SERVICE}&mode=in_person&with=`, { waitUntil: "load" })
  await awake(page)
  expect(await kept(page)).toEqual(before)
  await expect(page.locator(".no-line")).toHaveCount(0)
  await context.setOffline(true)
  await page.goto("/fr/contact", { waitUntil: "load" })
  await expect(page.locator(".no-line")).toContainText(site.kept_title)
  await expect(page.locator("h1")).toBeVisible()
  await expect(page.locator("script[type=module]")).toHaveCount(0)
  await expect(page.goto("/fr/book")).rejects.toThrow()
  await expect(page.goto("/staff")).rejects.toThrow()
  await context.setOffline(false)
  await page.goto("/fr/contact", { waitUntil: "load" })
  await expect(page.locator(".no-line")).toHaveCount(0)
  await page.locator("[data-exit]").first().click()
  await page.waitForURL("https://www.google.com/**")
  await page.goto("/fr/partners", { waitUntil: "load" })
  await expect.poll(() => kept(page)).toEqual([])
  expect(await registrations(page)).toEqual([])
  // The browser itself reports what it could not fetch without a line.
  expect(complaints.filter((told) => !told.includes("ERR_INTERNET_DISCONNECTED"))).toEqual([])
  complaints.length = 0
})

test("what was kept can be taken away again", async ({ page }) => {
  await page.goto("/ar/safe-browsing", { waitUntil: "load" })
  const { reading } = words("ar").site
  await page.getByRole("button", { name: reading.keep }).click()
  await expect(page.getByText(reading.kept)).toBeVisible()
  await page.getByRole("button", { name: reading.forget, exact: true }).click()
  await expect(page.getByText(reading.gone)).toBeVisible()
  expect(await registrations(page)).toEqual([])
  expect(await kept(page)).toEqual([])
})

/** Answers of server functions come from another build from now on. */
const buildAnew = (page) =>
  page.route("**/api/**", async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, headers: { ...response.headers(), "x-version": "another" } })
  })

test("a page over an update loads once where nothing is typed, and no more", async ({ page }) => {
  await page.goto("/fr/book", { waitUntil: "load" })
  await awake(page)
  const loads = []
  page.on("request", (request) => request.isNavigationRequest() && loads.push(request.url()))
  await buildAnew(page)
  const ask = () => page.evaluate(() => fetch("/staff/api/signed-in", { method: "POST" }).then(() => {}))
  await Promise.all([page.waitForEvent("load"), ask().catch(() => {})])
  await awake(page)
  expect(loads.length).toBe(1)
  await ask()
  await expect(page.locator("html[data-awake]")).toHaveCount(0)
  expect(loads.length).toBe(1)
})

test("a form over an update is sent by the browser with what was typed", async ({ page, centre }) => {
  const [start] = await centre.plainTimes()
  await page.goto(`/fr/book/details?service=${SERVICE}&mode=in_person&with=&start=${start}`, { waitUntil: "load" })
  await awake(page)
  await page.locator("#name").fill("Amina")
  await buildAnew(page)
  await page.evaluate(() => fetch("/staff/api/signed-in", { method: "POST" }).then(() => {}))
  await expect(page.locator("html[data-awake]")).toHaveCount(0)
  await expect(page.locator("#name")).toHaveValue("Amina")
  const [posted] = await Promise.all([
    page.waitForRequest((request) => request.method() === "POST" && request.isNavigationRequest()),
    page.locator("form[method=post] button[type=submit]").click(),
  ])
  expect(posted.postData()).toContain("Amina")
})

test("the desk over an update: a caller is booked once, whatever the tab was built with", async ({ page, centre }) => {
  centre.hire()
  await signIn(page, RECEPTION)
  await page.goto("/staff/book")
  await awake(page)
  // Nobody is known by that name; the answer comes before the program is built anew.
  await Promise.all([page.waitForResponse(/staff\/api\/people/), page.locator("#name").fill("Latifa Anew")])
  await page.locator("#mobile").fill(aMobile())
  await page.locator("#consent").check()
  await buildAnew(page)
  const confirm = page.locator(".caller__form .button--primary")
  await confirm.click()
  await expect(page.locator(".caller__booked")).toBeVisible()
  // It goes on as a plain page, whose form is the next caller's.
  await expect(page.locator("html[data-awake]")).toHaveCount(0)
  await expect(page.locator("#name")).toHaveValue("")
  await page.locator("#name").fill("Maria Anew")
  await page.locator("#mobile").fill(aMobile())
  await page.locator("#consent").check()
  await confirm.click()
  await expect(page).toHaveURL(/\/staff\/book\?booked=/)
  await expect(page.locator(".caller__booked")).toBeVisible()
  const booked = centre.sql("SELECT p.name FROM attendance a JOIN person p ON p.id = a.person_id WHERE p.name LIKE '% Anew' ORDER BY a.id")
  expect(booked).toEqual([["Latifa Anew"], ["Maria Anew"]])
})

test("the desk over an update: a page of another build comes by one load", async ({ page, centre }) => {
  centre.hire()
  await signIn(page, RECEPTION)
  await page.goto("/staff/find")
  await awake(page)
  const loads = []
  page.on("request", (request) => request.isNavigationRequest() && loads.push(request.url()))
  await page.route("**/staff/tasks", async (route) => {
    if (route.request().isNavigationRequest()) return route.continue()
    const answer = await route.fetch()
    await route.fulfill({ response: answer, body: (await answer.text()).replace(/wake\.js\?v=[^"]+/, "wake.js?v=0000000000000000") })
  })
  await page.locator(".deskbar__nav a[href='/staff/tasks']").click()
  await expect(page.getByRole("heading", { level: 1, name: words("ar").people.task.title })).toBeVisible()
  await expect.poll(() => loads.length).toBe(1)
})
