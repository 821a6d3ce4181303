import { RECEPTION, expect, signIn, test } from "../centre.mjs"
import { fillIn } from "../booking.mjs"
import { WEEKEND, cancelAtDesk, clock, fillDay, openCentre, row, waitFor } from "../waiting.mjs"
import { isFriday, isPlain } from "../days.mjs"
import { longDay, words } from "../words.mjs"

for (const locale of ["ar", "fr"]) {
  test.describe(`${locale}, without script`, () => {
    test.use({ javaScriptEnabled: false })

    test("whoever finds no time says when one would suit, and can leave the list", async ({ page }) => {
      const said = words(locale)
      await page.goto(`/${locale}/book/times?service=information-meeting&mode=video&with=`)
      await page.getByRole("link", { name: said.waiting.ask }).click()
      await expect(page.getByRole("heading", { name: said.waiting.title })).toBeVisible()
      await expect(page).toHaveTitle(said.booking.title)

      for (const day of WEEKEND) await page.locator(`input[name=day${day}]`).locator("..").click()
      await page.locator("input[name=part][value=afternoon]").locator("..").click()
      await page.locator("#last_day").fill("2020-01-01")
      await fillIn(page, { name: "Zahra", mobile: "0612" })
      await page.locator("#consent").uncheck()
      const [answer] = await Promise.all([
        page.waitForResponse((response) => response.request().method() === "POST"),
        page.getByRole("button", { name: said.waiting.send }).click(),
      ])
      expect(answer.status()).toBe(422)
      await expect(page.locator(".error-summary li")).toHaveCount(3)
      await expect(page.locator(".error-summary")).toContainText(said.booking.e.day_invalid)
      for (const field of ["start", "mobile", "consent"]) {
        await expect(page.locator(`#${field}-error`)).toBeVisible()
        await expect(page.locator(`#${field}`)).toBeAttached()
      }
      for (const day of WEEKEND) await expect(page.locator(`input[name=day${day}]`)).toBeChecked()
      await expect(page.locator("input[name=day1]")).not.toBeChecked()
      await expect(page.locator("input[name=part][value=afternoon]")).toBeChecked()
      await expect(page.locator("#last_day")).toHaveValue("2020-01-01")
      await expect(page.locator("#name")).toHaveValue("Zahra")
      await expect(page.locator("#mobile")).toHaveValue("0612")

      await page.locator("#last_day").fill("")
      await page.locator("#mobile").fill("06 12 34 56 78")
      await page.locator("#consent").check()
      await page.getByRole("button", { name: said.waiting.send }).click()
      await expect(page).toHaveURL(new RegExp(`/${locale}/waiting/joined$`))
      await expect(page.getByRole("heading", { name: said.waiting.joined_title })).toBeVisible()
      const link = await page.locator("#private-link").inputValue()
      expect(link).toContain(`/${locale}/waiting/`)

      await page.goto(link)
      await expect(page.getByText(said.waiting.leave_text)).toBeVisible()
      expect(await page.content()).not.toContain("Zahra")
      await page.getByRole("button", { name: said.waiting.leave }).click()
      await expect(page.getByText(said.waiting.left)).toBeVisible()

      const main = page.locator("main")
      await page.goto(link)
      await expect(page.getByRole("heading", { name: said.waiting.gone_title })).toBeVisible()
      const over = await main.innerHTML()
      await page.goto(`/${locale}/waiting/${"0".repeat(64)}`)
      expect(await main.innerHTML()).toBe(over)
    })
  })

  test(`${locale}: a time that frees is held for the first who waits, and accepted once`, async ({ browser }) => {
    const said = words(locale)
    const { centre, page, close } = await openCentre(browser)
    const { day, booked } = await fillDay(centre)
    await waitFor(centre, "فاطمة", day)
    expect(centre.offers("فاطمة")).toEqual([])
    await signIn(page, RECEPTION)
    await cancelAtDesk(page, booked[3])
    expect(await centre.isFree(booked[3].start)).toBe(false)
    await page.goto("/staff/waiting")
    await expect(row(page, "فاطمة")).toContainText(`${longDay("ar", day)} ${clock(booked[3].start)}`)

    const [offer, ...more] = centre.offers("فاطمة")
    expect(more).toEqual([])
    await page.goto(`/${locale}/${offer}`)
    await expect(page.getByRole("heading", { name: said.waiting.offer_title })).toBeVisible()
    await expect(page).toHaveTitle(said.booking.title)
    await expect(page.locator(".facts")).toContainText(longDay(locale, day))
    await expect(page.locator(".facts")).toContainText(clock(booked[3].start))
    expect(await page.content()).not.toContain("فاطمة")
    await page.getByRole("button", { name: said.waiting.accept }).click()
    await expect(page).toHaveURL(new RegExp(`/${locale}/booked$`))
    await expect(page.locator(".facts")).toContainText(longDay(locale, day))
    await expect(page.locator(".facts")).toContainText(clock(booked[3].start))
    const reference = await page.locator(".reference__code").innerText()

    const again = await centre.post(`/${locale}/${offer}/acceptance`, {})
    expect(again.status).toBe(303)
    const cookie = again.headers.getSetCookie().map((cookie) => cookie.split(";")[0]).join("; ")
    const shown = await fetch(`${centre.url}/${locale}/booked`, { headers: { cookie } })
    expect(await shown.text()).toContain(reference)
    await page.goto(`/${locale}/${offer}`)
    await expect(page.getByRole("heading", { name: said.waiting.accepted_title })).toBeVisible()
    expect(await page.content()).not.toContain(reference)

    await page.goto(`/staff/day/${day}`)
    const card = page.locator(".visit", { hasText: "فاطمة" })
    await expect(card).toHaveCount(1)
    await expect(card).toContainText(clock(booked[3].start))
    await page.goto("/staff/waiting")
    await expect(page.getByText(words("ar").waiting.desk.empty)).toBeVisible()
    await close()
  })
}

