// What a telephone's app for codes shows (RFC 6238: SHA-1, six digits, thirty seconds).
import { createHmac } from "node:crypto"

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"

function bytesOf(key) {
  let bits = ""
  for (const letter of key.replaceAll(" ", "")) bits += LETTERS.indexOf(letter).toString(2).padStart(5, "0")
  return Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)))
}

/** The code at a moment, `steps` of half a minute from now. */
export function codeOf(key, steps = 0) {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps))
  const digest = createHmac("sha1", bytesOf(key)).update(counter).digest()
  const at = digest[19] & 15
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0")
}
