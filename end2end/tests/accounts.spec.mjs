// Who works at the centre: invited, given roles, let go; passwords, devices, and the code after the password.
import { Centre, PASSWORD, RECEPTION, expect, signIn, test, press } from "../centre.mjs"
import { inspect } from "../inspect.mjs"
import { codeOf } from "../telephone.mjs"
import { words } from "../words.mjs"

const ADMIN = "direction@example.com"
const said = words("fr")
const { accounts, own, factor, password } = said.admin


/** A centre of its own with an administrator and a reception, whose desk speaks French. */
async function openCentre() {
  const centre = await Centre.open()
  centre.hire()
  centre.run(["user", "add", "--email", ADMIN, "--name", "Directrice", "--role", "administrator"], PASSWORD)
  centre.sql("UPDATE staff SET language = 'fr'")
  const close = async () => {
    await centre.stop()
    centre.close()
  }
  return { centre, close }
}

const browserOf = async (browser, centre) => {
  const context = await browser.newContext({ baseURL: centre.url, locale: "fr", viewport: { width: 1280, height: 800 } })
  return context.newPage()
}

test("somebody is invited, chooses a password, and is let go again", async ({ browser }) => {
  const { centre, close } = await openCentre()
  const page = await browserOf(browser, centre)
  await signIn(page, ADMIN)
  await page.getByRole("link", { name: said.desk.nav_centre, exact: true }).click()
  await expect(page.locator(".entry")).toHaveCount(3)
  await press(page, accounts.invite_do)
  await expect(page.locator(".error-summary li")).toHaveCount(3)
  await page.locator("#name").fill("Salma")
  await page.locator("#email").fill("salma@example.com")
  await page.locator("#role_reception").check()
  await page.locator("#language").selectOption("fr")
  await press(page, accounts.invite_do)
  const link = await page.locator("#password-link").inputValue()
  await expect(page.locator(".entry", { hasText: "Salma" })).toContainText(accounts.invited)

  const theirs = await browserOf(browser, centre)
  await theirs.goto(link)
  await expect(theirs.locator("main")).toContainText("salma@example.com")
  await theirs.locator("#password").fill("court")
  await press(theirs, password.save)
  await expect(theirs.locator("#password-error")).toContainText(said.desk.e_password_short)
  await theirs.locator("#password").fill("quatre saisons au Maroc")
  await press(theirs, password.save)
  await expect(theirs).toHaveURL(/sign-in/)
  await theirs.goto(link)
  await expect(theirs.locator("main")).toContainText(password.gone)
  await signIn(theirs, "salma@example.com", "quatre saisons au Maroc")
  await expect(theirs.locator(".deskbar__who")).toHaveText("Salma")

  await page.goto("/staff/accounts")
  await page.locator(".entry", { hasText: "Salma" }).getByRole("link").click()
  await expect(page).toHaveURL(/accounts\/\d+$/)
  await page.locator("#role_reception").uncheck()
  await press(page, said.admin.save)
  await expect(page.locator(".entry", { hasText: "Salma" })).toContainText(accounts.left)
  await theirs.goto("/staff")
  await expect(theirs).toHaveURL(/sign-in/)
  // The centre is not left without anybody who runs it.
  await page.locator(".entry", { hasText: "Directrice" }).getByRole("link").click()
  await expect(page).toHaveURL(/accounts\/\d+$/)
  await page.locator("#role_administrator").uncheck()
  await press(page, said.admin.save)
  await expect(page.locator(".error-summary")).toContainText(accounts.last)
  await close()
})

