// A PostgreSQL server of a test's own, on a socket in a temporary folder; it refuses to run as root.
import { execFileSync, spawn, spawnSync } from "node:child_process"
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

const versions = "/usr/lib/postgresql"

/** PostgreSQL's own folder of programs; Debian keeps them off the PATH. */
function programNamed(name) {
  const found = existsSync(versions) ? readdirSync(versions).map((v) => join(versions, v, "bin", name)).filter(existsSync) : []
  return found.sort().pop() ?? name
}

const isRoot = process.getuid() === 0
const asOrdinaryUser = (name) =>
  isRoot
    ? ["setpriv", ["--reuid=nobody", "--regid=nogroup", "--clear-groups", "--pdeathsig=KILL", "--", programNamed(name)]]
    : [programNamed(name), []]

export function startPostgres() {
  const folder = mkdtempSync(join(tmpdir(), "wifaq-pg-"))
  if (isRoot) execFileSync("chown", ["nobody:nogroup", folder])
  const data = join(folder, "data")
  const run = (name, args) => {
    const [program, before] = asOrdinaryUser(name)
    return [program, [...before, ...args]]
  }
  execFileSync(...run("initdb", ["--no-sync", "--no-instructions", "--auth=trust", "--username=wifaq", "--encoding=UTF8", "--locale=C", "-D", data]), { stdio: "ignore" })
  const server = spawn(...run("postgres", ["-c", "listen_addresses=", "-c", "max_connections=100", "-k", folder, "-D", data]), { stdio: "ignore" })
  while (spawnSync(programNamed("pg_isready"), ["-q", "-h", folder]).status !== 0) {
    if (server.exitCode !== null) throw new Error("PostgreSQL ended at once")
  }
  return {
    url: `postgres://wifaq@localhost/postgres?host=${folder}`,
    async stop() {
      const ended = new Promise((done) => server.once("exit", done))
      server.kill("SIGKILL")
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
