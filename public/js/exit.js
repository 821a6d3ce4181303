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
    // What somebody had kept to read goes, too.
    navigator.serviceWorker?.controller?.postMessage("forget")
    location.replace(link.href)
  }

  addEventListener("click", (event) => {
    const keeps = event.target.closest?.("[data-keep]")
    if (keeps) import("/js/keep.js").then(({ press }) => press(keeps))
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
  // A browser may bring the page back from memory.
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload()
  })
}