test("one changes language and password and signs out another device", async ({ browser }) => {
  const { centre, close } = await openCentre()
  const [page, other] = [await browserOf(browser, centre), await browserOf(browser, centre)]
  await signIn(page, RECEPTION)
  await signIn(other, RECEPTION)
  await page.goto("/staff/account")
  const devices = page.locator(".entry")
  await expect(devices).toHaveCount(2)
  await expect(devices.first()).toContainText(own.this)
  await devices.last().getByRole("button").click()
  await expect(devices).toHaveCount(1)
  await other.goto("/staff")
  await expect(other).toHaveURL(/sign-in/)

  await page.locator("#old").fill("pas celui-là")
  await page.locator("#new").fill("une autre phrase entière")
  await press(page, own.change)
  await expect(page.locator("#old-error")).toContainText(own.wrong)
  await expect(page.locator("#new")).toHaveValue("")
  await page.locator("#old").fill(PASSWORD)
  await page.locator("#new").fill("une autre phrase entière")
  await press(page, own.change)
  await expect(page.locator(".chosen")).toContainText(own.changed)
  await page.locator(".own__open").click()
  await page.locator(".own__look [name=language]").selectOption("ar")
  await press(page, said.admin.save)
  await expect(page.locator("html")).toHaveAttribute("lang", "ar")
  await signIn(other, RECEPTION, "une autre phrase entière")
  await close()
})

test("a role that needs a code is asked for one, and the code counts once", async ({ browser }) => {
  const { centre, close } = await openCentre()
  const page = await browserOf(browser, centre)
  await signIn(page, ADMIN)
  await page.goto("/staff/accounts")
  await page.locator("#factor_role_reception").check()
  await page.locator("form[action$=second-factor] button").click()

  const theirs = await browserOf(browser, centre)
  await theirs.goto("/staff/sign-in")
  await theirs.locator("#email").fill(RECEPTION)
  await theirs.locator("#password").fill(PASSWORD)
  await press(theirs, said.desk.sign_in)
  await expect(theirs).toHaveURL(/account\/second-factor/)
  await expect(theirs.locator(".notice")).toContainText(factor.needed)
  await theirs.goto("/staff/waiting")
  await expect(theirs).toHaveURL(/account\/second-factor/)
  await inspect(theirs, "the page of the second factor")
  await theirs.setViewportSize({ width: 1280, height: 800 })
  const key = await theirs.locator(".reference__code").textContent()
  await theirs.locator("#code").fill("000000")
  await press(theirs, factor.confirm)
  await expect(theirs.locator("#code-error")).toContainText(factor.wrong)
  await expect(theirs.locator(".reference__code")).toHaveText(key)
  await theirs.locator("#code").fill(codeOf(key))
  await press(theirs, factor.confirm)
  await expect(theirs.locator(".codes li")).toHaveCount(10)
  const paper = await theirs.locator(".codes li").first().textContent()
  await theirs.getByRole("link", { name: factor.noted, exact: true }).click()
  await expect(theirs.locator("main")).toContainText(own.factor_on.replace("{{ left }}", "10"))

  const again = await browserOf(browser, centre)
  const enter = async () => {
    await again.goto("/staff/sign-in")
    await again.locator("#email").fill(RECEPTION)
    await again.locator("#password").fill(PASSWORD)
    await press(again, said.desk.sign_in)
    await expect(again).toHaveURL(/sign-in\/code/)
  }
  await enter()
  await again.goto("/staff")
  await expect(again).toHaveURL(/sign-in/)
  await enter()
  await again.locator("#code").fill(paper)
  await press(again, said.desk.sign_in)
  await expect(again).toHaveURL(/\/staff$/)
  await again.locator(".own__open").click()
  await press(again, said.desk.sign_out)
  await enter()
  await again.locator("#code").fill(paper)
  await press(again, said.desk.sign_in)
  await expect(again.locator(".field__error")).toContainText(factor.ask_wrong)
  // The next code of the telephone, one step ahead of the one that set it up.
  await again.locator("#code").fill(codeOf(key, 1))
  await press(again, said.desk.sign_in)
  await expect(again).toHaveURL(/\/staff$/)
  await close()
})

test("the pages of accounts hold on a phone, by day and by night", async ({ browser }) => {
  const { centre, close } = await openCentre()
  for (const locale of ["ar", "fr"]) {
    centre.sql("UPDATE staff SET language = ?", locale)
    const page = await browserOf(browser, centre)
    await signIn(page, ADMIN)
    for (const path of ["/staff/accounts", "/staff/accounts/2", "/staff/account", "/staff/centre", "/staff/audit"]) {
      await page.goto(path)
      await inspect(page, `${locale} ${path}`)
    }
    await page.context().close()
  }
  await close()
})
