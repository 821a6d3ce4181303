// The client's parts, a little smaller: the linker leaves every string a block of its own, so that each part of the client
// can bring only its own strings; here the blocks that lie side by side become one again. Then every part is compressed.
import { readFileSync, readdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { brotliCompressSync, constants, gzipSync } from "node:zlib"

const folder = process.argv[2]
const CUSTOM = 0, DATA = 11, DATA_COUNT = 12
/** How far apart two blocks may lie. */
const GAP = 16

/** Reads numbers from `bytes` at a place that moves on. */
function reader(bytes, at = 0) {
  const number = (signed) => {
    let value = 0, shift = 0, byte
    do {
      byte = bytes[at++]
      value |= (byte & 127) << shift
      shift += 7
    } while (byte & 128)
    return signed && shift < 32 && byte & 64 ? value | (-1 << shift) : value
  }
  return { unsigned: () => number(false) >>> 0, signed: () => number(true), byte: () => bytes[at++], take: (length) => bytes.subarray(at, (at += length)), ended: () => at >= bytes.length }
}

function unsigned(value) {
  const bytes = []
  do {
    bytes.push((value & 127) | (value > 127 ? 128 : 0))
    value >>>= 7
  } while (value)
  return Buffer.from(bytes)
}

function signed(value) {
  const bytes = []
  for (;;) {
    const low = value & 127
    value >>= 7
    const last = (value === 0 && !(low & 64)) || (value === -1 && low & 64)
    bytes.push(last ? low : low | 128)
    if (last) return Buffer.from(bytes)
  }
}

function read(name) {
  const bytes = readFileSync(join(folder, name))
  const sections = [], from = reader(bytes, 8)
  while (!from.ended()) {
    const id = from.byte()
    sections.push({ id, body: from.take(from.unsigned()) })
  }
  const data = reader(sections.find(({ id }) => id === DATA).body)
  const blocks = Array.from({ length: data.unsigned() }, () => {
    // An active block of the only memory, at a constant place.
    if (data.unsigned() !== 0 || data.byte() !== 0x41) throw new Error(`${name}: a block of another kind`)
    const at = data.signed() >>> 0
    data.byte()
    return { at, bytes: data.take(data.unsigned()) }
  })
  return { name, head: bytes.subarray(0, 8), sections, blocks }
}

const parts = readdirSync(folder).filter((name) => name.endsWith(".wasm")).map(read)
const ends = (block) => block.at + block.bytes.length
const taken = parts.flatMap(({ blocks }) => blocks)

/** Whether no part has anything there: what lies between two blocks of one part may be another's. */
const isFree = (from, to) => from === to || !taken.some((block) => block.at < to && ends(block) > from)

for (const { name, head, sections, blocks } of parts) {
  const joined = []
  for (const block of blocks.toSorted((a, b) => a.at - b.at)) {
    const last = joined.at(-1), gap = last ? block.at - ends(last) : -1
    if (gap >= 0 && gap <= GAP && isFree(ends(last), block.at)) last.bytes = Buffer.concat([last.bytes, Buffer.alloc(gap), block.bytes])
    else joined.push({ ...block })
  }
  const bodies = {
    [DATA]: Buffer.concat([unsigned(joined.length), ...joined.flatMap(({ at, bytes }) => [Buffer.from([0, 0x41]), signed(at | 0), Buffer.from([0x0b]), unsigned(bytes.length), bytes])]),
    [DATA_COUNT]: unsigned(joined.length),
  }
  const whole = Buffer.concat([head, ...sections.filter(({ id }) => id !== CUSTOM).flatMap(({ id, body }) => [Buffer.from([id]), unsigned((bodies[id] ?? body).length), bodies[id] ?? body])])
  new WebAssembly.Module(whole) // a wrong one is told here, not to a family
  const path = join(folder, name)
  writeFileSync(path, whole)
  writeFileSync(`${path}.gz`, gzipSync(whole, { level: 9 }))
  writeFileSync(`${path}.br`, brotliCompressSync(whole, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22, [constants.BROTLI_PARAM_SIZE_HINT]: whole.length } }))
}
