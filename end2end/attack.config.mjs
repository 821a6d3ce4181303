// What a stranger could do with a script, bounded and on this machine alone: `bin/test attack`.
import config from "./playwright.config.mjs"

export default { ...config, testDir: "attack", workers: 1, timeout: 180_000 }
