// The steps of a booking, as a person takes them.
import { aMobile, expect } from "./centre.mjs"
import { slot } from "./days.mjs"

/** From the first screen to the form of the third, with a time that can still be changed. */
export async function chooseTime(page, locale, words) {
  await page.goto(`/${locale}/book`)
  await choose(page, words)
}

/** The same for whoever is at the first screen. */
export async function choose(page, words) {
  await page.locator("input[name=service]").first().locator("..").click()
  await page.getByRole("button", { name: words.booking.next }).click()
  await page.locator("input[name=mode]").first().locator("..").click()
  await page.getByRole("button", { name: words.booking.next }).click()
  await (await slot(page)).click()
  await expect(page.getByRole("heading", { name: words.booking.who_title })).toBeVisible()
}

/** Fills the third screen's form. */
export async function fillIn(page, { name = "Amina", mobile = aMobile(), message = "yes" } = {}) {
  await page.locator("#name").fill(name)
  await page.locator("input[name=channel][value=mobile]").locator("..").click()
  await page.locator("#mobile").fill(mobile)
  await page.locator(`input[name=may_leave_message][value=${message}]`).locator("..").click()
  await page.locator("#consent").check()
}

/** Books a free time; answers with the reference and the private link. */
export async function book(page, locale, words, who) {
  await chooseTime(page, locale, words)
  await fillIn(page, who)
  await page.getByRole("button", { name: words.booking.confirm }).click()
  await expect(page.getByRole("heading", { name: words.booking.done_title })).toBeVisible()
  return {
    reference: await page.locator(".reference__code").innerText(),
    link: await page.locator("#private-link").inputValue(),
  }
}
