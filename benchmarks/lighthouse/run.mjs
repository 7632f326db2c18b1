// Lighthouse on pages of somebody who is signed in: node run.mjs CHROMIUM ORIGIN PATH…
// The session's cookie comes by the environment (COOKIE). A line of JSON for each page and form.
import { launch } from 'chrome-launcher'
import lighthouse, { desktopConfig } from 'lighthouse'

const [, , chromePath, origin, ...paths] = process.argv
const chrome = await launch({
  chromePath,
  chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--no-first-run']
})
const forms = { desktop: desktopConfig, mobile: undefined }
try {
  for (const [form, config] of Object.entries(forms)) {
    for (const path of paths) {
      const { lhr } = await lighthouse(origin + path, {
        port: chrome.port,
        logLevel: 'error',
        onlyCategories: ['performance', 'accessibility', 'best-practices'],
        extraHeaders: { Cookie: process.env.COOKIE },
        disableStorageReset: true
      }, config)
      const scores = Object.fromEntries(
        Object.values(lhr.categories).map(({ id, score }) => [id, Math.round((score ?? 0) * 100)]))
      const shift = lhr.audits['cumulative-layout-shift'].numericValue ?? -1
      const shown = new URL(lhr.finalDisplayedUrl).pathname
      console.log(JSON.stringify({ form, path, shown, scores, shift }))
    }
  }
} finally {
  await chrome.kill()
}