const kinds = [
  ["a plain day", isPlain],
  // Its pause leaves a hole in which two starts fit: whoever refused one is not offered the other.
  ["a Friday", isFriday],
]
for (const [kind, fits] of kinds) test(`on ${kind}, a time that is refused is held for the next`, async ({ browser }) => {
  const said = words("ar").waiting
  const { centre, page, close } = await openCentre(browser)
  const { day, booked } = await fillDay(centre, fits)
  await waitFor(centre, "أولى", day)
  await waitFor(centre, "ثانية", day)
  await signIn(page, RECEPTION)
  await cancelAtDesk(page, booked[2])
  expect(centre.offers("ثانية")).toEqual([])

  await page.goto(`/ar/${centre.offers("أولى")[0]}`)
  await page.getByRole("button", { name: said.refuse }).click()
  await expect(page.getByText(said.refused)).toBeVisible()
  expect(centre.offers("أولى")).toHaveLength(1)
  const [offer] = centre.offers("ثانية")
  expect(await centre.isFree(booked[2].start)).toBe(false)
  await page.goto(`/ar/${offer}`)
  await expect(page.locator(".facts")).toContainText(clock(booked[2].start))
  await page.goto("/staff/waiting")
  await expect(row(page, "أولى")).not.toContainText(said.desk.held)
  await expect(row(page, "ثانية")).toContainText(said.desk.held)
  await close()
})

test("an offer that is over looks like none", async ({ browser }) => {
  const said = words("ar").waiting
  const { centre, page, close } = await openCentre(browser)
  const { day, booked } = await fillDay(centre)
  for (const name of ["أولى", "ثانية"]) await waitFor(centre, name, day)
  await signIn(page, RECEPTION)
  await cancelAtDesk(page, booked[2])
  const [refused] = centre.offers("أولى")
  expect((await centre.post(`/ar/${refused}/refusal`, {})).status).toBe(200)
  const [offer] = centre.offers("ثانية")

  await page.goto(`/ar/offer/${"0".repeat(64)}`)
  await expect(page.getByRole("heading", { name: said.offer_over_title })).toBeVisible()
  const unknown = await page.locator("main").innerHTML()
  await page.goto(`/ar/${offer}`)
  centre.sql("UPDATE hold SET expires_at = ? WHERE status = 'open'", Math.floor(Date.now() / 1000) - 1)
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === "POST"),
    page.getByRole("button", { name: said.accept }).click(),
  ])
  expect(answer.status()).toBe(409)
  expect(await page.locator("main").innerHTML()).toBe(unknown)
  for (const over of [offer, refused, "offer/x"]) {
    await page.goto(`/ar/${over}`)
    expect(await page.locator("main").innerHTML()).toBe(unknown)
  }
  await close()
})
