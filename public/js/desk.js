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

// A file is sent by a load of the page: what is typed beside it, and not sent, would be gone.
const isTyped = (field) => field.type !== "hidden" && (/^(checkbox|radio)$/.test(field.type) ? field.checked !== field.defaultChecked : "defaultValue" in field && field.value !== field.defaultValue)
addEventListener("submit", (event) => {
  const { leaves } = event.target.dataset
  const others = [...document.querySelectorAll("#main form")].filter((form) => form !== event.target)
  if (leaves && others.some((form) => [...form.elements].some(isTyped)) && !confirm(leaves)) event.preventDefault()
})
