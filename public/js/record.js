// Records who reads a page aloud at the desk, and puts what was recorded into the form beside the button: it is heard before it
// is sent, and sent like any other file.
let recorder
let asking = false

/** Files that browsers record, the one that most others play first. */
const KINDS = [["audio/mp4", "m4a"], ["audio/ogg;codecs=opus", "ogg"], ["audio/webm;codecs=opus", "webm"]]

async function begin(button, form) {
  const [mimeType, ending] = KINDS.find(([kind]) => MediaRecorder.isTypeSupported(kind))
  const line = await navigator.mediaDevices.getUserMedia({ audio: true })
  const hangUp = () => line.getTracks().forEach((track) => track.stop())
  try {
    recorder = new MediaRecorder(line, { mimeType, audioBitsPerSecond: 48_000 })
  } catch (error) {
    hangUp()
    throw error
  }
  const pieces = []
  // Each second one piece, which says beside the button that somebody is heard.
  recorder.addEventListener("dataavailable", ({ data }) => {
    pieces.push(data)
    if (recorder?.state !== "recording") return
    // Whoever has gone to another page is not listened to.
    if (button.isConnected) button.setAttribute("data-recording", pieces.length)
    else recorder.stop()
  })
  recorder.addEventListener("stop", () => {
    hangUp()
    recorder = undefined
    button.removeAttribute("data-recording")
    if (!form.isConnected) return
    const file = new File(pieces, `voice.${ending}`, { type: mimeType.split(";")[0] })
    const files = new DataTransfer()
    files.items.add(file)
    form.querySelector("input[type=file]").files = files.files
    const heard = form.querySelector("audio")
    heard.src = URL.createObjectURL(file)
    heard.hidden = false
  })
  recorder.start(1000)
  button.setAttribute("data-recording", 0)
}

/** Begins, or ends. */
export async function press(button) {
  if (recorder) return recorder.stop()
  if (asking) return
  const form = button.closest("form")
  const failed = form.querySelector("[data-failed]")
  failed.hidden = true
  asking = true
  try {
    await begin(button, form)
  } catch {
    recorder = undefined
    failed.hidden = false
  }
  asking = false
}
