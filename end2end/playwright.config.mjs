// The whole product in a real browser, against the release build.
import { existsSync } from "node:fs"
import { defineConfig } from "@playwright/test"

const browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]

// Where the tests run under another date the browser keeps the true one: it reads no clock for this site.
const { LD_PRELOAD, FAKETIME, ...env } = process.env

export default defineConfig({
  testDir: "tests",
  outputDir: "results",
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    viewport: { width: 360, height: 740 },
    locale: "ar-MA",
    timezoneId: "Africa/Casablanca",
    launchOptions: {
      env: FAKETIME ? env : process.env,
      executablePath: process.env.CHROMIUM ?? browsers.find(existsSync),
      args: [
        "--no-sandbox",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
})
