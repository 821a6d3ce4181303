// Messages leave by the program that the centre has named; they say when, and nothing else.
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { Centre, expect, signIn, test, RECEPTION } from "../centre.mjs"
import { cancelAtDesk, fillDay, waitFor } from "../waiting.mjs"
import { longDay, words } from "../words.mjs"

/** A centre whose messages go to a file, after one that is not taken. */
async function openCentre() {
  const centre = await Centre.open((centre) => {
    const carrier = join(centre.folder, "carrier")
    writeFileSync(carrier, `#!/bin/sh\nexec 9>"${centre.folder}/lock"\nflock 9\n{ printf '%s %s\\n' "$1" "$2"; cat; printf '\\n--\\n'; } >> "${centre.folder}/carried"\n`)
    chmodSync(carrier, 0o755)
    centre.env.MESSAGE_COMMAND = carrier
  })
  centre.hire()
  const carried = () => {
    const file = join(centre.folder, "carried")
    return existsSync(file) ? readFileSync(file, "utf8").split("\n--\n").slice(0, -1) : []
  }
  return { centre, carried }
}

test("a family gets what it was promised, in its language, by a link that opens", async ({ browser }) => {
  const { centre, carried } = await openCentre()
  const [start] = await centre.plainTimes()
  expect((await centre.book({ start, name: "Nadia", mobile: "0612345678", language: "fr", may_leave_message: "yes" })).status).toBe(303)
  // Whoever asked for no message gets none.
  const [other] = await centre.plainTimes()
  expect((await centre.book({ start: other, name: "Sanaa" })).status).toBe(303)
  await expect.poll(() => centre.sql("SELECT COUNT(*) FROM outbox WHERE sent_at IS NULL AND dropped_at IS NULL")[0][0]).toBe(0)
  expect(carried()).toHaveLength(1)
  const [booked] = carried()
  expect(booked).toMatch(/^mobile \+212612345678\n/)
  // A text message has no raised letters.
  expect(booked).toContain(`${longDay("fr", start).replace("ᵉʳ", "er")} à ${start.slice(11)}`)
  expect(booked).not.toMatch(/Nadia|médiation|information/i)
  const page = await (await browser.newContext({ baseURL: centre.url, viewport: { width: 360, height: 740 } })).newPage()
  await page.goto(booked.split("\n").at(-1))
  await page.locator("#proof").fill("Nad")
  await page.getByRole("button", { name: words("fr").booking.proof_open }).click()
  await expect(page.locator(".facts")).toContainText(start.slice(11))
  // Its secret is forgotten once it is carried.
  expect(centre.sql("SELECT COUNT(*) FROM outbox WHERE link_secret IS NOT NULL")).toEqual([[0]])
  await page.context().close()
  await centre.stop()
  centre.close()
})

test("whoever waits gets the offer by a message, and leaves the list from it", async ({ browser }) => {
  const said = words("ar")
  const { centre, carried } = await openCentre()
  const { day, booked } = await fillDay(centre)
  await waitFor(centre, "سعيدة", day, { may_leave_message: "yes" })
  const page = await (await browser.newContext({ baseURL: centre.url, viewport: { width: 360, height: 740 } })).newPage()
  await signIn(page, RECEPTION)
  await cancelAtDesk(page, booked[1])
  const offer = () => carried().find((message) => message.includes("/offer/"))
  await expect.poll(offer).toBeTruthy()
  expect(offer()).toContain(`${longDay("ar", day)} على الساعة ${booked[1].start.slice(11)}`)
  await page.goto(offer().split("\n").at(-1))
  await page.getByRole("button", { name: said.waiting.refuse }).click()
  await expect(page.getByText(said.waiting.leave_instead)).toBeVisible()
  await page.getByRole("button", { name: said.waiting.leave }).click()
  await expect(page.getByText(said.waiting.left)).toBeVisible()
  expect(centre.sql("SELECT status FROM waiting_entry")).toEqual([["withdrawn"]])
  await page.context().close()
  await centre.stop()
  centre.close()
})
