// Quick exit: leaves at once and takes this page out of the history. Without script the link still leaves.
{
  const PRESSES = 3
  const WITHIN = 2000
  let pressed = []
  let leaving = false

  const leave = () => {
    const link = document.querySelector("[data-exit]")
    if (!link) return
    leaving = true
    document.title = "…"
    document.body.hidden = true
    // A voice would go on over whatever comes next.
    dispatchEvent(new Event("leave"))
    for (const voice of document.querySelectorAll("audio")) voice.pause()
    window.speechSynthesis?.cancel()
    // What somebody had kept to read goes, too.
    navigator.serviceWorker?.controller?.postMessage("forget")
    location.replace(link.href)
  }

  // Telephones let a page speak only within the press itself: what reads is here before it, wherever there is a button for it.
  let read
  const bringVoice = () => import("/js/aloud.js").then(({ press }) => { read = press })

  addEventListener("click", (event) => {
    const keeps = event.target.closest?.("[data-keep]")
    if (keeps) import("/js/keep.js").then(({ press }) => press(keeps))
    const reads = event.target.closest?.("[data-aloud]")
    if (reads && read) read(reads)
    else if (reads) bringVoice().then(() => leaving || read(reads))
    if (!event.target.closest?.("[data-exit]")) return
    event.preventDefault()
    leave()
  })
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") {
      pressed = []
      return
    }
    // Escape stops a page that is on its way: whoever goes on pressing would stay on a blank one.
    if (leaving) {
      event.preventDefault()
      leave()
      return
    }
    pressed = [...pressed, event.timeStamp].filter((at) => event.timeStamp - at < WITHIN)
    if (pressed.length >= PRESSES) {
      event.preventDefault()
      leave()
    }
  })
  // In which languages this device reads aloud by itself; a voice that comes over the line would tell who reads what.
  const hear = () => {
    const own = speechSynthesis.getVoices().filter(({ localService }) => localService)
    document.documentElement.dataset.voices = [...new Set(own.map(({ lang }) => lang.slice(0, 2).toLowerCase()))].join(" ")
    if (own.length > 0 && !read) bringVoice()
  }
  // That there is a script is said where there is no voice, too: what somebody has recorded is heard all the same.
  document.documentElement.dataset.voices = ""
  if ("speechSynthesis" in window) {
    speechSynthesis.addEventListener?.("voiceschanged", hear)
    hear()
  }
  if (document.querySelector("audio.listen")) bringVoice()
  // A browser may bring the page back from memory.
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload()
  })
}
