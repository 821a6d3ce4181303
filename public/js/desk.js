// Has the browser keep the names and times of today, as the desk's client hands them over, or take them away. Where a browser
// keeps nothing, as on a plain line in the house, nothing is kept.
const main = document.getElementById("main")

async function tell(message) {
  await navigator.serviceWorker.register("/js/offline.js", { scope: "/staff" })
  const { active } = await navigator.serviceWorker.ready
  active.postMessage(message)
}

if (navigator.serviceWorker && main) {
  new MutationObserver(() => {
    const { keptPage: page, keptDay: day } = main.dataset
    tell(day ? { page, day } : { forget: true }).catch(() => {})
  }).observe(main, { attributeFilter: ["data-kept-day", "data-kept-page"] })
}

addEventListener("click", ({ target }) => {
  const records = target.closest?.("[data-record]")
  if (records) import("/js/record.js").then(({ press }) => press(records))
})
